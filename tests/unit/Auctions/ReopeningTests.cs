using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class ReopeningTests
{
    [Fact]
    public void The_hammer_is_taken_back_and_bidding_goes_on_where_it_was()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Warn().Yes();
        room.Hammer().Yes();
        Assert.Equal(Room.Noon.AddSeconds(640), room.At(600).Reopen(40).Yes<AuctionReopened>().ClosesAt);
        Assert.Equal((AuctionStatus.Open, Room.Alice, Room.Dollars("110")), (room.Auction.Status, room.Auction.Leader!, room.Auction.MinimumBid!.Value));
        Assert.Null(room.Auction.Result);
        Assert.Equal(1, room.Warn().Yes<FairWarning>().Call);
        room.Bid(Room.Bob, "110").Yes();
        Assert.Equal(Room.Bob, Assert.IsType<AuctionSold>(room.At(640).Wait().Last).Winner);
    }

    [Fact]
    public void It_runs_for_the_time_of_the_soft_close_where_none_is_given()
    {
        var room = Room.WithSoftClose(windowSeconds: 20, bySeconds: 25);
        room.Hammer().Yes();
        Assert.Equal(Room.Noon.AddSeconds(125), room.At(100).Reopen().Yes<AuctionReopened>().ClosesAt);
    }

    [Fact]
    public void It_runs_for_the_closing_window_of_the_house_where_there_is_no_soft_close()
    {
        var room = Room.Opened();
        room.House.ClosingWindow = TimeSpan.FromSeconds(45);
        room.Hammer().Yes();
        Assert.Equal(Room.Noon.AddSeconds(145), room.At(100).Reopen().Yes<AuctionReopened>().ClosesAt);
    }

    [Fact]
    public void A_lot_that_was_bought_in_can_be_offered_again()
    {
        var room = LifeTests.In(AuctionStatus.Unsold);
        room.Reopen(60).Yes();
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(AuctionStatus.Sold, room.Hammer().Status());
    }

    [Fact]
    public void Bids_can_be_taken_back_after_a_reopening()
    {
        var room = Room.Opened();
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Hammer().Yes();
        room.Retract(bid.Sequence).No(Refusal.WrongStatus);
        room.Reopen(60).Yes();
        room.Retract(bid.Sequence).Yes();
        Assert.Equal(AuctionStatus.Unsold, room.Hammer().Status());
    }
}
