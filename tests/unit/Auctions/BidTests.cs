using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class BidTests
{
    [Fact]
    public void The_first_bid_may_be_the_opening_bid()
    {
        var room = Room.Opened();
        var placed = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        Assert.Equal((Room.Alice, Room.Dollars("100"), Room.Dollars("100"), Room.Dollars("110"), 1),
            (placed.Bidder, placed.Amount, placed.Price, placed.MinimumBid!.Value, placed.BidCount));
        Assert.Equal((Room.Alice, Room.Dollars("100"), Room.Dollars("110")), (room.Auction.Leader!, room.Auction.Price!.Value, room.Auction.MinimumBid!.Value));
    }

    [Fact]
    public void A_cent_below_the_opening_bid_is_too_low() => Room.Opened().Bid(Room.Alice, "99.99").No(Refusal.BidTooLow);

    [Fact]
    public void A_bid_must_reach_the_minimum_and_may_go_over_it()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Bid(Room.Bob, "109.99").No(Refusal.BidTooLow);
        room.Bid(Room.Bob, "110").Yes();
        var jump = room.Bid(Room.Alice, "1000").Yes<BidPlaced>();
        Assert.Equal((Room.Dollars("1000"), Room.Dollars("1100"), 3), (jump.Price, jump.MinimumBid!.Value, jump.BidCount));
    }

    [Fact]
    public void Of_two_equal_bids_the_first_is_taken_and_the_other_is_not()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "150").Yes();
        room.Bid(Room.Bob, "150").No(Refusal.BidTooLow);
        Assert.Equal(Room.Alice, room.Auction.Leader);
    }

    [Fact]
    public void A_leader_may_raise_their_own_price_with_an_amount()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Bid(Room.Alice, "110").Yes();
        Assert.Equal(Room.Dollars("110"), room.Auction.Price);
    }

    [Fact]
    public void Asking_for_the_next_bid_gets_the_minimum_of_the_moment()
    {
        var room = Room.Opened();
        Assert.Equal(Room.Dollars("100"), room.Next(Room.Alice).Yes<BidPlaced>().Amount);
        Assert.Equal(Room.Dollars("110"), room.Next(Room.Bob).Yes<BidPlaced>().Amount);
        Assert.Equal(Room.Dollars("121"), room.Next(Room.Alice).Yes<BidPlaced>().Amount);
    }

    [Fact]
    public void A_leader_who_asks_for_the_next_bid_is_spared_their_own_raise()
    {
        var room = Room.Opened();
        room.Next(Room.Alice).Yes();
        room.Next(Room.Alice).No(Refusal.AlreadyLeading);
        room.Next(Room.Alice, limit: "1").No(Refusal.AlreadyLeading);
        Assert.Equal(Room.Dollars("100"), room.Auction.Price);
    }

    [Fact]
    public void Who_leads_is_known_by_id_and_not_by_name()
    {
        var room = Room.Opened();
        room.Next(Room.Alice).Yes();
        room.Next(Room.Alice with { Name = "Alicia", Paddle = 99 }).No(Refusal.AlreadyLeading);
        room.Next(Room.Alice with { Id = "another-alice" }).Yes();
    }

    [Theory, InlineData("99.99", false), InlineData("100", true), InlineData("5000", true), InlineData("0", false)]
    public void A_limit_is_kept(string limit, bool enough)
    {
        var said = Room.Opened().Next(Room.Alice, limit);
        if (enough) Assert.Equal(Room.Dollars("100"), said.Yes<BidPlaced>().Amount);
        else said.No(Refusal.OverLimit);
    }

    [Theory, InlineData("100.001"), InlineData("0"), InlineData("0.00"), InlineData("0.001"), InlineData("340282366920938463463374607431768211455")]
    public void An_amount_the_currency_cannot_hold_and_nothing_at_all_are_no_bids(string amount) => Room.Opened().Bid(Room.Alice, amount).No(Refusal.InvalidAmount);

    [Theory, InlineData("100.001"), InlineData("340282366920938463463374607431768211455")]
    public void A_limit_the_currency_cannot_hold_is_refused(string limit) => Room.Opened().Next(Room.Alice, limit).No(Refusal.InvalidAmount);

    [Fact]
    public void A_bid_in_the_last_instant_counts_and_at_the_stroke_it_is_too_late()
    {
        Room.Opened().At(TimeSpan.FromMinutes(5) - Room.Tick).Bid(Room.Alice, "100").Yes();
        Room.Opened().At(TimeSpan.FromMinutes(5)).Bid(Room.Alice, "100").No(Refusal.AuctionNotOpen);
        Room.Opened().At(TimeSpan.FromMinutes(5) + Room.Tick).Bid(Room.Alice, "100").No(Refusal.AuctionNotOpen);
    }

    [Fact]
    public void At_the_stroke_it_is_too_late_even_where_the_hammer_was_not_heard_yet()
    {
        var open = Room.Opened().Auction;
        var bid = new PlaceBid(Room.Alice, Room.Stated("100"), null) { Origin = Room.Someone };
        Assert.Equal(Refusal.AuctionNotOpen, AuctionRules.Decide(open, bid, Room.Noon.AddMinutes(5)).Refusal);
        Assert.NotNull(AuctionRules.Decide(open, bid, Room.Noon.AddMinutes(5) - Room.Tick).Event);
    }

    [Fact]
    public void At_the_largest_amount_there_is_no_next_bid()
    {
        var room = Room.Opened();
        var largest = new StatedAmount(UInt128.MaxValue, 2);
        var said = room.Ask(new PlaceBid(Room.Alice, largest, null) { Origin = Room.Someone });
        Assert.Null(said.Yes<BidPlaced>().MinimumBid);
        room.Next(Room.Bob).No(Refusal.PriceCeiling);
        room.Bid(Room.Bob, "1000").No(Refusal.PriceCeiling);
        room.Ask(new PlaceBid(Room.Bob, largest, null) { Origin = Room.Someone }).No(Refusal.PriceCeiling);
        Assert.Equal(AuctionStatus.Sold, room.At(300).Wait().Auction.Status);
    }

    [Fact]
    public void A_refused_bid_changes_nothing()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        var before = room.Auction;
        room.Bid(Room.Bob, "1").No(Refusal.BidTooLow);
        room.Bid(Room.Bob, "0.001").No(Refusal.InvalidAmount);
        room.Next(Room.Alice).No(Refusal.AlreadyLeading);
        Assert.Same(before, room.Auction);
    }

    [Fact]
    public void The_newest_standing_bids_are_shown_ten_at_most()
    {
        var room = Room.Opened();
        for (var i = 0; i < 12; i++) room.Next(i % 2 == 0 ? Room.Alice : Room.Bob).Yes();
        var shown = room.Auction.View().RecentBids;
        Assert.Equal([14, 13, 12, 11, 10, 9, 8, 7, 6, 5], shown.Select(b => b.Sequence));
        Assert.Equal(room.Auction.Price, shown[0].Amount);
    }
}
