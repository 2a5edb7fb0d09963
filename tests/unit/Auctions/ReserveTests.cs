using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class ReserveTests
{
    [Fact]
    public void The_reserve_is_met_when_the_price_reaches_it()
    {
        var room = Room.Opened(t => t with { Reserve = Room.Dollars("500") });
        Assert.False(room.Bid(Room.Alice, "499.99").Yes<BidPlaced>().ReserveMet);
        Assert.False(room.Auction.ReserveMet);
        room = Room.Opened(t => t with { Reserve = Room.Dollars("500") });
        Assert.True(room.Bid(Room.Alice, "500").Yes<BidPlaced>().ReserveMet);
        Assert.True(room.Auction.ReserveMet);
    }

    [Fact]
    public void Without_a_reserve_nobody_says_that_it_is_met()
    {
        var room = Room.Opened();
        Assert.Null(room.Bid(Room.Alice, "100").Yes<BidPlaced>().ReserveMet);
        Assert.Equal(AuctionStatus.Sold, room.Hammer().Status());
    }

    [Fact]
    public void Below_the_reserve_the_lot_is_bought_in()
    {
        var room = Room.Opened(t => t with { Reserve = Room.Dollars("500") });
        room.Bid(Room.Alice, "499.99").Yes();
        Assert.Equal(UnsoldReason.ReserveNotMet, room.Hammer().Yes<AuctionUnsold>().Reason);
        Assert.Null(room.Auction.Result);
    }

    [Fact]
    public void A_reserve_once_met_is_unmet_again_when_the_bid_is_taken_back()
    {
        var room = Room.Opened(t => t with { Reserve = Room.Dollars("500") });
        room.Bid(Room.Alice, "100").Yes();
        var high = room.Bid(Room.Bob, "500").Yes<BidPlaced>();
        Assert.False(room.Retract(high.Sequence).Yes<BidRetracted>().ReserveMet);
        Assert.Equal(AuctionStatus.Unsold, room.Hammer().Status());
    }

    [Fact]
    public void A_reserve_at_the_opening_bid_is_not_met_before_anyone_bids()
    {
        var room = Room.Opened(t => t with { Reserve = Room.Dollars("100") });
        Assert.False(room.Auction.ReserveMet);
        Assert.Equal(UnsoldReason.NoBids, room.Hammer().Yes<AuctionUnsold>().Reason);
    }
}
