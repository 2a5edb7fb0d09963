using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>The rules of sealed auctions, from 100.</summary>
public sealed class SealedTests
{
    /// <summary>Bids as name and amount in their order; the reserve; who wins, at the first and at the second price.</summary>
    public static TheoryData<string, string?, string, string, string> Closes => new()
    {
        { "", null, "", "noBids", "noBids" },
        { "alice 150", null, "alice", "150", "100" }, // alone: the opening bid
        { "alice 150", "120", "alice", "150", "120" }, // alone with a reserve: the reserve
        { "alice 150", "150.01", "", "reserveNotMet", "reserveNotMet" },
        { "alice 150", "150", "alice", "150", "150" },
        { "alice 150 bob 200", null, "bob", "200", "150" },
        { "alice 150 bob 200", "180", "bob", "200", "180" }, // the reserve is over the second bid
        { "alice 190 bob 200", "180", "bob", "200", "190" },
        { "alice 150 bob 150", null, "alice", "150", "150" }, // ties to the earlier
        { "bob 150 alice 150 carol 120", null, "bob", "150", "150" },
        { "alice 120 bob 150 alice 150", null, "bob", "150", "150" }, // the time of the newest counts
        { "alice 120 alice 180", null, "alice", "180", "100" }, // a former bid of one's own is nobody's
        { "alice 120 bob 130 alice 180", null, "alice", "180", "130" },
    };

    [Theory, MemberData(nameof(Closes))]
    public void The_highest_wins_and_pays_by_the_rule(string bids, string? reserve, string winner, string first, string second)
    {
        foreach (var (secondPrice, pays) in new[] { (false, first), (true, second) })
        {
            var room = Room.Sealed(secondPrice, reserve);
            var words = bids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < words.Length; i += 2) room.At(i + 1).Bid(new Bidder(words[i], null, null), words[i + 1]).Yes();
            room.At(300).Wait();
            if (room.Last is AuctionSold sold) Assert.Equal((winner, Room.Dollars(pays)), (sold.Winner.Id, sold.Amount));
            else Assert.Equal((winner, pays), ("", Assert.IsType<AuctionUnsold>(room.Last).Reason == UnsoldReason.NoBids ? "noBids" : "reserveNotMet"));
        }
    }

    [Fact]
    public void Nothing_that_anyone_may_see_tells_an_amount_before_the_close()
    {
        var room = Room.Sealed(reserve: "120");
        var said = room.Bid(Room.Alice, "150");
        Assert.True(said.Yes<BidPlaced>().Sealed);
        var view = room.Auction.View();
        Assert.Equal((null, null, Room.Dollars("100"), 1, null), (view.Price, view.Leader, view.MinimumBid, view.BidCount, view.ReserveMet));
        Assert.Equal(Amount.Zero, Assert.Single(view.RecentBids).Amount);
        Assert.Equal(BidOutcome.Sealed, Receipts.Of(room.Auction, said.Verdict.Event!, []).Outcome);
    }

    [Fact]
    public void Only_an_amount_is_offered()
    {
        var room = Room.Sealed();
        PlaceBid[] bids =
        [
            new(Room.Alice, null, null) { Origin = Room.Someone }, new(Room.Alice, null, null, Room.Stated("150")) { Origin = Room.Someone },
            new(Room.Alice, null, null, BuyNow: true) { Origin = Room.Someone }, new(Room.Alice, Room.Stated("150"), null, Quantity: 2) { Origin = Room.Someone },
        ];
        Assert.All(bids, bid =>
        {
            var said = room.Ask(bid);
            said.No(Refusal.NotOffered);
            Assert.NotNull(said.Verdict.Detail);
        });
        room.Bid(Room.Alice, "99.99").No(Refusal.BidTooLow);
    }

    [Theory, InlineData("149", false), InlineData("150", false), InlineData("150.01", true)]
    public void A_new_bid_is_above_the_bidders_own_and_takes_its_place(string amount, bool taken)
    {
        var room = Room.Sealed();
        room.Bid(Room.Alice, "150").Yes();
        room.Bid(Room.Bob, "400").Yes();
        var said = room.Bid(Room.Alice, amount);
        if (taken) Assert.Equal(2, said.Yes<BidPlaced>().BidCount);
        else said.No(Refusal.BidTooLow);
        if (!taken) Assert.DoesNotContain("150", said.Verdict.Detail, StringComparison.Ordinal);
        Assert.Equal(Room.Dollars("100"), room.Auction.MinimumBid); // says nothing of anybody's
    }

    [Fact]
    public void A_bid_that_is_taken_back_is_out_and_what_it_had_replaced_does_not_come_back()
    {
        var room = Room.Sealed();
        room.Bid(Room.Alice, "150").Yes();
        room.Bid(Room.Alice, "180").Yes();
        room.Retract(3).No(Refusal.BidNotFound);
        var taken = room.Retract(4).Yes<BidRetracted>();
        Assert.Equal((0, (Amount?)null, (Bidder?)null), (taken.BidCount, taken.Price, taken.Leader));
        room.Retract(4).No(Refusal.BidRetracted);
        room.Bid(Room.Alice, "110").Yes(); // from where anybody begins
        Assert.True(room.Undo().Yes<BidRetracted>().Undo);
        room.Undo().No(Refusal.NothingToUndo);
    }

    [Fact]
    public void Once_its_bids_were_opened_it_cannot_be_reopened_and_without_any_it_can()
    {
        var room = Room.Sealed();
        room.Bid(Room.Alice, "150").Yes();
        room.Hammer().Yes<AuctionSold>();
        room.Reopen().No(Refusal.NotPossible);
        room.Undo().No(Refusal.NothingToUndo);
        var empty = Room.Sealed();
        empty.Hammer().Yes<AuctionUnsold>();
        empty.Undo().Yes<AuctionReopened>();
    }

    [Fact]
    public void A_bidder_may_come_to_pay_what_they_sealed_until_the_close_and_then_only_who_won_what_they_won_for()
    {
        var room = Room.Sealed(secondPrice: true);
        room.Bid(Room.Alice, "150").Yes();
        room.Bid(Room.Bob, "400").Yes();
        room.Bid(Room.Alice, "180").Yes();
        (Amount?, Amount?) Exposed() => (room.Auction.ExposureOf("alice"), room.Auction.ExposureOf("bob"));
        Assert.Equal((Room.Dollars("180"), Room.Dollars("400")), Exposed());
        room.Hammer().Yes();
        Assert.Equal((null, Room.Dollars("180")), Exposed());
        room.Settle().Yes();
        Assert.Equal((null, null), Exposed());
    }

    [Fact]
    public void It_takes_the_bids_of_ten_thousand_bidders_and_who_is_in_may_still_raise()
    {
        var room = Room.Sealed();
        var auction = room.Auction;
        for (var i = 0; i < SealedBids.Most; i++)
            auction = Auction.Apply(auction, Room.Id, AuctionRules.Decide(auction, new PlaceBid(new Bidder($"b{i}", null, null), Room.Stated($"{100 + i % 97}"), null) { Origin = Room.Someone }, room.Now).Event!);
        var more = new PlaceBid(new Bidder("late", null, null), Room.Stated("150"), null) { Origin = Room.Someone };
        Assert.Equal(Refusal.TooManyBidders, AuctionRules.Decide(auction, more, room.Now).Refusal);
        Assert.NotNull(AuctionRules.Decide(auction, more with { Bidder = new Bidder("b0", null, null), Amount = Room.Stated("5000") }, room.Now).Event);
    }
}
