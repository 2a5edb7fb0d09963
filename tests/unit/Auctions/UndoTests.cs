using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Taking the last act back. Open from 0 to 300 seconds, closing window 60.</summary>
public sealed class UndoTests
{
    [Fact]
    public void The_newest_standing_bid_goes_and_the_price_falls_back()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        var bid = room.Bid(Room.Bob, "150").Yes<BidPlaced>();
        var undone = room.Undo().Yes<BidRetracted>();
        Assert.Equal((bid.Sequence, "A slip of the hand.", true, Room.Alice, Room.Dollars("100"), Room.Dollars("110"), 1),
            (undone.Bid, undone.Reason, undone.Undo!.Value, undone.Leader, undone.Price!.Value, undone.MinimumBid!.Value, undone.BidCount));
    }

    [Fact]
    public void Asked_again_it_goes_one_bid_further_back_and_ends_where_none_stands()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Bid(Room.Bob, "150").Yes();
        room.Undo().Yes();
        Assert.Null(room.Undo().Yes<BidRetracted>().Price);
        var said = room.Undo();
        said.No(Refusal.NothingToUndo);
        Assert.Equal("No bid stands.", said.Verdict.Detail);
    }

    [Fact]
    public void What_was_said_or_given_since_does_not_stand_in_its_way()
    {
        var room = Room.WithSoftClose().At(290);
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.Warn().Yes();
        room.Extend(30).Yes();
        room.Pause().Yes();
        Assert.Equal(bid.Sequence, room.Undo().Yes<BidRetracted>().Bid);
        Assert.Equal(AuctionStatus.Paused, room.Auction.Status);
    }

    [Theory] // of 300 seconds
    [InlineData(100, 160, 200)] // 200 were left
    [InlineData(290, 295, 60)] // 10 were left: a closing window at least
    public void An_undone_hammer_gives_back_what_the_clock_still_showed(int hammerAt, int undoneAt, int closesIn)
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.At(hammerAt).Hammer().Yes<AuctionSold>();
        var undone = room.At(undoneAt).Undo().Yes<AuctionReopened>();
        Assert.Equal((true, room.Now.AddSeconds(closesIn)), (undone.Undo!.Value, undone.ClosesAt!.Value));
        Assert.Equal((AuctionStatus.Open, null, Room.Alice), (room.Auction.Status, room.Auction.Result, room.Auction.Leader));
        room.Bid(Room.Bob, "110").Yes();
    }

    [Fact]
    public void A_hammer_that_time_let_fall_can_be_undone_too()
    {
        var room = Room.WithSoftClose(windowSeconds: 20);
        room.At(301).Wait();
        Assert.Equal(room.Now.AddSeconds(20), room.Undo().Yes<AuctionReopened>().ClosesAt);
    }

    [Fact]
    public void Where_the_auctioneer_closes_the_clock_stays_without_an_end()
    {
        var room = Room.Opened(t => t with { Duration = null });
        room.At(60).Hammer().Yes();
        Assert.Null(room.Undo().Yes<AuctionReopened>().ClosesAt);
        Assert.Equal(AuctionStatus.Open, room.At(TimeSpan.FromDays(1)).Wait().Auction.Status);
    }

    [Fact]
    public void A_clock_that_the_first_bid_starts_still_waits_for_it()
    {
        var room = Room.Opened(t => t with { StartsOnFirstBid = true });
        room.Hammer().Yes<AuctionUnsold>();
        Assert.Null(room.Undo().Yes<AuctionReopened>().ClosesAt);
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(room.Now.AddMinutes(5), room.Auction.ClosesAt);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_pass_can_be_undone_like_a_hammer(bool paused)
    {
        var room = Room.Opened().At(100);
        if (paused) room.Pause().Yes();
        Assert.Equal(UnsoldReason.Passed, room.At(110).Pass().Yes<AuctionUnsold>().Reason);
        Assert.Equal(room.Now.AddSeconds(paused ? 200 : 190), room.Undo().Yes<AuctionReopened>().ClosesAt);
    }

    [Fact]
    public void A_hammer_and_then_the_bid_below_it_can_be_undone()
    {
        var room = Room.Opened();
        room.Bid(Room.Alice, "100").Yes();
        room.Hammer().Yes();
        room.Undo().Yes<AuctionReopened>();
        room.Undo().Yes<BidRetracted>();
    }

    [Fact]
    public void Once_the_next_lot_has_opened_the_hammer_stands()
    {
        var room = LifeTests.In(AuctionStatus.Sold);
        var said = room.Undo(tooLate: "The next lot of the sale has opened.");
        said.No(Refusal.NothingToUndo);
        Assert.Equal("The next lot of the sale has opened.", said.Verdict.Detail);
    }

    [Theory, InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void Sealed_bids_that_were_opened_stay_open(AuctionFormat format)
    {
        var sold = LifeTests.In(AuctionStatus.Sold).Auction;
        var sealedOne = sold with { Settings = sold.Settings with { Format = format } };
        Assert.Equal(Refusal.NothingToUndo, AuctionRules.Decide(sealedOne, new UndoLast(null) { Origin = Room.Someone }, Room.Noon.AddHours(1), new HouseRules()).Refusal);
    }

    [Theory, InlineData(AuctionStatus.Draft), InlineData(AuctionStatus.Scheduled), InlineData(AuctionStatus.Cancelled), InlineData(AuctionStatus.Settled)]
    public void Elsewhere_there_is_nothing_to_undo_and_the_reason_is_said(AuctionStatus status)
    {
        var said = LifeTests.In(status).Undo();
        said.No(Refusal.NothingToUndo);
        Assert.NotNull(said.Verdict.Detail);
    }

    [Fact]
    public void An_auctioneer_who_says_what_they_saw_never_undoes_what_came_since()
    {
        var room = Room.Opened();
        var seen = room.Bid(Room.Alice, "100").Yes<BidPlaced>().Sequence;
        room.Bid(Room.Bob, "110").Yes(); // came while the auctioneer reached for the button
        room.Undo(expected: seen).No(Refusal.Conflict);
        room.Undo(expected: seen + 1).Yes();
    }

    [Fact]
    public void A_snapshot_remembers_what_the_clock_showed()
    {
        var room = Room.Opened().At(100);
        room.Hammer().Yes();
        var restored = AuctionSnapshot.Of(room.Auction, "").Restore()!;
        Assert.Equal(room.Auction.Unspent, restored.Unspent);
        Assert.Equal(TimeSpan.FromSeconds(200), restored.Unspent);
    }
}
