using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class PauseTests
{
    [Fact]
    public void The_clock_stands_while_paused_and_goes_on_from_there()
    {
        var room = Room.Opened().At(200);
        Assert.Equal(TimeSpan.FromSeconds(100), room.Pause().Yes<AuctionPaused>().Remaining);
        Assert.Null(room.Auction.ClosesAt);
        Assert.Null(room.Auction.Deadline);
        Assert.Equal(TimeSpan.FromSeconds(100), room.Auction.Remaining);

        room.At(TimeSpan.FromDays(2)).Wait();
        Assert.Equal(AuctionStatus.Paused, room.Auction.Status);
        Assert.Equal(room.Now.AddSeconds(100), room.Resume().Yes<AuctionResumed>().ClosesAt);
        Assert.Equal(room.Now.AddSeconds(100), room.Auction.ClosesAt);
        Assert.Null(room.Auction.Remaining);
    }

    [Fact]
    public void An_auction_without_a_clock_is_paused_and_resumed_without_one()
    {
        var room = Room.Opened(t => t with { Duration = null });
        Assert.Null(room.Pause().Yes<AuctionPaused>().Remaining);
        Assert.Null(room.Resume().Yes<AuctionResumed>().ClosesAt);
        room.Bid(Room.Alice, "100").Yes();
    }

    [Fact]
    public void A_clock_that_has_not_started_still_starts_with_the_first_bid_after_a_pause()
    {
        var room = Room.Opened(t => t with { StartsOnFirstBid = true });
        room.Pause().Yes();
        room.At(100).Resume().Yes();
        Assert.Equal(Room.Noon.AddSeconds(400), room.Bid(Room.Alice, "100").Yes<BidPlaced>().ClosesAt);
    }

    [Fact]
    public void The_room_hears_why()
    {
        var room = Room.Opened();
        Assert.Equal("A word with the consignor.", room.Pause().Yes<AuctionPaused>().Reason);
    }

    [Fact]
    public void A_pause_keeps_price_and_leader()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Pause().Yes();
        Assert.Equal((Room.Alice, Room.Dollars("100"), Room.Dollars("110")), (room.Auction.Leader!, room.Auction.Price!.Value, room.Auction.MinimumBid!.Value));
    }
}
