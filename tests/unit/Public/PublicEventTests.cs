using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Public;

public sealed class PublicEventTests
{
    // The contract's event kinds. A revision of a draft and a raised maximum are the house's own additions.
    private static readonly string[] Kinds =
    [
        "auctionCreated", "auctionRevised", "auctionScheduled", "auctionOpened", "bidPlaced", "proxyRaised", "maximumRaised", "auctionExtended", "fairWarning", "auctionPaused", "auctionResumed", "bidRetracted",
        "auctionSold", "auctionUnsold", "auctionCancelled", "auctionReopened", "auctionSettled",
    ];

    [Fact]
    public void Every_event_has_its_kind_from_the_contract()
    {
        Assert.All(Facts.All, e => Assert.Equal(char.ToLowerInvariant(e.GetType().Name[0]) + e.GetType().Name[1..], PublicEvent.KindOf(e)));
        Assert.Equal(Kinds.Order(), Facts.All.Select(PublicEvent.KindOf).Distinct().Order());
    }

    [Fact]
    public void The_kind_comes_first() => Assert.All(Facts.Logged, e =>
    {
        var (name, value) = PublicJson.Event(e).First();
        Assert.Equal(("kind", PublicEvent.KindOf(e)), (name, value!.GetValue<string>()));
    });

    [Fact]
    public void A_bid_is_told_with_its_id_bidder_amount_and_price()
    {
        var placed = new BidPlaced(Room.Alice, Room.Dollars("125"), Room.Dollars("120.50"), Room.Dollars("140"), 3, true, Room.Noon) { Sequence = 43, Origin = Facts.Secret };
        Is("""{"kind":"bidPlaced","bidId":"genesis-1-43","bidderId":"alice","name":"Alice","paddle":7,"amount":"125","price":"120.5"}""", PublicJson.Event(placed));
        Is("""
            {"sequence":43,"price":"120.5","leader":{"bidderId":"alice","name":"Alice","paddle":7},"minimumBid":"140","bidCount":3,"reserveMet":true,
             "buyNow":null,"closesAt":"2026-11-23T12:00:00Z"}
            """, PublicJson.Changes(placed));
    }

    [Fact]
    public void A_bidder_without_name_and_paddle_is_told_as_such() => Is(
        """{"kind":"bidPlaced","bidId":"genesis-1-3","bidderId":"carol","name":null,"paddle":null,"amount":"0.01","price":"0.01"}""",
        PublicJson.Event(new BidPlaced(Room.Carol, new Amount(1), new Amount(1), null, 1, null, null) { Sequence = 3 }));

    [Fact]
    public void An_outage_is_told_with_its_reason() => Is(
        """{"kind":"auctionExtended","closesAt":"2026-11-23T12:01:00Z","reason":"outage","outage":{"from":"2026-11-23T11:59:50Z","to":"2026-11-23T12:00:00Z"}}""",
        PublicJson.Event(new AuctionExtended(Room.Noon.AddMinutes(1), 0, ExtensionReason.Outage, null, new Outage(Room.Noon.AddSeconds(-10), Room.Noon))));

    [Fact]
    public void A_retraction_names_the_bid_by_its_id()
    {
        var retracted = new BidRetracted(43, "A slip.", null, null, Room.Dollars("100"), 0, null) { Sequence = 50 };
        Is("""{"kind":"bidRetracted","bidId":"genesis-1-43","reason":"A slip.","price":null}""", PublicJson.Event(retracted));
        Is("""{"sequence":50,"price":null,"leader":null,"minimumBid":"100","bidCount":0,"reserveMet":null,"buyNow":null}""", PublicJson.Changes(retracted));
    }

    [Fact]
    public void An_answered_bid_never_names_its_bidder_as_the_leader_and_the_answer_says_the_same_again()
    {
        var room = Room.Opened(t => t with { BuyNow = Room.Dollars("900") });
        room.Maximum(Room.Alice, "500").Yes();
        var said = room.Maximum(Room.Bob, "200");
        Is("""{"kind":"bidPlaced","bidId":"genesis-1-4","bidderId":"bob","name":"Bob","paddle":8,"amount":"200","price":"220"}""", PublicJson.Event(said.Yes<BidPlaced>()));
        Is("""
            {"sequence":4,"price":"220","leader":{"bidderId":"alice","name":"Alice","paddle":7},"minimumBid":"242","bidCount":2,"reserveMet":null,"buyNow":"900",
             "closesAt":"2026-11-23T12:05:00Z"}
            """, PublicJson.Changes(said.Yes<BidPlaced>()));
        var answer = said.Following<ProxyRaised>()!;
        Is("""{"kind":"proxyRaised","bidderId":"alice","name":"Alice","paddle":7,"price":"220"}""", PublicJson.Event(answer));
        Is("""{"sequence":5,"price":"220","leader":{"bidderId":"alice","name":"Alice","paddle":7},"minimumBid":"242","reserveMet":null}""", PublicJson.Changes(answer));
    }

