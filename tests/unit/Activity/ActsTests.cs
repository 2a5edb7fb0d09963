using Sothebais.Gateways.Defaults.Activity;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Activity;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Activity;

/// <summary>What people of the house did is told from what bidders, programs and time did.</summary>
public sealed class ActsTests
{
    private static readonly BidPlaced Bid = new(Room.Alice, Room.Dollars("10"), Room.Dollars("10"), Room.Dollars("11"), 1, null, null);

    private static Origin By(string who) => new(who, "=key", "", "request-1");

    private static Act[] Of(string entity, params IAttributed[] events) => [.. Acts.Of(entity, events)];

    [Fact]
    public void An_act_says_who_what_to_which_thing_when_why_and_by_which_request()
    {
        var act = Assert.Single(Of("auction:genesis-1", new AuctionCancelled("withdrawn") { Sequence = 4, At = Room.Noon, Origin = By("ada") }));
        Assert.Equal(new Act(Room.Noon, "ada", "auctionCancelled", "auction", "genesis-1", 4) { Reason = "withdrawn", Request = "request-1" }, act);
    }

    [Fact]
    public void What_time_did_is_nobodys_act() => Assert.Empty(Of("auction:a", new AuctionUnsold(Room.Noon, UnsoldReason.NoBids), new SaleEnded()));

    [Fact]
    public void A_bidders_own_bid_is_no_act_and_a_bid_for_somebody_else_is_one()
    {
        Assert.Empty(Of("auction:a", Bid with { Origin = By("alice") }, new MaximumRaised(Room.Alice, Room.Dollars("20")) { Origin = By("alice") }));
        var act = Assert.Single(Of("auction:a", Bid with { Origin = By("auk") }));
        Assert.Equal(("auk", "bidPlaced", "Alice"), (act.By, act.Kind, act.About));
    }

    [Fact]
    public void What_programs_and_the_house_itself_do_is_no_act() => Assert.Empty(
        Of("auction:a", Bid with { Origin = By("event-source:bridge") }, new AuctionOpened(Room.Noon, null, Room.Dollars("1")) { Origin = By("sale:autumn") }));

    [Fact]
    public void Bidders_keep_their_own_accounts_and_what_the_house_does_to_them_is_an_act()
    {
        var profile = new BidderProfile("Alice", null, []);
        Assert.Empty(Of("bidder:alice", new BidderRegistered(profile) { Origin = By("alice") }, new BidderChanged(profile) { Origin = By("alice") }));
        Assert.Empty(Of("sale:autumn", new PaddleGiven("alice", 7) { Origin = By("alice") }));
        Assert.Equal(["bidderApproved", "bidderBlocked"], Of("bidder:alice", new BidderApproved { Origin = By("ada") }, new BidderBlocked("fraud") { Origin = By("ada") }).Select(a => a.Kind));
        Assert.Equal("bidderApproved", Assert.Single(Of("bidder:alice2", new BidderApproved { Origin = By("alice") })).Kind);
    }

    [Fact]
    public void What_follows_from_an_act_is_no_second_one() => Assert.Equal(
        ["auctionReopened"],
        Of("auction:a", new AuctionReopened(null, null) { Origin = By("ada") }, new BidRetracted(3, "undo", null, null, null, 0, null) { Origin = By("ada"), Follows = true }).Select(a => a.Kind));

    [Fact]
    public void Every_kind_of_event_has_its_words()
    {
        foreach (var events in new[] { typeof(AuctionEvent), typeof(SaleEvent), typeof(BidderEvent), typeof(StreamEvent) })
        {
            foreach (var kind in events.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false).Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>())
            {
                var word = (string)kind.TypeDiscriminator!;
                if (kind.DerivedType.Name is "ProxyRaised" or "ImportedIdTaken" or "ImportCompleted" or "DirectionFollowed" or "DirectionRefused" || (kind.DerivedType.Name.StartsWith("Lot", StringComparison.Ordinal) && kind.DerivedType.Name is not ("LotsAdded" or "LotsReordered" or "LotDirected" or "LotSkipped" or "LotRestored"))) continue; // nobody's acts
                var text = PublicAct.Of(new Act(Room.Noon, "ada", word, "auction", "a", 1) { About = "x" }).Text;
                var spelled = string.Concat(word.Select(c => char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
                Assert.False(text.StartsWith(spelled, StringComparison.Ordinal), $"{word}: {text}");
            }
        }
        Assert.Equal("lot burned: x", PublicAct.Of(new Act(Room.Noon, "ada", "lotBurned", "sale", "s", 1) { About = "x" }).Text);
    }
}
