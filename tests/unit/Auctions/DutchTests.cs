using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>The rules of a Dutch auction: from 100 down to 40, by 10 each ten seconds.</summary>
public sealed class DutchTests
{
    [Theory, InlineData(0, "100"), InlineData(9, "100"), InlineData(10, "90"), InlineData(19, "90"), InlineData(59, "50"), InlineData(60, "40"), InlineData(6_000, "40")]
    public void The_price_falls_a_step_at_a_time_and_stands_at_the_floor(int seconds, string price) => Assert.Equal(Room.Dollars(price), Room.Dutch().At(seconds).Shown);

    [Theory, InlineData(25, "80"), InlineData(25, "80.01"), InlineData(25, "1000"), InlineData(60, "40")]
    public void A_bid_at_the_price_or_over_it_takes_at_the_price(int seconds, string amount)
    {
        var room = Room.Dutch().At(seconds);
        var price = room.Shown!.Value;
        var said = room.Bid(Room.Alice, amount);
        Assert.Equal((price, price), (said.Yes<BidPlaced>().Amount, said.Yes<BidPlaced>().Price));
        Assert.Equal(new AuctionResult(Room.Alice, price, room.Now), room.Auction.Result);
    }

    [Fact]
    public void The_first_taker_wins_at_once_and_nobody_after()
    {
        var room = Room.Dutch().At(15);
        var said = room.Next(Room.Alice);
        Assert.NotNull(said.Following<AuctionSold>());
        Assert.Equal(BidOutcome.Won, Receipts.Of(room.Auction, said.Verdict.Event!, said.Verdict.Events[1..]).Outcome);
        room.Next(Room.Bob).No(Refusal.AuctionNotOpen);
        Assert.Equal((AuctionStatus.Sold, Room.Alice), (room.Auction.Status, room.Auction.Leader));
    }

    [Fact]
    public void A_bid_below_the_price_is_too_low_and_hears_the_price()
    {
        var said = Room.Dutch().At(15).Bid(Room.Alice, "89.99");
        said.No(Refusal.BidTooLow);
        Assert.Equal(Room.Dollars("90"), said.Verdict.MinimumBid);
    }

    [Theory, InlineData("90", true), InlineData("89", false)]
    public void Next_takes_within_its_limit(string limit, bool taken)
    {
        var said = Room.Dutch().At(15).Next(Room.Alice, limit);
        if (taken) said.Yes<BidPlaced>();
        else said.No(Refusal.OverLimit);
    }

    [Fact]
    public void Maxima_and_buying_at_once_are_not_offered()
    {
        var room = Room.Dutch();
        room.Ask(new PlaceBid(Room.Alice, null, null, Room.Stated("100")) { Origin = Room.Someone }).No(Refusal.NotOffered);
        var said = room.Ask(new PlaceBid(Room.Alice, null, null, BuyNow: true) { Origin = Room.Someone });
        said.No(Refusal.NotOffered);
        Assert.NotNull(said.Verdict.Detail);
    }

    [Fact]
    public void Each_taker_of_an_edition_pays_the_price_at_which_they_took_and_the_last_piece_is_the_hammer()
    {
        var room = Room.Dutch(quantity: 3);
        room.At(0).Take(Room.Alice).Yes<BidPlaced>();
        Assert.Null(room.Auction.Leader);
        var tooMany = room.At(10).Take(Room.Bob, 3);
        tooMany.No(Refusal.QuantityNotLeft);
        Assert.Equal("2 are left.", tooMany.Verdict.Detail);
        room.At(20).Take(Room.Bob, 2).Yes<BidPlaced>();
        Assert.Equal(AuctionStatus.Sold, room.Auction.Status);
        var result = room.Auction.Result!;
        Assert.Equal((Room.Alice, Room.Dollars("100")), (result.Winner, result.Amount));
        Assert.Equal([new Award(3, Room.Alice, Room.Dollars("100"), 1), new Award(4, Room.Bob, Room.Dollars("80"), 2)], result.Awards!);
    }

    [Fact]
    public void An_edition_that_closes_with_some_taken_is_sold_for_those_and_with_none_unsold()
    {
        var some = Room.Dutch(quantity: 3, terms: t => t with { Duration = TimeSpan.FromSeconds(30) });
        some.At(10).Take(Room.Alice).Yes();
        some.At(40).Wait();
        Assert.Equal(1, Assert.IsType<AuctionSold>(some.Last).Awards!.Single().Quantity);
        var none = Room.Dutch(quantity: 3, terms: t => t with { Duration = TimeSpan.FromSeconds(30) }).At(40).Wait();
        Assert.Equal((UnsoldReason.NoBids, Room.Noon.AddSeconds(30)), (Assert.IsType<AuctionUnsold>(none.Last).Reason, none.Auction.ClosesAt));
    }

