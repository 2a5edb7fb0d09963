using System.Text;
using System.Text.Json.Nodes;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.Gateways.EventHandler.Webhooks;
using Sothebais.Gateways.StreamManager.Viewers;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>A message that the house's users get, made of something that an earlier house wrote.</summary>
/// <param name="Name">Its golden file.</param>
/// <param name="Sources">What it is made of: lines of other golden files.</param>
/// <param name="Tell">Makes it.</param>
internal sealed record ToldForm(string Name, Func<IEnumerable<string>> Sources, Func<string, JsonNode> Tell)
{
    private const string Auction = "genesis-1";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Currency Usd = Currency.Find("USD")!;

    /// <summary>All of them.</summary>
    public static readonly ToldForm[] All =
    [
        new("cloud-events", Stored, line => Parsed(FeedEvent.Of(new FeedPosition(1, 2, 3), Auction, Usd, Event(line)).Json.Span)),
        new("socket-events", Stored, line => Parsed(Frame.Of(Auction, Usd, Event(line)).Text)),
        new("socket-snapshots", () => Travelling("sothebais.auction-view"), line => Parsed(Frame.Snapshot((AuctionView)WireGoldenTests.Read(line), Noon).Text)),
        new("socket-streams", () => Travelling("sothebais.stream-view"), Shown),
        new("socket-heartbeats", () => ["null", "5"], line => Parsed(Frame.Heartbeat(42, (long?)JsonNode.Parse(line), Noon).Text)),
        new("webhook-resets", () => ["null", "7"], line => Parsed(HouseEvent.Reset(new FeedPosition(1, 2, 3), line == "null" ? null : new FeedPosition(7, 0, 0), Noon).Json.Span)),
        new("webhook-pings", () => ["null"], _ => WithoutId(Parsed(HouseEvent.Ping("shop", Noon).Json.Span))),
    ];

    private static IEnumerable<string> Stored() => new GoldenFile("auction-events").Lines;

    private static IEnumerable<string> Travelling(string alias) => new GoldenFile("wire").Lines.Where(line => (string)JsonNode.Parse(line)!["value"]!["$"]! == alias);

    // In the programme stands the stream's own first scene, and beside it a sale.
    private static JsonNode Shown(string line)
    {
        var view = (StreamView)WireGoldenTests.Read(line);
        var show = (SaleShow)WireGoldenTests.Read(Travelling("sothebais.sale-show").First());
        var live = view with { Status = StreamStatus.Live, Programme = view.Scenes.FirstOrDefault()?.Id };
        return Parsed(new Gateways.StreamManager.Viewers.Picture(live, show, Auction, 1, "https://example.org/{auctionId}").Frame(preview: false, Noon).Text);
    }

    // Of a ping's id nothing is promised but that it is one.
    private static JsonObject WithoutId(JsonNode ping)
    {
        Assert.StartsWith("ping-", (string)ping["id"]!, StringComparison.Ordinal);
        ping.AsObject().Remove("id");
        return ping.AsObject();
    }

    private static AuctionEvent Event(string line) => AuctionEventJson.Read(Encoding.UTF8.GetBytes(line));

    private static JsonNode Parsed(ReadOnlySpan<byte> json) => JsonNode.Parse(json)!;
}
