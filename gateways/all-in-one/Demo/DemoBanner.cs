namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>What the demo tells the person who started it.</summary>
public static class DemoBanner
{
    /// <summary>The text, in lines that fit a terminal of 100 columns with the default ports.</summary>
    /// <param name="addresses">Where the house is.</param>
    public static string Of(DemoAddresses addresses)
    {
        var (admin, auctions) = (Trim(addresses.Admin), Trim(addresses.AuctionManager));
        return $$"""

              S O T H E B A I S   ·   the demo plays "{{DemoLots.Series}}", {{DemoLots.All.Length}} lots, again and again

              Watch        {{addresses.Page}}
              OBS overlay  {{addresses.Overlay}}     (browser source, 1920 x 1080; follows the sale)
              Console      {{admin}}/
              API docs     {{auctions}}/docs
              WebSocket    {{DemoAddresses.Live(addresses.StreamManager, "ws", "/ws?auction=$LOT")}}
              Events       curl -N '{{DemoAddresses.Live(addresses.EventHandler, "http", "/events")}}'

              Bid against them:
                LOT=$(curl -s {{admin}}/demo/current)
                TOKEN=$(curl -s {{admin}}/dev/token -H 'Content-Type: application/json' \
                  -d '{"sub":"you","name":"You","roles":["bidder"]}' | sed 's/.*"token":"\([^"]*\)".*/\1/')
                curl -s {{auctions}}/auctions/$LOT/bids -H "Authorization: Bearer $TOKEN" \
                  -H 'Content-Type: application/json' -d '{"next":true}'

              Ctrl+C ends it.

            """;
    }

    private static string Trim(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
