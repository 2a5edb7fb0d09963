using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Public;

/// <summary>What the public is told of Dutch and sealed auctions.</summary>
public sealed class PublicFormatTests
{
    // A viewer who has the first view, hears every change and counts the falling price by themselves is right at every moment.
    [Theory, InlineData(AuctionFormat.Dutch), InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void Every_view_is_the_one_before_with_the_changes_of_the_event(AuctionFormat format) => FormatsAgreeWithTheModel.Any(format).Hold(
        scenario =>
        {
            JsonObject? held = null;
            new PlainWalk(scenario)
            {
                Happened = (before, happened, after) =>
                {
                    if (Decimal(scenario.Terms.Start) > 1_000_000) return; // the viewer here counts with few digits
                    var whole = PublicJson.View(after.View());
                    held ??= (JsonObject)whole.DeepClone();
                    foreach (var (name, value) in PublicJson.Changes(happened, after.Settings.Currency)) held[name] = value?.DeepClone();
                    var seen = (JsonObject)held.DeepClone();
                    if (held["fallingSince"] is { } since) Count(seen, (string)since!, scenario.Terms.Reserve);
                    if (!JsonNode.DeepEquals(whole, seen)) Assert.Equal(whole.ToJsonString(), seen.ToJsonString());
                },
            }.Play();
        },
        600, s => s.ToString());

    [Fact]
    public void No_event_and_no_view_of_a_sealed_auction_tells_an_amount_before_its_close_and_the_bids_events_never_do()
    {
        var room = Room.Sealed(reserve: "70707");
        room.Bid(Room.Alice, "71234.56").Yes();
        room.Bid(Room.Alice, "74321.65").Yes();
        room.Bid(Room.Bob, "79876.54").Yes();
        room.Retract(5).Yes();
        room.Pause().Yes();
        var told = room.Log.Select(e => PublicJson.Event(e).ToJsonString() + PublicJson.Changes(e).ToJsonString()).Append(PublicJson.View(room.Auction.View()).ToJsonString()).ToArray();
        Assert.All(told, text => Assert.All(["71234", "74321", "79876", "70707"], amount => Assert.DoesNotContain(amount, text, StringComparison.Ordinal)));
        Assert.True(PublicJson.Event(room.Log[2]).ContainsKey("amount"));
        room.Resume().Yes();
        room.Hammer().Yes<AuctionSold>();
        Assert.Contains("74321.65", PublicJson.View(room.Auction.View()).ToJsonString(), StringComparison.Ordinal);
        Assert.Null(PublicJson.Event(room.Log[3])["amount"]);
    }

    [Fact]
    public void The_winner_of_a_second_price_is_told_with_what_they_pay_and_not_with_what_they_bid()
    {
        var room = Room.Sealed(secondPrice: true);
        room.Bid(Room.Alice, "81818").Yes();
        room.Bid(Room.Bob, "150").Yes();
        room.Hammer().Yes();
        foreach (var told in new[] { PublicJson.Event(room.Last), PublicJson.Changes(room.Last), PublicJson.View(room.Auction.View()) })
            Assert.DoesNotContain("81818", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("150", (string?)PublicJson.View(room.Auction.View())["result"]!["amount"]);
    }

    [Fact]
    public void A_Dutch_view_has_the_price_of_its_server_time_and_all_that_it_takes_to_count()
    {
        var room = Room.Dutch(quantity: 3).At(35);
        room.Take(Room.Alice, 2).Yes();
        var view = PublicJson.View(room.Auction.View());
        Assert.Equal(("100", "100", "2026-11-23T12:00:00Z", 1, 3), ((string?)view["price"], (string?)view["minimumBid"], (string?)view["fallingSince"], (int?)view["quantityLeft"], (int?)view["quantity"]));
        Assert.Equal("""{"startPrice":"100","floorPrice":"40","step":"10","every":"PT10S"}""", view["dutch"]!.ToJsonString());
        Assert.Equal((null, null, null), (view["leader"], view["increments"], view["reserveMet"]));
        Assert.Equal("""{"sequence":3,"price":"70","quantityLeft":1,"minimumBid":"70","bidCount":1,"reserveMet":null,"buyNow":null,"closesAt":null}""", PublicJson.Changes(room.Last).ToJsonString());
    }

    private static decimal Decimal(UInt128 cents) => cents > 1_000_000_000 ? decimal.MaxValue : (decimal)cents / 100;

    private static void Count(JsonObject view, string since, UInt128? reserve)
    {
        decimal Money(string name) => decimal.Parse((string)view["dutch"]![name]!, CultureInfo.InvariantCulture);
        var ran = Room.Noon - DateTimeOffset.Parse(since, CultureInfo.InvariantCulture);
        var (price, shown) = (Money("startPrice"), Money("startPrice"));
        var every = XmlConvert.ToTimeSpan((string)view["dutch"]!["every"]!);
        for (var turn = every; turn <= ran && price > Money("floorPrice"); turn += every)
        {
            price = Math.Max(Money("floorPrice"), price - Money("step"));
            if (reserve is not { } least || price >= (decimal)least / 100) shown = price; // the house would have withdrawn it
        }
        view["price"] = shown.ToString("0.##", CultureInfo.InvariantCulture);
        view["minimumBid"] = (int)view["quantityLeft"]! == 0 ? view["minimumBid"]?.DeepClone() : view["price"]!.DeepClone();
    }
}