    [Fact]
    public void Passing_an_edition_sells_what_was_taken()
    {
        var room = Room.Dutch(quantity: 3);
        room.At(10).Take(Room.Alice).Yes();
        room.Pass().Yes<AuctionSold>();
        var untaken = Room.Dutch().At(10);
        Assert.Equal((UnsoldReason.Passed, Room.Dollars("90")), (untaken.Pass().Yes<AuctionUnsold>().Reason, untaken.Shown));
    }

    [Theory, InlineData("60", 50), InlineData("55", 50), InlineData("61", 40), InlineData("100", 10), InlineData("40.01", 60)]
    public void The_lot_is_withdrawn_as_of_the_instant_at_which_the_clock_would_fall_below_the_reserve(string reserve, int seconds)
    {
        var room = Room.Dutch(reserve: reserve);
        Assert.Equal(AuctionStatus.Open, room.At(TimeSpan.FromSeconds(seconds) - Room.Tick).Wait().Auction.Status);
        room.At(seconds + 100).Next(Room.Alice).No(Refusal.AuctionNotOpen); // whenever somebody looks at the clock
        var unsold = Assert.IsType<AuctionUnsold>(room.Last);
        Assert.Equal((UnsoldReason.ReserveNotMet, Room.Noon.AddSeconds(seconds)), (unsold.Reason, unsold.ClosedAt));
        Assert.False(room.Auction.ReserveMet);
    }

    [Theory, InlineData(null), InlineData("40"), InlineData("39")]
    public void Without_a_close_or_a_reserve_above_the_floor_it_stays_at_the_floor(string? reserve)
    {
        var room = Room.Dutch(reserve: reserve).At(TimeSpan.FromDays(30)).Wait();
        Assert.Equal((AuctionStatus.Open, Room.Dollars("40")), (room.Auction.Status, room.Shown));
    }

    [Fact]
    public void A_room_that_is_shown_a_price_after_the_lot_should_have_gone_is_never_shown_one_below_the_reserve() =>
        Assert.Equal(Room.Dollars("60"), Room.Dutch(reserve: "60").At(1_000).Shown);

    [Fact]
    public void The_clock_stands_in_a_pause_and_the_withdrawal_moves_with_it()
    {
        var room = Room.Dutch(reserve: "60");
        var paused = room.At(25).Pause().Yes<AuctionPaused>();
        Assert.Equal((Room.Dollars("80"), Room.Dollars("80")), (paused.Price, room.At(1_000).Shown));
        var resumed = room.Resume().Yes<AuctionResumed>();
        Assert.Equal(Room.Noon.AddSeconds(975), resumed.FallingSince);
        Assert.Equal(Room.Dollars("80"), room.At(1_004).Shown);
        Assert.Equal(Room.Dollars("70"), room.At(1_005).Shown);
        Assert.Equal(Room.Noon.AddSeconds(1_025), room.Auction.Deadline);
    }

    [Fact]
    public void An_extension_moves_the_close_and_not_the_clock()
    {
        var room = Room.Dutch(terms: t => t with { Duration = TimeSpan.FromSeconds(30) });
        room.At(20).Extend(60).Yes();
        Assert.Equal((Room.Dollars("60"), Room.Noon.AddSeconds(90)), (room.At(40).Shown, room.Auction.ClosesAt));
        Room.Dutch().Extend(60).No(Refusal.NotPossible);
    }

    [Fact]
    public void Reopened_it_goes_on_from_where_the_clock_stood_at_the_close()
    {
        var room = Room.Dutch();
        room.At(25).Hammer().Yes<AuctionUnsold>();
        room.At(500).Reopen(60).Yes<AuctionReopened>();
        Assert.Equal((Room.Dollars("80"), Room.Noon.AddSeconds(560)), (room.Shown, room.Auction.ClosesAt));
        Assert.Equal(Room.Dollars("70"), room.At(505).Shown);
        var open = Room.Dutch();
        open.At(25).Hammer().Yes();
        Assert.Null(open.At(30).Reopen().Yes<AuctionReopened>().ClosesAt); // it had no close before, either
    }

