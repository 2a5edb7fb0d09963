using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class HammerTests
{
    [Fact]
    public void The_hammer_falls_for_the_highest_bid()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Bid(Room.Bob, "120").Yes();
        var sold = room.At(60).Hammer().Yes<AuctionSold>();
        Assert.Equal((Room.Bob, Room.Dollars("120"), Room.Noon.AddSeconds(60)), (sold.Winner, sold.Amount, sold.ClosedAt));
        Assert.Equal(new AuctionResult(Room.Bob, Room.Dollars("120"), Room.Noon.AddSeconds(60)), room.Auction.Result);
        Assert.Equal(Room.Noon.AddSeconds(60), room.Auction.ClosesAt);
    }

    [Fact]
    public void Without_a_bid_nothing_is_sold()
    {
        var unsold = Room.Opened().At(60).Hammer().Yes<AuctionUnsold>();
        Assert.Equal((UnsoldReason.NoBids, Room.Noon.AddSeconds(60)), (unsold.Reason, unsold.ClosedAt));
    }

    [Theory, InlineData(300), InlineData(301), InlineData(100_000)]
    public void Time_lets_it_fall_as_of_the_closing_time_however_late_it_is_noticed(int noticedAt)
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        var sold = Assert.IsType<AuctionSold>(room.At(noticedAt).Wait().Last);
        Assert.Equal((Room.Noon.AddSeconds(300), Room.Noon.AddSeconds(noticedAt)), (sold.ClosedAt, sold.At));
        Assert.Equal(Room.Noon.AddSeconds(300), room.Auction.Result!.ClosedAt);
    }

    [Fact]
    public void Time_lets_it_fall_once_and_not_an_instant_early()
    {
        var room = Room.Opened().At(TimeSpan.FromSeconds(300) - Room.Tick).Wait();
        Assert.Equal(AuctionStatus.Open, room.Auction.Status);
        room.At(300).Wait();
        Assert.Equal(AuctionStatus.Unsold, room.Auction.Status);
        Assert.Null(AuctionRules.Due(room.Auction, Room.Noon.AddYears(1), room.House));
    }

    [Fact]
    public void Fair_warnings_are_counted_since_the_last_bid()
    {
        var room = Room.Opened();
        Assert.Equal(1, room.Warn().Yes<FairWarning>().Call);
        Assert.Equal(2, room.Warn().Yes<FairWarning>().Call);
        room.Bid(Room.Bob, "1").No(Refusal.BidTooLow);
        Assert.Equal(3, room.Warn().Yes<FairWarning>().Call);
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(1, room.Warn().Yes<FairWarning>().Call);
    }

    [Fact]
    public void A_warning_moves_nothing()
    {
        var room = Room.WithSoftClose().At(290);
        room.Warn().Yes();
        Assert.Equal(Room.Noon.AddSeconds(300), room.Auction.ClosesAt);
    }

    [Fact]
    public void A_settled_auction_keeps_its_result()
    {
        var room = LifeTests.In(AuctionStatus.Sold);
        var result = room.Auction.Result;
        Assert.Equal("invoice 1", room.Settle().Yes<AuctionSettled>().Reference);
        Assert.Equal((AuctionStatus.Settled, result), (room.Auction.Status, room.Auction.Result));
    }

    [Fact]
    public void A_cancelled_auction_has_no_result_and_no_standing_clock()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Pause().Yes();
        Assert.Equal("Withdrawn.", room.Cancel().Yes<AuctionCancelled>().Reason);
        Assert.Null(room.Auction.Result);
        Assert.Null(room.Auction.Remaining);
        Assert.Null(room.Auction.Deadline);
        Assert.Equal(AuctionStatus.Cancelled, room.At(TimeSpan.FromDays(1)).Wait().Auction.Status);
    }
}
