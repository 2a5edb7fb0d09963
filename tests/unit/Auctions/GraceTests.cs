using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Bids that were on their way when the clock ran out. Open from 0 to 300 seconds; the hammer waits 250 ms.</summary>
public sealed class GraceTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private static readonly DateTimeOffset Close = Room.Noon.AddSeconds(300);
    private static readonly DateTimeOffset JustBefore = Close - Room.Tick;

    [Theory, InlineData(0), InlineData(37), InlineData(249)]
    public void A_bid_received_before_the_close_counts_and_says_how_late_it_came(int late)
    {
        var room = With(Room.Opened()).At(After(late));
        var placed = room.Bid(Room.Alice, "100", JustBefore).Yes<BidPlaced>();
        Assert.Equal((TimeSpan.FromMilliseconds(late), JustBefore, Close), (placed.Grace!.Value, placed.ReceivedAt!.Value, placed.ClosesAt!.Value));
        Assert.Equal(TimeSpan.FromMilliseconds(late), Receipts.Of(room.Auction, placed, []).Grace);
        var sold = Assert.IsType<AuctionSold>(room.At(After(250)).Wait().Last);
        Assert.Equal((Room.Alice, Close, Close + Grace), (sold.Winner, sold.ClosedAt, sold.At));
    }

    [Fact]
    public void A_bid_in_time_carries_no_grace()
    {
        var placed = With(Room.Opened()).At(299).Bid(Room.Alice, "100", Room.Noon.AddSeconds(298)).Yes<BidPlaced>();
        Assert.Equal((null, null), (placed.Grace, placed.ReceivedAt));
    }

    [Fact]
    public void Received_at_the_stroke_is_too_late_and_the_refusal_says_by_how_much_it_came_late()
    {
        var said = With(Room.Opened()).At(After(37)).Bid(Room.Alice, "100", Close);
        said.No(Refusal.AuctionNotOpen);
        Assert.Equal(TimeSpan.FromMilliseconds(37), said.Verdict.LateBy);
    }

    [Fact]
    public void Without_a_stamp_of_the_house_there_is_no_grace() => With(Room.Opened()).At(After(1)).Bid(Room.Alice, "100").No(Refusal.AuctionNotOpen);

    [Theory, InlineData(60_000, true), InlineData(60_001, false)]
    public void A_stamp_that_is_too_old_to_be_of_a_bid_on_its_way_is_not_believed(int age, bool counts)
    {
        var room = With(Room.Opened()).At(After(10));
        var said = room.Bid(Room.Alice, "100", room.Now.AddMilliseconds(-age));
        if (counts) said.Yes();
        else said.No(Refusal.AuctionNotOpen);
    }

    [Fact]
    public void A_stamp_from_the_future_is_worth_nothing() => With(Room.Opened()).At(After(10)).Bid(Room.Alice, "100", Close.AddHours(1)).No(Refusal.AuctionNotOpen);

    [Theory, InlineData(250), InlineData(251), InlineData(100_000)]
    public void After_the_hammer_nothing_counts_whenever_it_was_received(int late)
    {
        var room = With(Room.Opened());
        room.At(10).Bid(Room.Bob, "100").Yes();
        var said = room.At(After(late)).Bid(Room.Alice, "200", JustBefore);
        said.No(Refusal.AuctionNotOpen);
        Assert.Equal(TimeSpan.FromMilliseconds(late), said.Verdict.LateBy);
        Assert.Equal((Room.Bob, Close), (room.Auction.Result!.Winner, room.Auction.Result.ClosedAt));
    }

    [Fact]
    public void The_hammer_waits_for_the_grace_and_not_an_instant_more()
    {
        var room = With(Room.Opened()).At(After(250) - Room.Tick).Wait();
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
        Assert.Equal(Close + Grace, AuctionRules.DueAt(room.Auction, room.House));
        Assert.Equal(AuctionStatus.Unsold, room.At(After(250)).Wait().Auction.Status);
    }

    [Fact]
    public void An_opening_waits_for_nothing()
    {
        var room = With(Room.Draft(t => t with { OpensAt = Room.Noon.AddSeconds(60) }));
        room.Schedule().Yes();
        Assert.Equal(AuctionStatus.Open, room.At(60).Wait().Auction.Status);
    }

    [Fact]
    public void It_is_judged_against_the_bids_that_came_first_whatever_their_stamps_say()
    {
        var room = With(Room.Opened()).At(After(10));
        room.Bid(Room.Alice, "100", JustBefore).Yes();
        room.At(After(20)).Bid(Room.Bob, "100", JustBefore.AddSeconds(-1)).No(Refusal.BidTooLow);
        room.Bid(Room.Bob, "110", JustBefore).Yes();
    }

    [Fact]
    public void Inside_the_soft_close_it_moves_the_close_and_the_room_can_answer()
    {
        var room = With(Room.WithSoftClose()).At(After(37));
        room.Bid(Room.Alice, "100", JustBefore).Yes();
        Assert.Equal(Close + TimeSpan.FromMilliseconds(37) + TimeSpan.FromSeconds(60), room.Auction.ClosesAt);
        room.At(After(300)).Bid(Room.Bob, "110").Yes(); // in time again, without a stamp
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
    }

    [Fact]
    public void Where_the_soft_close_has_no_more_moves_the_hammer_falls_when_it_was_due()
    {
        var room = With(Room.WithSoftClose(maximum: 1));
        room.At(290).Bid(Room.Alice, "100").Yes(); // to 350
        room.At(TimeSpan.FromMilliseconds(350_100)).Bid(Room.Bob, "110", Room.Noon.AddSeconds(349)).Yes();
        var sold = Assert.IsType<AuctionSold>(room.At(TimeSpan.FromMilliseconds(350_250)).Wait().Last);
        Assert.Equal((Room.Bob, Room.Noon.AddSeconds(350)), (sold.Winner, sold.ClosedAt));
    }

    [Fact]
    public void A_clock_that_the_first_bid_starts_ends_with_the_same_grace()
    {
        var room = With(Room.Opened(t => t with { StartsOnFirstBid = true }));
        room.At(1_000).Bid(Room.Alice, "100").Yes();
        room.At(TimeSpan.FromMilliseconds(1_300_100)).Bid(Room.Bob, "110", Room.Noon.AddSeconds(1_299)).Yes();
        Assert.Equal(Room.Bob, Assert.IsType<AuctionSold>(room.At(1_301).Wait().Last).Winner);
    }

    [Fact]
    public void The_auctioneers_own_hammer_falls_at_once()
    {
        var room = With(Room.Opened()).At(60);
        Assert.Equal(Room.Noon.AddSeconds(60), room.Hammer().Yes<AuctionUnsold>().ClosedAt);
        var said = room.At(TimeSpan.FromMilliseconds(60_010)).Bid(Room.Alice, "100", Room.Noon.AddSeconds(59));
        said.No(Refusal.AuctionNotOpen);
        Assert.Equal(TimeSpan.FromMilliseconds(10), said.Verdict.LateBy);
    }

    [Fact]
    public void A_pause_knows_no_grace()
    {
        var room = With(Room.Opened()).At(60);
        room.Pause().Yes();
        var said = room.At(TimeSpan.FromMilliseconds(60_010)).Bid(Room.Alice, "100", Room.Noon.AddSeconds(59));
        said.No(Refusal.AuctionNotOpen);
        Assert.Null(said.Verdict.LateBy);
    }

    [Fact]
    public void Between_the_close_and_the_hammer_nobody_can_do_anything_else()
    {
        var room = With(Room.Opened());
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.At(After(100));
        foreach (var act in new Func<Said>[] { () => room.Hammer(), () => room.Pass(), () => room.Pause(), () => room.Extend(60), () => room.Warn(), () => room.Cancel(), () => room.Undo(), () => room.Retract(bid.Sequence) })
            act().No(Refusal.NotPossible);
        Assert.Equal(AuctionStatus.Sold, room.At(301).Wait().Auction.Status);
    }

    [Fact]
    public void An_outage_over_the_close_is_made_good_before_any_hammer_that_was_waiting()
    {
        var room = With(Room.Opened()).At(After(100));
        Assert.NotNull(room.MakeGood(Room.Noon.AddSeconds(296), room.Now));
        Assert.Equal(AuctionStatus.Open, room.At(After(260)).Wait().Auction.Status);
        room.Bid(Room.Alice, "100").Yes();
    }

    private static Room With(Room room)
    {
        room.House.Grace = Grace;
        return room;
    }

    private static TimeSpan After(int milliseconds) => TimeSpan.FromSeconds(300) + TimeSpan.FromMilliseconds(milliseconds);
}