    [Fact]
    public void A_lot_withdrawn_for_its_reserve_and_reopened_gets_the_last_price_above_it_once_more()
    {
        var room = Room.Dutch(reserve: "60").At(100).Wait();
        room.Reopen().Yes();
        Assert.Equal((Room.Dollars("60"), (bool?)null), (room.Shown, room.Auction.ReserveMet));
        Assert.Equal(Room.Noon.AddSeconds(110), room.Auction.Deadline);
        Assert.Equal(Room.Dollars("60"), room.At(109).Next(Room.Alice).Yes<BidPlaced>().Amount);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Taking_back_the_hammer_of_a_lot_that_sold_out_takes_back_the_take_that_sold_it(bool undo)
    {
        var room = Room.Dutch(quantity: 2);
        room.At(5).Take(Room.Alice).Yes();
        room.At(15).Take(Room.Bob).Yes();
        var said = undo ? room.At(30).Undo() : room.At(30).Reopen();
        said.Yes<AuctionReopened>();
        var given = said.Following<BidRetracted>()!;
        Assert.Equal((4L, 1, Room.Dollars("90"), undo ? true : null), (given.Bid, given.QuantityLeft, given.Price!.Value, given.Undo));
        Assert.Equal((1, 1, Room.Dollars("90")), (room.Auction.QuantityLeft, room.Auction.BidCount, room.Shown));
        Assert.Equal(Room.Dollars("80"), room.At(35).Take(Room.Carol).Yes<BidPlaced>().Amount);
    }

    [Fact]
    public void A_take_that_is_taken_back_while_it_runs_gives_the_quantity_back()
    {
        var room = Room.Dutch(quantity: 3);
        room.At(5).Take(Room.Alice, 2).Yes();
        room.At(15).Retract(3).Yes();
        Assert.Equal((3, 0, Room.Dollars("90")), (room.Auction.QuantityLeft, room.Auction.BidCount, room.Shown));
        room.Retract(3).No(Refusal.BidRetracted);
        room.Retract(77).No(Refusal.BidNotFound);
        room.Take(Room.Bob, 2).Yes();
        Assert.True(room.Undo().Yes<BidRetracted>().Undo);
        room.Undo().No(Refusal.NothingToUndo);
    }

    [Fact]
    public void The_clock_stands_still_while_the_house_could_take_no_bids()
    {
        var room = Room.Dutch(reserve: "60", terms: t => t with { Duration = TimeSpan.FromSeconds(90) });
        var moved = room.At(35).MakeGood(Room.Noon.AddSeconds(15), Room.Noon.AddSeconds(34))!;
        Assert.Equal((ExtensionReason.Outage, Room.Noon.AddSeconds(20), Room.Noon.AddSeconds(110)), (moved.Reason, moved.FallingSince, moved.ClosesAt));
        Assert.Equal(Room.Dollars("90"), room.Shown);
        Assert.Null(room.MakeGood(Room.Noon.AddSeconds(15), Room.Noon.AddSeconds(40))); // the same one, told again
        Assert.Null(room.At(40).MakeGood(Room.Noon.AddSeconds(37), Room.Noon.AddSeconds(40))); // no longer than the house's moment
    }

    [Fact]
    public void An_outage_over_the_withdrawal_or_after_an_event_counts_from_the_event()
    {
        var room = Room.Dutch(quantity: 2, reserve: "60");
        room.At(45).Take(Room.Alice).Yes();
        room.At(300);
        Assert.NotNull(room.MakeGood(Room.Noon.AddSeconds(44), Room.Noon.AddSeconds(299)));
        Assert.Equal((Room.Dollars("60"), Room.Noon.AddSeconds(305)), (room.Shown, room.Auction.Deadline));
    }

    [Fact]
    public void What_a_bidder_owes_is_the_sum_of_their_takes_until_it_is_settled()
    {
        var room = Room.Dutch(quantity: 10);
        room.At(0).Take(Room.Alice, 2).Yes();
        room.At(15).Take(Room.Bob).Yes();
        room.At(25).Take(Room.Alice, 3).Yes();
        (Amount?, Amount?, Amount?) Owed() => (room.Auction.ExposureOf("alice"), room.Auction.ExposureOf("bob"), room.Auction.ExposureOf("carol"));
        Assert.Equal((Room.Dollars("440"), Room.Dollars("90"), null), Owed());
        room.Hammer().Yes<AuctionSold>();
        Assert.Equal((Room.Dollars("440"), Room.Dollars("90"), null), Owed());
        room.Settle().Yes();
        Assert.Equal((null, null, null), Owed());
    }
}
