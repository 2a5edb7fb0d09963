using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class OpeningTests
{
    [Fact]
    public void Opening_by_hand_starts_the_clock_at_once()
    {
        var room = Room.Draft().At(30);
        var opened = room.Open().Yes<AuctionOpened>();
        Assert.Equal((Room.Noon.AddSeconds(30), Room.Noon.AddSeconds(330), Room.Dollars("100")), (opened.OpensAt, opened.ClosesAt!.Value, opened.MinimumBid));
        Assert.Equal(Room.Noon.AddSeconds(330), room.Auction.Deadline);
    }

    [Fact]
    public void A_fixed_closing_time_stands_whenever_it_opens()
    {
        var room = Room.Draft(t => t with { Duration = null, ClosesAt = Room.Noon.AddHours(1) }).At(600);
        Assert.Equal(Room.Noon.AddHours(1), room.Open().Yes<AuctionOpened>().ClosesAt);
    }

    [Fact]
    public void Without_duration_and_closing_time_the_auctioneer_closes()
    {
        var room = Room.Opened(t => t with { Duration = null });
        Assert.Null(room.Auction.ClosesAt);
        room.At(TimeSpan.FromDays(30)).Bid(Room.Alice, "100").Yes();
        Assert.Equal(AuctionStatus.Sold, room.Hammer().Status());
    }

    [Fact]
    public void An_auction_whose_closing_time_has_come_cannot_be_opened()
    {
        var terms = (AuctionSettings t) => t with { Duration = null, ClosesAt = Room.Noon.AddMinutes(1) };
        Room.Draft(terms).At(TimeSpan.FromMinutes(1) - Room.Tick).Open().Yes();
        Room.Draft(terms).At(60).Open().No(Refusal.NotPossible);
        Room.Draft(terms).At(61).Open().No(Refusal.NotPossible);
    }

    [Fact]
    public void A_scheduled_auction_can_be_opened_early()
    {
        var room = Room.Draft();
        room.Schedule(Room.Noon.AddHours(1)).Yes<AuctionScheduled>();
        Assert.Equal(Room.Noon.AddSeconds(5), room.At(5).Open().Yes<AuctionOpened>().OpensAt);
    }

    [Fact]
    public void Scheduling_takes_the_auctions_own_opening_time_or_another()
    {
        var own = (AuctionSettings t) => t with { OpensAt = Room.Noon.AddHours(1) };
        Assert.Equal(Room.Noon.AddHours(1), Room.Draft(own).Schedule().Yes<AuctionScheduled>().OpensAt);
        Assert.Equal(Room.Noon.AddHours(2), Room.Draft(own).Schedule(Room.Noon.AddHours(2)).Yes<AuctionScheduled>().OpensAt);
        Room.Draft().Schedule().No(Refusal.NotPossible);
    }

    [Theory, InlineData(59, true), InlineData(60, false), InlineData(61, false)]
    public void An_auction_must_open_before_it_closes(int opensAfterMinutes, bool possible)
    {
        var said = Room.Draft(t => t with { Duration = null, ClosesAt = Room.Noon.AddMinutes(60) }).Schedule(Room.Noon.AddMinutes(opensAfterMinutes));
        if (possible) said.Yes();
        else said.No(Refusal.NotPossible);
    }

    [Fact]
    public void A_scheduled_auction_opens_by_itself_at_its_time_and_not_before()
    {
        var room = Scheduled();
        Assert.Equal(AuctionStatus.Scheduled, room.At(TimeSpan.FromHours(1) - Room.Tick).Wait().Auction.Status);
        room.Bid(Room.Alice, "100").No(Refusal.AuctionNotOpen);
        room.At(TimeSpan.FromHours(1)).Bid(Room.Alice, "100").Yes();
        Assert.Equal((Room.Noon.AddHours(1), Room.Noon.AddMinutes(65)), (room.Auction.OpensAt!.Value, room.Auction.ClosesAt!.Value));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(3_000)]
    public void Opening_a_moment_late_counts_as_on_time(int lateMilliseconds)
    {
        var room = Scheduled().At(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(lateMilliseconds)).Wait();
        var opened = Assert.IsType<AuctionOpened>(room.Last);
        Assert.Equal((Room.Noon.AddHours(1), Room.Noon.AddMinutes(65)), (opened.OpensAt, opened.ClosesAt!.Value));
        Assert.Equal(room.Now, opened.At);
    }

    [Fact]
    public void Opening_later_than_a_moment_still_gives_the_room_its_time()
    {
        var room = Scheduled().At(TimeSpan.FromHours(2)).Wait();
        Assert.Equal((Room.Noon.AddHours(2), Room.Noon.AddMinutes(125)), (room.Auction.OpensAt!.Value, room.Auction.ClosesAt!.Value));
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
    }

    [Theory]
    [InlineData(10, 120)] // time enough is left
    [InlineData(119, 120)] // a full closing window is left
    [InlineData(120, 121)] // one that is cut short is given in full
    [InlineData(300, 301)] // the closing time has passed while the house was away
    public void Opening_late_leaves_a_closing_window_before_a_fixed_closing_time(int opensLateByMinutes, int closesMinutesAfterOpeningTime)
    {
        var room = Room.Draft(t => t with { Duration = null, OpensAt = Room.Noon, ClosesAt = Room.Noon.AddMinutes(120) });
        room.Schedule().Yes();
        room.At(opensLateByMinutes * 60).Wait();
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
        Assert.Equal(Room.Noon.AddMinutes(closesMinutesAfterOpeningTime), room.Auction.ClosesAt);
    }

    [Fact]
    public void An_auction_that_opened_on_time_while_nobody_looked_closes_as_of_its_closing_time()
    {
        var room = Scheduled().At(TimeSpan.FromHours(1)).Wait().At(TimeSpan.FromHours(5)).Wait();
        Assert.Equal(Room.Noon.AddMinutes(65), Assert.IsType<AuctionUnsold>(room.Last).ClosedAt);
    }

    [Fact]
    public void A_clock_that_starts_with_the_first_bid_stands_until_then()
    {
        var room = Room.Opened(t => t with { StartsOnFirstBid = true });
        Assert.Null(room.Auction.ClosesAt);
        room.At(TimeSpan.FromHours(10)).Bid(Room.Alice, "1").No(Refusal.BidTooLow);
        Assert.Null(room.Auction.ClosesAt);
        Assert.Equal(room.Now.AddMinutes(5), room.Bid(Room.Alice, "100").Yes<BidPlaced>().ClosesAt);
        var close = room.Auction.ClosesAt;
        room.Now = room.Now.AddMinutes(1);
        Assert.Equal(close, room.Bid(Room.Bob, "110").Yes<BidPlaced>().ClosesAt);
    }

    [Fact]
    public void A_clock_that_starts_with_the_first_bid_stands_after_a_scheduled_opening_too()
    {
        var room = Room.Draft(t => t with { StartsOnFirstBid = true });
        room.Schedule(Room.Noon.AddHours(1)).Yes();
        Assert.Null(room.At(TimeSpan.FromHours(9)).Wait().Auction.ClosesAt);
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
    }

    [Fact]
    public void A_started_clock_runs_on_when_the_only_bid_is_taken_back()
    {
        var room = Room.Opened(t => t with { StartsOnFirstBid = true });
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.At(10).Retract(bid.Sequence).Yes();
        Assert.Equal(Room.Noon.AddMinutes(5), room.Auction.ClosesAt);
        Assert.Equal(Room.Noon.AddMinutes(5), room.At(20).Bid(Room.Bob, "100").Yes<BidPlaced>().ClosesAt);
    }

    private static Room Scheduled()
    {
        var room = Room.Draft(t => t with { OpensAt = Room.Noon.AddHours(1) });
        room.Schedule().Yes();
        return room;
    }
}
