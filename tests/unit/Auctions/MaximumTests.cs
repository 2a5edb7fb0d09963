using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Bidding by maximum, rule by rule. Opening bid 1, steps of 1 below 10 and of 2 from 10 on, unless a test says otherwise.</summary>
public sealed class MaximumTests
{
    private static Room Opened(Func<AuctionSettings, AuctionSettings>? terms = null) => Room.Opened(t =>
    {
        var small = t with
        {
            OpeningBid = Room.Dollars("1"),
            Increments = new Increments.StepTable([new StepRow(Amount.Zero, Room.Dollars("1")), new StepRow(Room.Dollars("10"), Room.Dollars("2"))]),
        };
        return terms is null ? small : terms(small);
    });

    private static void Stands(Room room, Bidder? leader, string price, string? minimum = null)
    {
        Assert.Equal((leader?.Id, Room.Dollars(price)), (room.Auction.Leader?.Id, room.Auction.Price!.Value));
        if (minimum is not null) Assert.Equal(Room.Dollars(minimum), room.Auction.MinimumBid);
    }

    [Fact]
    public void A_first_maximum_leads_at_the_opening_bid()
    {
        var room = Opened();
        var placed = room.Maximum(Room.Alice, "10").Yes<BidPlaced>();
        Assert.Equal((Room.Dollars("1"), Room.Dollars("1"), Room.Dollars("10"), null), (placed.Amount, placed.Price, placed.Maximum!.Value, placed.Leader));
        Stands(room, Room.Alice, "1", "2");
    }

