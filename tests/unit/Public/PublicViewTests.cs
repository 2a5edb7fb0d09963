using System.Text.Json.Nodes;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Public;

public sealed class PublicViewTests
{
    // A viewer who has the first view and hears every change needs no other: what they put together is what a new viewer is given.
    [Fact]
    public void Every_view_is_the_one_before_with_the_changes_of_the_event() => Scenario.Any.Hold(
        scenario =>
        {
            JsonObject? held = null;
            new Walk(scenario)
            {
                Happened = (before, happened, after) =>
                {
                    var whole = PublicJson.View(after.View());
                    held ??= (JsonObject)whole.DeepClone();
                    foreach (var (name, value) in PublicJson.Changes(happened, after.Settings.Currency)) held[name] = value?.DeepClone();
                    if (!JsonNode.DeepEquals(whole, held)) Assert.Equal(whole.ToJsonString(), held.ToJsonString());
                },
            }.Play();
        },
        600, s => s.ToString());

    // Who hears every event knows the newest bids that stand as well as the house, which gives them to a new viewer.
    [Fact]
    public void The_recent_bids_are_those_that_were_told_and_not_taken_back() => Scenario.Any.Hold(
        scenario =>
        {
            var told = new List<(string Id, string Bidder, string Amount)>();
            new Walk(scenario)
            {
                Happened = (_, happened, after) =>
                {
                    var (currency, json) = (after.Settings.Currency, PublicJson.Event(happened, after.Settings.Currency));
                    if (happened is BidPlaced) told.Insert(0, ((string)json["bidId"]!, (string)json["bidderId"]!, (string)json["amount"]!));
                    if (happened is BidRetracted) told.RemoveAll(b => b.Id == (string)json["bidId"]!);
                    Assert.Equal(told.Take(10), after.View().RecentBids.Select(b => ($"genesis-1-{b.Sequence}", b.Bidder.Id, currency.Format(b.Amount))));
                },
            }.Play();
        },
        300, s => s.ToString());

    [Fact]
    public void A_creation_tells_all_that_a_draft_has_to_show()
    {
        var room = Room.Draft(_ => Facts.Full);
        var view = PublicJson.View(room.Auction.View());
        var changes = PublicJson.Changes(room.Last);
        Assert.All(changes, change => Assert.True(JsonNode.DeepEquals(view[change.Key], change.Value), change.Key));
        // What it leaves out is what every new auction has alike.
        string[] alike = ["id", "price", "leader", "bidCount", "remaining", "extensions", "serverTime", "result", "fallingSince"];
        Assert.Equal(view.Select(v => v.Key).Except(alike).Order(), changes.Select(c => c.Key).Order());
    }

    [Fact]
    public void The_view_of_an_open_auction_is_that_of_the_contract()
    {
        var room = Room.Opened(t => t with { Reserve = Room.Dollars("500"), Extension = new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(90), null) });
        room.At(10).Bid(Room.Alice, "100").Yes();
        var expected = JsonNode.Parse("""
            {"id":"genesis-1","status":"open","sequence":3,"price":"100","leader":{"bidderId":"alice","name":"Alice","paddle":7},"minimumBid":"110","bidCount":1,
             "reserveMet":false,"opensAt":"2026-11-23T12:00:00Z","closesAt":"2026-11-23T12:05:00Z","remaining":null,"extensions":0,"serverTime":"2026-11-23T12:00:00Z",
             "format":"english","title":"Genesis #1","lot":{"name":"Genesis #1","description":null,"image":null,"token":null,"attributes":[]},"currency":"USD","result":null,
             "openingBid":"100","increments":{"basisPoints":1000},"duration":"PT5M","startsOnFirstBid":false,"extension":{"window":"PT1M","by":"PT1M30S","maximum":null},
             "bidders":"anyone","buyNow":null,"quantity":1,"quantityLeft":1,"dutch":null,"fallingSince":null,"saleId":null}
            """);
        var view = PublicJson.View(room.Auction.View());
        Assert.True(JsonNode.DeepEquals(expected, view), view.ToJsonString());
    }

    [Fact]
    public void The_reserve_is_for_admins_only()
    {
        var view = Room.Draft(_ => Facts.Full).Auction.View();
        Assert.Equal(Facts.SecretReserve, PublicJson.View(view, withReserve: true)["reserve"]!.GetValue<string>());
        Assert.False(PublicJson.View(view).ContainsKey("reserve"));
        Assert.DoesNotContain(Facts.SecretReserve, PublicJson.View(view).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lot_uses_the_names_of_its_metadata_standard()
    {
        var lot = PublicJson.View(Room.Draft(_ => Facts.Full).Auction.View())["lot"]!;
        Assert.Equal("""[{"trait_type":"Background","value":"Blue"},{"trait_type":"Hat","value":"None"}]""", lot["attributes"]!.ToJsonString());
        Assert.Equal(1, lot["token"]!["chainId"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(AuctionStatus.Draft, "draft")]
    [InlineData(AuctionStatus.Scheduled, "scheduled")]
    [InlineData(AuctionStatus.Open, "open")]
    [InlineData(AuctionStatus.Paused, "paused")]
    [InlineData(AuctionStatus.Sold, "sold")]
    [InlineData(AuctionStatus.Unsold, "unsold")]
    [InlineData(AuctionStatus.Settled, "settled")]
    [InlineData(AuctionStatus.Cancelled, "cancelled")]
    public void A_status_is_shown_by_its_name(AuctionStatus status, string name) =>
        Assert.Equal(name, PublicJson.View(LifeTests.In(status).Auction.View())["status"]!.GetValue<string>());
}
