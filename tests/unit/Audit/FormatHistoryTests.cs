using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Audit;

/// <summary>The audit of random Dutch and sealed auctions: as the rules decided them, and forged.</summary>
public sealed class FormatHistoryTests
{
    private static readonly TimeSpan NeverLate = TimeSpan.FromDays(100);

    [Theory, InlineData(AuctionFormat.Dutch), InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void Nothing_is_held_against_what_the_rules_decided_from_wherever_the_audit_begins(AuctionFormat format) => FormatsAgreeWithTheModel.Any(format).Hold(
        scenario =>
        {
            var events = History(scenario);
            for (var first = 0; first < events.Count; first += 3) Assert.All(Audited(events[first..]), found => Assert.Equal(Findings.None, found));
        },
        600, s => s.ToString());

    [Fact]
    public void A_take_of_what_somebody_else_has_already_is_found()
    {
        var room = Room.Dutch(quantity: 3);
        room.At(10).Take(Room.Alice, 2).Yes();
        room.At(20).Take(Room.Bob, 1).Yes();
        List<AuctionEvent> log = [.. room.Log[..^1]]; // without the sale that sold it out
        var twice = ((BidPlaced)log[^1]) with { Sequence = log[^1].Sequence + 1, Bidder = Room.Carol };
        Assert.Equal(Findings.DoubleBid, Audited([.. log, twice])[^1]);
        Assert.Equal(Findings.LateBid | Findings.DoubleBid, Audited([.. room.Log, twice with { Sequence = room.Auction.Sequence + 1, At = room.Now }])[^1]);
        Assert.Equal(Findings.DoubleBid, Audited([.. log[..^1], ((BidPlaced)log[^1]) with { Quantity = 2 }])[^1]);
    }

    [Theory, InlineData(AuctionFormat.Dutch), InlineData(AuctionFormat.SealedFirstPrice)]
    public void A_bid_when_none_were_taken_is_found_in_every_format(AuctionFormat format)
    {
        var room = format == AuctionFormat.Dutch ? Room.Dutch(quantity: 3) : Room.Sealed();
        room.Bid(Room.Alice, "100").Yes();
        var bid = room.Last;
        room.At(10).Pause().Yes();
        Assert.Equal(Findings.LateBid, Audited([.. room.Log, bid with { Sequence = room.Auction.Sequence + 1, At = room.Now.AddSeconds(5) }])[^1]);
    }

    private static List<AuctionEvent> History(PlainScenario scenario)
    {
        var history = new List<AuctionEvent>();
        new PlainWalk(scenario) { Happened = (_, happened, _) => history.Add(happened) }.Play();
        return history;
    }

    private static Findings[] Audited(IEnumerable<AuctionEvent> events)
    {
        var auctions = new AuditedAuctions(10, NeverLate);
        return [.. events.Select(e => auctions.Check(Room.Id, e, out _))];
    }
}
