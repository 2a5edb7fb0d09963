using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Buying at once, at 300; opening bid 100, ten percent a step.</summary>
public sealed class BuyNowTests
{
    private static Room Opened(string? reserve = null) =>
        Room.Opened(t => t with { BuyNow = Room.Dollars("300"), Reserve = reserve is null ? null : Room.Dollars(reserve), Extension = new SoftClose(TimeSpan.FromHours(1), TimeSpan.FromHours(1), null) });

    [Fact]
    public void Who_buys_at_once_has_won()
    {
        var room = Opened(reserve: "300").At(10);
        room.Bid(Room.Alice, "100").Yes();
        var said = room.Buy(Room.Bob);
        var placed = said.Yes<BidPlaced>();
        var sold = said.Following<AuctionSold>()!;
        Assert.Equal(2, said.Verdict.Events.Length); // no soft close
        Assert.Equal((Room.Bob, Room.Dollars("300"), Room.Dollars("300"), true, null), (placed.Bidder, placed.Amount, placed.Price, placed.ReserveMet!.Value, placed.BuyNow));
        Assert.Equal((Room.Bob, Room.Dollars("300"), room.Now, true), (sold.Winner, sold.Amount, sold.ClosedAt, sold.Follows!.Value));
        Assert.Equal((AuctionStatus.Sold, 2, Room.Dollars("300")), (room.Auction.Status, room.Auction.BidCount, room.Auction.ExposureOf("bob")!.Value));
        room.Buy(Room.Carol).No(Refusal.AuctionNotOpen);
        var receipt = Receipts.Of(room.Auction, placed, said.Verdict.Events[1..]);
        Assert.Equal((BidOutcome.Won, Room.Dollars("300"), Room.Bob, room.Now), (receipt.Outcome, receipt.Price, receipt.Leader, receipt.ClosesAt!.Value));
    }

    [Fact]
    public void The_offer_is_withdrawn_when_bidding_reaches_it_and_not_before()
    {
        var room = Opened();
        Assert.Equal(Room.Dollars("300"), room.Bid(Room.Alice, "299.99").Yes<BidPlaced>().BuyNow);
        room = Opened();
        Assert.Null(room.Bid(Room.Alice, "300").Yes<BidPlaced>().BuyNow);
        room.Buy(Room.Bob).No(Refusal.BuyNowWithdrawn);
    }

    [Fact]
    public void A_maximum_over_it_that_nobody_has_tested_does_not_withdraw_it_and_the_buyer_wins()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "500").Yes();
        Assert.Equal(AuctionStatus.Sold, room.Buy(Room.Bob).Status());
        Assert.Equal(Room.Bob, room.Auction.Leader);
    }

    [Fact]
    public void Two_maxima_that_pass_it_withdraw_it()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "500").Yes();
        room.Maximum(Room.Bob, "290").Yes();
        room.Buy(Room.Carol).No(Refusal.BuyNowWithdrawn); // 319
    }

    [Fact]
    public void A_retraction_that_brings_the_price_below_it_offers_it_again()
    {
        var room = Opened();
        room.Bid(Room.Alice, "100").Yes();
        var high = room.Bid(Room.Bob, "400").Yes<BidPlaced>();
        Assert.Equal(Room.Dollars("300"), room.Retract(high.Sequence).Yes<BidRetracted>().BuyNow);
        room.Buy(Room.Carol).Yes();
    }

    [Fact]
    public void Where_it_was_never_offered_nobody_buys_at_once() => Room.Opened().Buy(Room.Alice).No(Refusal.BuyNowWithdrawn);

    [Fact]
    public void A_leader_may_buy_at_once()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "150").Yes();
        Assert.Equal(AuctionStatus.Sold, room.Buy(Room.Alice).Status());
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Whoever_takes_the_hammer_back_takes_the_purchase_back(bool undo)
    {
        var room = Opened();
        room.Maximum(Room.Alice, "500").Yes();
        room.Bid(Room.Carol, "110").Yes();
        var before = room.Auction;
        var bought = room.Buy(Room.Bob).Yes<BidPlaced>();
        var said = undo ? room.Undo() : room.Reopen(60);
        Assert.Equal(undo ? true : null, said.Yes<AuctionReopened>().Undo);
        var taken = said.Following<BidRetracted>()!;
        Assert.Equal((bought.Sequence, undo ? true : null), (taken.Bid, taken.Undo));
        var now = room.Auction;
        Assert.Equal((AuctionStatus.Open, before.Leader, before.Price, before.MinimumBid, before.BidCount, before.BuyNow), (now.Status, now.Leader, now.Price, now.MinimumBid, now.BidCount, now.BuyNow));
        room.Buy(Room.Bob).Yes();
    }

    [Fact]
    public void A_hammer_that_fell_at_that_price_by_bidding_is_taken_back_alone()
    {
        var room = Opened();
        room.Bid(Room.Alice, "300").Yes();
        room.Hammer().Yes();
        Assert.Equal(1, room.Undo().Verdict.Events.Length);
        Assert.Equal(Room.Dollars("300"), room.Auction.Price);
    }
}