    [Fact]
    public void The_house_bids_one_increment_above_the_best_competing_maximum()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "10").Yes();
        var said = room.Maximum(Room.Bob, "8");
        var placed = said.Yes<BidPlaced>();
        Assert.Equal((Room.Bob, Room.Dollars("8"), Room.Dollars("9"), Room.Alice), (placed.Bidder, placed.Amount, placed.Price, placed.Leader!));
        var raised = said.Following<ProxyRaised>()!;
        Assert.Equal((Room.Alice, placed.Price, placed.MinimumBid, placed.ReserveMet, true), (raised.Bidder, raised.Price, raised.MinimumBid, raised.ReserveMet, raised.Follows!.Value));
        Stands(room, Room.Alice, "9", "10");
        Assert.Equal(2, room.Auction.BidCount); // what the house bids for somebody is not one more bid
    }

    [Fact]
    public void A_higher_maximum_leads_one_increment_above_the_one_it_beats()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "8").Yes();
        var said = room.Maximum(Room.Bob, "20");
        Assert.Equal((Room.Dollars("9"), Room.Dollars("9"), null), (said.Yes<BidPlaced>().Amount, said.Yes<BidPlaced>().Price, said.Yes<BidPlaced>().Leader));
        Assert.Null(said.Following<ProxyRaised>());
        Stands(room, Room.Bob, "9");
    }

    [Fact]
    public void An_explicit_amount_above_the_maximum_leads_at_that_amount()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "8").Yes();
        room.Bid(Room.Bob, "30").Yes();
        Stands(room, Room.Bob, "30", "32");
    }

    [Fact]
    public void An_explicit_amount_within_the_maximum_is_answered()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "50").Yes();
        room.Bid(Room.Bob, "30").Yes();
        Stands(room, Room.Alice, "32", "34");
        room.Next(Room.Carol).Yes();
        Stands(room, Room.Alice, "36", "38");
    }

    [Fact]
    public void Of_two_equal_maxima_the_earlier_leads_at_that_price()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "8").Yes();
        room.Maximum(Room.Bob, "8").Yes();
        Stands(room, Room.Alice, "8", "9");
        room = Opened();
        room.Maximum(Room.Alice, "8").Yes();
        room.Bid(Room.Bob, "8").Yes();
        Stands(room, Room.Alice, "8", "9");
    }

    [Fact]
    public void An_amount_equal_to_one_already_named_is_too_low()
    {
        var room = Opened();
        room.Bid(Room.Alice, "8").Yes();
        room.Maximum(Room.Bob, "8").No(Refusal.BidTooLow);
    }

    [Fact]
    public void The_last_raise_may_be_less_than_an_increment_where_the_maximum_ends()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Maximum(Room.Bob, "19").Yes();
        Stands(room, Room.Alice, "20", "22"); // a full raise would be 21
        room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Maximum(Room.Bob, "20.50").Yes();
        Stands(room, Room.Bob, "20.50", "22.50"); // here it would be 22
    }

    [Theory, InlineData("9", "10"), InlineData("9.99", "10.99"), InlineData("10", "12"), InlineData("11", "13")]
    public void Increments_are_those_of_the_level_being_bid_over(string level, string price)
    {
        var room = Opened();
        room.Maximum(Room.Alice, "100").Yes();
        room.Maximum(Room.Bob, level).Yes();
        Stands(room, Room.Alice, price);
    }

    [Fact]
    public void Who_does_not_lead_must_reach_the_minimum_with_a_maximum_too()
    {
        var room = Opened();
        room.Maximum(Room.Bob, "0.99").No(Refusal.BidTooLow);
        room.Bid(Room.Alice, "5").Yes();
        room.Maximum(Room.Bob, "5.99").No(Refusal.BidTooLow);
        room.Maximum(Room.Bob, "6").Yes();
        Stands(room, Room.Bob, "6");
    }

    [Fact]
    public void A_leader_raises_their_maximum_and_the_room_hears_nothing()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "10").Yes();
        room.Maximum(Room.Bob, "8").Yes();
        room.Warn().Yes();
        var before = room.Auction.View();
        var raised = room.Maximum(Room.Alice, "50").Yes<MaximumRaised>();
        Assert.Equal((Room.Alice, Room.Dollars("50"), Room.Dollars("9"), Room.Dollars("10")), (raised.Bidder, raised.Maximum, raised.Price, raised.MinimumBid!.Value));
        var after = room.Auction.View();
        Assert.Equal(before.RecentBids, after.RecentBids);
        Assert.Equal(before with { RecentBids = [], Sequence = 0 }, after with { RecentBids = [], Sequence = 0 });
        room.Maximum(Room.Bob, "40").Yes();
        Stands(room, Room.Alice, "42");
    }

    // The last raise was less than a full increment: raising the maximum later does not make it a full one.
    [Fact]
    public void A_leader_at_the_end_of_their_maximum_raises_it_without_raising_their_price()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Maximum(Room.Bob, "19").Yes();
        room.Maximum(Room.Alice, "100").Yes<MaximumRaised>();
        Stands(room, Room.Alice, "20", "22");
    }

    [Fact]
    public void A_leader_who_named_an_amount_may_leave_a_maximum_for_what_comes()
    {
        var room = Opened();
        room.Bid(Room.Alice, "5").Yes();
        room.Maximum(Room.Alice, "5").No(Refusal.MaximumNotRaised);
        room.Maximum(Room.Alice, "30").Yes<MaximumRaised>();
        Stands(room, Room.Alice, "5", "6");
        room.Next(Room.Bob).Yes();
        Stands(room, Room.Alice, "7");
    }

    [Theory, InlineData("10"), InlineData("9.99"), InlineData("2")]
    public void A_maximum_is_not_lowered_and_not_given_twice(string maximum)
    {
        var room = Opened();
        room.Maximum(Room.Alice, "10").Yes();
        room.Maximum(Room.Alice, maximum).No(Refusal.MaximumNotRaised);
    }

    [Fact]
    public void A_leader_may_raise_their_price_with_an_amount_and_keeps_their_maximum()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Bid(Room.Alice, "1.50").No(Refusal.BidTooLow);
        room.Bid(Room.Alice, "8").Yes();
        Stands(room, Room.Alice, "8", "9");
        Assert.Equal(Room.Dollars("20"), room.Auction.ExposureOf("alice"));
        room.Maximum(Room.Bob, "15").Yes();
        Stands(room, Room.Alice, "17");
        room.Bid(Room.Alice, "40").Yes(); // and may name more than they had left with the house
        Stands(room, Room.Alice, "40");
        Assert.Equal(Room.Dollars("40"), room.Auction.ExposureOf("alice"));
    }

    [Fact]
    public void A_leader_by_maximum_who_asks_for_the_next_bid_is_spared_their_own_raise()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Next(Room.Alice).No(Refusal.AlreadyLeading);
    }

    [Fact]
    public void A_bid_that_meets_the_reserve_within_its_maximum_brings_the_price_to_the_reserve()
    {
        var room = Opened(t => t with { Reserve = Room.Dollars("15") });
        Assert.False(room.Maximum(Room.Alice, "14.99").Yes<BidPlaced>().ReserveMet);
        Stands(room, Room.Alice, "1");
        var placed = room.Maximum(Room.Bob, "30").Yes<BidPlaced>();
        Assert.Equal((Room.Dollars("16.99"), true), (placed.Price, placed.ReserveMet!.Value)); // one increment over 14.99 is above it already
        room = Opened(t => t with { Reserve = Room.Dollars("15") });
        placed = room.Maximum(Room.Alice, "15").Yes<BidPlaced>();
        Assert.Equal((Room.Dollars("15"), Room.Dollars("15"), true), (placed.Amount, placed.Price, placed.ReserveMet!.Value));
    }

    [Fact]
    public void A_leader_whose_raised_maximum_meets_the_reserve_brings_the_price_to_it()
    {
        var room = Opened(t => t with { Reserve = Room.Dollars("15") });
        room.Maximum(Room.Alice, "10").Yes();
        room.Maximum(Room.Alice, "14").Yes<MaximumRaised>();
        var placed = room.Maximum(Room.Alice, "20").Yes<BidPlaced>();
        Assert.Equal((Room.Dollars("15"), true), (placed.Price, placed.ReserveMet!.Value));
        Stands(room, Room.Alice, "15", "17");
        Assert.Equal(2, room.Auction.BidCount);
    }

    [Fact]
    public void The_winner_pays_the_price_and_not_the_maximum()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "1000").Yes();
        room.Maximum(Room.Bob, "8").Yes();
        Assert.Equal(Room.Dollars("1000"), room.Auction.ExposureOf("alice"));
        var sold = room.Hammer().Yes<AuctionSold>();
        Assert.Equal((Room.Alice, Room.Dollars("9")), (sold.Winner, sold.Amount));
        Assert.Equal((Room.Dollars("9"), null), (room.Auction.ExposureOf("alice"), room.Auction.ExposureOf("bob")));
        room.Settle().Yes();
        Assert.Null(room.Auction.ExposureOf("alice"));
    }

    [Fact]
    public void An_answered_bid_moves_the_hammer_after_both_are_told_and_a_raised_maximum_does_not()
    {
        var room = Opened(t => t with { Extension = new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null) });
        room.Maximum(Room.Alice, "20").Yes();
        var said = room.At(290).Maximum(Room.Bob, "8");
        Assert.Equal([typeof(BidPlaced), typeof(ProxyRaised), typeof(AuctionExtended)], said.Verdict.Events.ToArray().Select(e => e.GetType()));
        Assert.Equal([null, true, true], said.Verdict.Events.ToArray().Select(e => e.Follows));
        var closesAt = room.Auction.ClosesAt;
        Assert.Equal(1, room.At(340).Maximum(Room.Alice, "50").Verdict.Events.Length);
        Assert.Equal(closesAt, room.Auction.ClosesAt);
    }

    [Fact]
    public void Near_the_largest_amount_the_house_answers_with_what_there_is()
    {
        var room = Opened();
        var largest = new StatedAmount(UInt128.MaxValue, 2);
        room.Ask(new PlaceBid(Room.Alice, null, null, largest) { Origin = Room.Someone }).Yes();
        room.Ask(new PlaceBid(Room.Bob, new StatedAmount(UInt128.MaxValue - 1, 2), null) { Origin = Room.Someone }).Yes();
        Assert.Equal((Room.Alice, new Amount(UInt128.MaxValue), null), (room.Auction.Leader!, room.Auction.Price!.Value, room.Auction.MinimumBid));
        room.Maximum(Room.Bob, "5").No(Refusal.PriceCeiling);
    }

    [Fact]
    public void A_lot_is_not_an_edition() =>
        Opened().Ask(new PlaceBid(Room.Alice, Room.Stated("5"), null, Quantity: 2) { Origin = Room.Someone }).No(Refusal.NotOffered);

    [Fact]
    public void No_view_carries_a_maximum()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "20").Yes();
        room.Maximum(Room.Bob, "8").Yes();
        room.Maximum(Room.Alice, "30").Yes();
        Assert.Equal([("bob", Room.Dollars("8")), ("alice", Room.Dollars("1"))], room.Auction.View().RecentBids.Select(b => (b.Bidder.Id, b.Amount)));
        Assert.All(room.Auction.View().RecentBids, b => Assert.Null(b.Maximum));
    }

    [Fact]
    public void A_call_that_gets_into_a_log_does_not_carry_the_maximum_there() =>
        Assert.DoesNotContain("20", new PlaceBid(Room.Alice, null, null, Room.Stated("20.20")) { Origin = Room.Someone }.ToString(), StringComparison.Ordinal);

    // Written by a house that knew no maxima: no such facts in its events.
    [Fact]
    public void The_log_of_an_older_house_folds_to_the_same_auction()
    {
        var old = Auction.Apply(null, Room.Id, new AuctionCreated(Room.Terms) { Sequence = 1 });
        old = Auction.Apply(old, Room.Id, new AuctionOpened(Room.Noon, null, Room.Dollars("100")) { Sequence = 2 });
        old = Auction.Apply(old, Room.Id, new BidPlaced(Room.Alice, Room.Dollars("100"), Room.Dollars("100"), Room.Dollars("110"), 1, null, null) { Sequence = 3 });
        old = Auction.Apply(old, Room.Id, new BidPlaced(Room.Bob, Room.Dollars("120"), Room.Dollars("120"), Room.Dollars("132"), 2, null, null) { Sequence = 4 });
        Assert.Equal((Room.Bob, Room.Dollars("120"), Room.Dollars("120")), (old.Leader!, old.Price!.Value, old.ExposureOf("bob")!.Value));
        var back = Assert.IsType<BidRetracted>(AuctionRules.Decide(old, new RetractBid(4, "A slip.") { Origin = Room.Someone }, Room.Noon, new HouseRules()).Event);
        Assert.Equal((Room.Alice, Room.Dollars("100")), (back.Leader!, back.Price!.Value));
    }
}