    [Fact]
    public void Of_a_raised_maximum_nothing_is_told_but_that_there_was_something()
    {
        var raised = new MaximumRaised(Room.Alice, Room.Dollars("500")) { Sequence = 9, Price = Room.Dollars("100") };
        Is("""{"kind":"maximumRaised"}""", PublicJson.Event(raised));
        Is("""{"sequence":9}""", PublicJson.Changes(raised));
    }

    [Fact]
    public void What_was_undone_is_told_as_such()
    {
        var retracted = new BidRetracted(43, "A slip.", null, null, Room.Dollars("100"), 0, null) { Undo = true };
        Is("""{"kind":"bidRetracted","bidId":"genesis-1-43","reason":"A slip.","price":null,"undo":true}""", PublicJson.Event(retracted));
        var reopened = new AuctionReopened(Room.Noon, "A slip.") { Sequence = 9, Undo = true };
        Is("""{"kind":"auctionReopened","closesAt":"2026-11-23T12:00:00Z","reason":"A slip.","undo":true}""", PublicJson.Event(reopened));
        Is("""{"sequence":9,"status":"open","closesAt":"2026-11-23T12:00:00Z","result":null}""", PublicJson.Changes(reopened));
    }

    [Fact]
    public void A_bid_that_counts_by_grace_says_by_how_many_milliseconds() => Is(
        """{"kind":"bidPlaced","bidId":"genesis-1-3","bidderId":"carol","name":null,"paddle":null,"amount":"0.01","price":"0.01","graceMs":37}""",
        PublicJson.Event(new BidPlaced(Room.Carol, new Amount(1), new Amount(1), null, 1, null, null) { Sequence = 3, Grace = TimeSpan.FromMilliseconds(36.2), ReceivedAt = Room.Noon }));

    [Fact]
    public void A_sale_is_told_with_its_winner()
    {
        var sold = new AuctionSold(Room.Alice, Room.Dollars("125"), Room.Noon) { Sequence = 9 };
        Is("""{"kind":"auctionSold","winner":"alice","name":"Alice","paddle":7,"amount":"125","closedAt":"2026-11-23T12:00:00Z"}""", PublicJson.Event(sold));
        Is("""
            {"sequence":9,"status":"sold","closesAt":"2026-11-23T12:00:00Z","remaining":null,"price":"125","leader":{"bidderId":"alice","name":"Alice","paddle":7},"fallingSince":null,
             "result":{"winner":"alice","name":"Alice","paddle":7,"amount":"125","closedAt":"2026-11-23T12:00:00Z"}}
            """, PublicJson.Changes(sold));
    }

    [Fact]
    public void Changes_always_carry_the_sequence() =>
        Assert.All(Facts.Logged, e => Assert.Equal(e.Sequence, PublicJson.Changes(e)["sequence"]!.GetValue<long>()));

    [Fact]
    public void Nothing_private_is_ever_told() => Assert.All(Facts.All, e =>
    {
        var told = e with { Sequence = 3, At = Room.Noon, Origin = Facts.Secret };
        foreach (var json in (JsonObject[])[PublicJson.Event(told), PublicJson.Changes(told)])
        {
            var text = json.ToJsonString();
            foreach (var secret in (string[])[Facts.Secret.By, Facts.Secret.Key, Facts.Secret.Body, Facts.SecretReserve, Facts.SecretMaximum, "secret"])
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(NamesIn(json), name => name is "reserve" or "origin" or "ceiling" or "key" or "body" or "v"); // "by" is the soft close's
        }
    });

    private static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => NamesIn(p.Value).Prepend(p.Key)),
        JsonArray a => a.SelectMany(NamesIn),
        _ => [],
    };

    private static void Is(string expected, JsonObject actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
