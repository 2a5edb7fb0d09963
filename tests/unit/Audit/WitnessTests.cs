using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Audit;

/// <summary>What the audit holds against an event.</summary>
public sealed class WitnessTests
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_sale_with_a_soft_close_a_pause_a_retraction_and_a_reopening_is_in_order()
    {
        var room = Room.WithSoftClose();
        room.At(10).Bid(Room.Alice, "100").Yes();
        room.At(20).Bid(Room.Alice, "120").Yes(); // the leader raises herself
        room.At(290).Bid(Room.Bob, "150").Yes(); // moves the close to 350
        room.At(310).Retract(room.Auction.Sequence - 1).Yes();
        room.At(320).Bid(Room.Carol, "150").Yes(); // what was taken back may be bid again
        room.At(330).Pause().Yes();
        room.At(340).Extend(30).Yes();
        room.At(900).Resume().Yes();
        room.At(910).Bid(Room.Bob, "200").Yes();
        room.At(2_000).Wait();
        room.At(2_100).Reopen(60).Yes();
        room.At(2_110).Bid(Room.Alice, "300").Yes();
        room.At(2_120).Hammer().Yes();
        room.At(2_130).Settle().Yes();
        Assert.All(Audited(room.Log, TimeSpan.FromDays(1)), found => Assert.Equal(Findings.None, found));
    }

    [Fact]
    public void A_sale_with_maxima_and_buying_at_once_is_in_order()
    {
        var room = Room.Opened(t => t with { BuyNow = Room.Dollars("1000"), Reserve = Room.Dollars("600") });
        room.At(10).Maximum(Room.Alice, "500").Yes();
        room.At(20).Maximum(Room.Bob, "300").Yes(); // answered
        room.At(30).Maximum(Room.Alice, "550").Yes(); // silent
        room.At(40).Maximum(Room.Alice, "700").Yes(); // to the reserve
        room.At(50).Undo().Yes();
        room.At(60).Buy(Room.Carol).Yes();
        room.At(70).Undo().Yes();
        room.At(80).Bid(Room.Bob, "560").Yes();
        room.At(90).Hammer().Yes();
        Assert.All(Audited(room.Log, LateAfter), found => Assert.Equal(Findings.None, found));
    }

    [Theory, InlineData("329.99", true), InlineData("330", false), InlineData("330.01", true)]
    public void An_answer_that_names_another_price_than_the_bid_before_it_is_found(string price, bool found)
    {
        var room = Room.Opened();
        room.At(10).Maximum(Room.Alice, "500").Yes();
        room.At(20).Maximum(Room.Bob, "300").Yes();
        Expect(Forged(room, e => ((ProxyRaised)e) with { Price = Room.Dollars(price) }), found ? Findings.DoubleBid : Findings.None);
    }

    [Fact]
    public void A_maximum_that_is_raised_at_the_stroke_is_found()
    {
        var room = Room.Opened();
        room.At(10).Maximum(Room.Alice, "500").Yes();
        room.At(20).Maximum(Room.Alice, "600").Yes();
        Expect(Forged(room, e => e with { At = Room.Noon.AddSeconds(300) }), Findings.LateBid);
    }

    [Fact]
    public void Takers_of_an_edition_may_pay_the_same_and_what_is_gone_is_not_given_again()
    {
        AuctionEvent Taken(long sequence, int left) =>
            new BidPlaced(Room.Alice, Room.Dollars("50"), Room.Dollars("50"), null, (int)sequence, null, null) { Sequence = sequence, At = Room.Noon, Quantity = 1, QuantityLeft = left };
        Assert.Equal([Findings.None, Findings.None, Findings.None], Audited([Taken(3, 2), Taken(4, 1), Taken(5, 0)], LateAfter));
        Assert.Equal([Findings.None, Findings.None, Findings.DoubleBid], Audited([Taken(3, 1), Taken(4, 0), Taken(5, 0)], LateAfter));
    }

    [Fact]
    public void Of_a_sealed_bid_nothing_is_held_against_its_amount()
    {
        AuctionEvent Sealed(long sequence) => new BidPlaced(Room.Alice, Room.Dollars("50"), Room.Dollars("50"), null, (int)sequence, null, null) { Sequence = sequence, At = Room.Noon, Sealed = true };
        Assert.Equal([Findings.None, Findings.None], Audited([Sealed(3), Sealed(4)], LateAfter));
    }

    [Theory, InlineData("100.00", true), InlineData("99.99", true), InlineData("100.01", false)]
    public void A_second_bid_that_does_not_raise_the_price_is_found(string amount, bool found)
    {
        var room = Room.Opened();
        room.At(10).Bid(Room.Alice, "100").Yes();
        room.At(20).Bid(Room.Bob, "110").Yes();
        Expect(Forged(room, e => ((BidPlaced)e) with { Amount = Room.Dollars(amount) }), found ? Findings.DoubleBid : Findings.None);
    }

    [Theory, InlineData(299, false), InlineData(300, true), InlineData(301, true)] // of five minutes
    public void A_bid_at_the_stroke_or_later_is_found(int seconds, bool found)
    {
        var room = Room.Opened();
        room.At(10).Bid(Room.Alice, "100").Yes();
        Expect(Forged(room, e => e with { At = Room.Noon.AddSeconds(seconds) }), found ? Findings.LateBid : Findings.None);
    }

    [Fact]
    public void A_bid_before_the_opening_in_a_pause_or_after_the_hammer_is_found()
    {
        var draft = Room.Draft();
        Assert.Equal(Findings.LateBid, WithBid(draft));
        var paused = Room.Opened();
        paused.At(10).Pause().Yes();
        Assert.Equal(Findings.LateBid, WithBid(paused));
        paused.At(20).Extend(60).Yes();
        Assert.Equal(Findings.LateBid, WithBid(paused));
        var sold = Room.Opened();
        sold.At(10).Hammer().Yes();
        Assert.Equal(Findings.LateBid, WithBid(sold));
    }

    [Fact]
    public void Where_the_first_bid_starts_the_clock_no_first_bid_is_late()
    {
        var room = Room.Opened(t => t with { StartsOnFirstBid = true });
        room.At(TimeSpan.FromDays(3)).Bid(Room.Alice, "100").Yes();
        Expect(room.Log, Findings.None);
        Expect([.. room.Log, (room.Log[^1] as BidPlaced)! with { Sequence = room.Auction.Sequence + 1, Amount = Room.Dollars("200"), Price = Room.Dollars("200"), At = room.Auction.ClosesAt!.Value }], Findings.LateBid);
    }

    [Theory, InlineData(10, false), InlineData(11, true)]
    public void A_hammer_that_falls_too_long_after_the_deadline_is_found_whatever_it_says_as_of_when(int late, bool found)
    {
        var room = Room.Opened();
        room.At(300 + late).Wait();
        Assert.Equal(Room.Noon.AddSeconds(300), Assert.IsType<AuctionUnsold>(room.Last).ClosedAt);
        Expect(room.Log, found ? Findings.LateClose : Findings.None);
    }

    [Fact]
    public void A_close_that_an_outage_moved_is_not_late()
    {
        var room = Room.WithSoftClose();
        room.At(400);
        Assert.NotNull(room.MakeGood(Room.Noon.AddSeconds(290), Room.Noon.AddSeconds(400))); // away over the deadline
        room.At(460).Wait();
        Assert.IsType<AuctionUnsold>(room.Last);
        Expect(room.Log, Findings.None);
    }

    [Theory, InlineData(0, false), InlineData(100, false), InlineData(2_000, true)] // milliseconds; two seconds are more than any house gives
    public void A_bid_that_counts_by_grace_is_not_late_as_long_as_its_grace_can_be_true(int late, bool found)
    {
        var room = Room.Opened();
        room.At(10).Bid(Room.Alice, "100").Yes();
        var (close, grace) = (room.Auction.ClosesAt!.Value, TimeSpan.FromMilliseconds(late));
        Expect(Forged(room, e => ((BidPlaced)e) with { At = close + grace, Grace = grace, ReceivedAt = close - Room.Tick }), found ? Findings.LateBid : Findings.None);
        Expect(Forged(room, e => ((BidPlaced)e) with { At = close + grace + Room.Tick, Grace = grace, ReceivedAt = close - Room.Tick }), Findings.LateBid);
        Expect(Forged(room, e => ((BidPlaced)e) with { At = close + grace, Grace = grace, ReceivedAt = close }), Findings.LateBid);
    }

    [Fact]
    public void A_lot_that_is_passed_long_after_a_pause_began_is_not_closed_late()
    {
        var room = Room.Opened().At(10);
        room.Pause().Yes();
        room.At(TimeSpan.FromDays(1)).Pass().Yes();
        Expect(room.Log, Findings.None);
    }

    [Fact]
    public void A_missing_event_is_found_once_and_what_follows_is_taken_as_it_is()
    {
        var room = Room.Opened();
        foreach (var (at, amount) in new[] { (10, "100"), (20, "110"), (30, "130"), (40, "150") }) room.At(at).Bid(Room.Alice, amount).Yes();
        var log = room.Log.ToList();
        log.RemoveAt(3);
        Assert.Equal([Findings.None, Findings.None, Findings.None, Findings.SequenceGap, Findings.None], Audited(log, LateAfter));
    }

    [Fact]
    public void An_event_that_comes_twice_is_found_and_changes_nothing()
    {
        var room = Room.Opened();
        room.At(10).Bid(Room.Alice, "100").Yes();
        room.At(20).Bid(Room.Bob, "110").Yes();
        Assert.Equal([Findings.None, Findings.None, Findings.None, Findings.SequenceGap, Findings.None], Audited([.. room.Log[..3], room.Log[2], room.Log[3]], LateAfter));
    }

    private static List<AuctionEvent> Forged(Room room, Func<AuctionEvent, AuctionEvent> last) => [.. room.Log[..^1], last(room.Last)];

    private static Findings WithBid(Room room) => Audited(
        [.. room.Log, new BidPlaced(Room.Alice, Room.Dollars("500"), Room.Dollars("500"), null, 1, null, null) { Sequence = room.Auction.Sequence + 1, At = room.Now.AddSeconds(5) }],
        LateAfter)[^1];

    /// <summary>The last event is found to be so, and all before are in order.</summary>
    private static void Expect(List<AuctionEvent> log, Findings last)
    {
        var found = Audited(log, LateAfter);
        Assert.Equal(last, found[^1]);
        Assert.All(found[..^1], f => Assert.Equal(Findings.None, f));
    }

    private static Findings[] Audited(IEnumerable<AuctionEvent> log, TimeSpan lateAfter)
    {
        var auctions = new AuditedAuctions(10, lateAfter);
        return [.. log.Select(e => auctions.Check(Room.Id, e, out _))];
    }
}
