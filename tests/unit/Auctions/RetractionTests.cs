using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class RetractionTests
{
    [Fact]
    public void When_the_leaders_bid_is_taken_back_the_one_below_leads()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        var high = room.Bid(Room.Bob, "200").Yes<BidPlaced>();
        var retracted = room.Retract(high.Sequence).Yes<BidRetracted>();
        Assert.Equal((high.Sequence, "A slip of the hand.", Room.Alice, Room.Dollars("100"), Room.Dollars("110"), 1),
            (retracted.Bid, retracted.Reason, retracted.Leader!, retracted.Price!.Value, retracted.MinimumBid!.Value, retracted.BidCount));
        Assert.Equal((Room.Alice, Room.Dollars("100"), 1), (room.Auction.Leader!, room.Auction.Price!.Value, room.Auction.BidCount));
        room.Bid(Room.Carol, "110").Yes();
    }

    [Fact]
    public void When_a_bid_below_is_taken_back_the_price_stands()
    {
        var room = Room.Opened();
        var low = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Bid(Room.Bob, "200").Yes();
        room.Retract(low.Sequence).Yes();
        Assert.Equal((Room.Bob, Room.Dollars("200"), Room.Dollars("220"), 1), (room.Auction.Leader!, room.Auction.Price!.Value, room.Auction.MinimumBid!.Value, room.Auction.BidCount));
    }

    [Fact]
    public void When_the_only_bid_is_taken_back_it_starts_again_at_the_opening_bid()
    {
        var room = Room.Opened();
        var only = room.Bid(Room.Alice, "500").Yes<BidPlaced>();
        var retracted = room.Retract(only.Sequence).Yes<BidRetracted>();
        Assert.Null(retracted.Leader);
        Assert.Null(retracted.Price);
        Assert.Equal((Room.Dollars("100"), 0), (retracted.MinimumBid!.Value, room.Auction.BidCount));
        room.Bid(Room.Alice, "100").Yes();
    }

    [Fact]
    public void A_bid_is_taken_back_once()
    {
        var room = Room.Opened();
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Retract(bid.Sequence).Yes();
        room.Retract(bid.Sequence).No(Refusal.BidRetracted);
        room.Retract(bid.Sequence, knownBid: true).No(Refusal.BidRetracted);
    }

    [Fact]
    public void What_is_no_bid_cannot_be_taken_back()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Retract(1).No(Refusal.BidNotFound); // the creation
        room.Retract(2).No(Refusal.BidNotFound); // the opening
        room.Retract(4).No(Refusal.BidNotFound);
        room.Retract(0).No(Refusal.BidNotFound);
        room.Retract(-3).No(Refusal.BidNotFound);
    }

    [Fact]
    public void A_pause_is_a_good_time_to_take_a_bid_back()
    {
        var room = Room.Opened();
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Pause().Yes();
        room.Retract(bid.Sequence).Yes();
        Assert.Equal((AuctionStatus.Paused, TimeSpan.FromMinutes(5)), (room.Auction.Status, room.Auction.Remaining!.Value));
    }

    [Theory]
    [InlineData(AuctionStatus.Draft)]
    [InlineData(AuctionStatus.Scheduled)]
    [InlineData(AuctionStatus.Sold)]
    [InlineData(AuctionStatus.Unsold)]
    [InlineData(AuctionStatus.Settled)]
    [InlineData(AuctionStatus.Cancelled)]
    public void Once_closed_and_before_opening_no_bid_is_taken_back(AuctionStatus status) => LifeTests.In(status).Retract(3).No(Refusal.WrongStatus);

    [Fact]
    public void Fair_warnings_start_again_when_a_bid_is_taken_back()
    {
        var room = Room.Opened();
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Warn().Yes();
        room.Retract(bid.Sequence).Yes();
        Assert.Equal(1, room.Warn().Yes<FairWarning>().Call);
    }

    [Fact]
    public void An_auction_of_many_bids_keeps_at_least_256_of_them()
    {
        var room = ManyBids(1_200);
        Assert.Equal(1_200, room.Auction.BidCount);
        Assert.True(room.Auction.Standing.Truncated);
        var kept = room.Auction.Standing.NewestFirst().Select(b => b.Sequence).ToArray();
        Assert.InRange(kept.Length, StandingBids.Kept, 2 * StandingBids.Kept);
        Assert.Equal(Enumerable.Range(0, kept.Length).Select(i => 1_202L - i), kept); // the newest, without gaps
    }

    [Fact]
    public void As_many_bids_can_be_taken_back_in_a_row_as_are_kept_and_then_no_more()
    {
        var room = ManyBids(1_200);
        var kept = room.Auction.Standing.NewestFirst().ToArray();
        for (var i = 0; i < kept.Length - 1; i++)
        {
            room.Retract(kept[i].Sequence).Yes();
            Assert.Equal(kept[i + 1].Amount, room.Auction.Price);
        }
        room.Retract(kept[^1].Sequence).No(Refusal.RetractionTooDeep);
        Assert.Equal((kept[^1].Amount, 1_200 - kept.Length + 1), (room.Auction.Price!.Value, room.Auction.BidCount));
    }

    [Fact]
    public void A_bid_older_than_the_kept_ones_is_taken_back_where_the_log_knows_it()
    {
        var room = ManyBids(1_200);
        var price = room.Auction.Price;
        room.Retract(3).No(Refusal.BidNotFound);
        room.Retract(3, knownBid: true).Yes();
        Assert.Equal((price, 1_199), (room.Auction.Price, room.Auction.BidCount));
        room.Retract(3, knownBid: true).No(Refusal.BidRetracted);
    }

    [Fact]
    public void With_every_bid_still_kept_all_can_be_taken_back()
    {
        var room = ManyBids(256);
        foreach (var bid in room.Auction.Standing.NewestFirst().ToArray()) room.Retract(bid.Sequence).Yes();
        Assert.Equal((0, null, Room.Dollars("100")), (room.Auction.BidCount, room.Auction.Price, room.Auction.MinimumBid!.Value));
    }

    [Fact]
    public void Among_maxima_the_price_is_worked_out_again_from_those_that_stand()
    {
        var room = Room.Opened();
        room.Maximum(Room.Alice, "500").Yes();
        var bob = room.Maximum(Room.Bob, "300").Yes<BidPlaced>();
        var carol = room.Bid(Room.Carol, "400").Yes<BidPlaced>();
        Assert.Equal(Room.Dollars("440"), room.Auction.Price);
        Assert.Equal(Room.Dollars("330"), room.Retract(carol.Sequence).Yes<BidRetracted>().Price);
        Assert.Equal((Room.Alice, Room.Dollars("100")), (room.Retract(bob.Sequence).Yes<BidRetracted>().Leader!, room.Auction.Price!.Value));
    }

    [Fact]
    public void When_the_leaders_maximum_is_taken_back_the_next_leads_over_the_one_below()
    {
        var room = Room.Opened();
        room.Maximum(Room.Carol, "150").Yes();
        room.Maximum(Room.Bob, "300").Yes();
        var alice = room.Maximum(Room.Alice, "500").Yes<BidPlaced>();
        var taken = room.Retract(alice.Sequence).Yes<BidRetracted>();
        Assert.Equal((Room.Bob, Room.Dollars("165"), 2), (taken.Leader!, taken.Price!.Value, taken.BidCount));
    }

    [Fact]
    public void Several_bids_of_one_bidder_stand_beside_each_other()
    {
        var room = Room.Opened();
        room.Maximum(Room.Alice, "300").Yes();
        room.Bid(Room.Alice, "200").Yes();
        var high = room.Maximum(Room.Alice, "500").Yes<MaximumRaised>();
        Assert.Equal([5, 4, 3], room.Auction.StandingOf("alice"));
        room.Retract(high.Sequence).Yes();
        Assert.Equal((Room.Dollars("300"), Room.Dollars("200"), 2), (room.Auction.ExposureOf("alice")!.Value, room.Auction.Price!.Value, room.Auction.BidCount));
        room.Retract(4).Yes();
        Assert.Equal((Room.Dollars("300"), Room.Dollars("100")), (room.Auction.ExposureOf("alice")!.Value, room.Auction.Price!.Value));
        Assert.Empty(room.Auction.StandingOf("bob"));
    }

    [Fact]
    public void Undo_takes_back_the_last_bid_and_the_answer_to_it()
    {
        var room = Room.Opened();
        room.Maximum(Room.Alice, "500").Yes();
        room.Maximum(Room.Bob, "300").Yes();
        var undone = room.Undo().Yes<BidRetracted>();
        Assert.Equal((4, true, Room.Alice, Room.Dollars("100"), 1), (undone.Bid, undone.Undo!.Value, undone.Leader!, undone.Price!.Value, undone.BidCount));
        room.Undo().Yes();
        room.Undo().No(Refusal.NothingToUndo);
    }

    // The leader's maximum stays among the kept ones however old it is: what is kept is what goes far.
    [Fact]
    public void An_old_maximum_that_still_leads_is_kept_and_answers_the_thousandth_bid()
    {
        var room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        room.Maximum(Room.Alice, "1000000").Yes();
        for (var i = 0; i < 1_000; i++) room.Next(i % 2 == 0 ? Room.Carol : Room.Bob).Yes();
        Assert.Equal((Room.Alice, Room.Dollars("2100")), (room.Auction.Leader!, room.Auction.Price!.Value));
        Assert.True(room.Auction.Standing.Truncated);
        Assert.Contains(3, room.Auction.StandingOf("alice"));
        var last = room.Auction.Standing.NewestFirst().First(b => b.Bidder == Room.Bob);
        Assert.Equal(Room.Dollars("2098"), room.Retract(last.Sequence).Yes<BidRetracted>().Price);
    }

    [Fact]
    public void Without_the_leaders_maximum_the_competitors_stand_as_far_as_they_are_kept_and_no_farther()
    {
        var room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        room.Maximum(Room.Alice, "1000000").Yes();
        for (var i = 0; i < 600; i++) room.Next(i % 2 == 0 ? Room.Carol : Room.Bob).Yes();
        room.Retract(3).Yes();
        Assert.Equal((Room.Bob, Room.Dollars("1299")), (room.Auction.Leader!, room.Auction.Price!.Value));
        room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        room.Maximum(Room.Alice, "1000000").Yes();
        for (var i = 0; i < 600; i++) room.Next(Room.Bob).Yes();
        var bobs = room.Auction.StandingOf("bob");
        foreach (var bid in bobs.SkipLast(1)) room.Retract(bid).Yes();
        var price = room.Auction.Price;
        room.Retract(bobs[^1]).No(Refusal.RetractionTooDeep); // who is below Alice now, only the log knows
        Assert.Equal(price, room.Auction.Price);
    }

    [Fact]
    public void Raising_a_maximum_again_and_again_crowds_nobody_out()
    {
        var room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        var bob = room.Maximum(Room.Bob, "150").Yes<BidPlaced>();
        for (var i = 0; i < 2_000; i++) room.Maximum(Room.Alice, $"{200 + i}").Yes();
        Assert.False(room.Auction.Standing.Truncated);
        Assert.Equal(1 + StandingBids.Raises, room.Auction.StandingOf("alice").Count);
        Assert.Equal((2, Room.Dollars("2199")), (room.Auction.BidCount, room.Auction.ExposureOf("alice")!.Value));
        room.Retract(bob.Sequence).Yes();
        Assert.Equal(Room.Dollars("100"), room.Auction.Price);
    }

    private static Room ManyBids(int bids)
    {
        var room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        for (var i = 0; i < bids; i++) room.Next(i % 2 == 0 ? Room.Alice : Room.Bob).Yes();
        return room;
    }
}
