using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Proof;

/// <summary>What bids come to, format by format, recounted from events that were made by hand. Whole dollars; steps of 10 where there are steps.</summary>
public sealed class RecountTests
{
    private static readonly Origin Hand = Room.Someone;

    private readonly List<AuctionEvent> _log = [];

    [Theory, InlineData(41, true), InlineData(40, false), InlineData(50, false)]
    public void A_maximum_that_is_outbid_by_a_farther_one_brings_the_price_one_step_over_it(int price, bool right)
    {
        Open(English(step: 1));
        Bid(Room.Alice, amount: 10, price: 10, maximum: 50, bids: 1);
        Bid(Room.Bob, amount: 40, price: price, maximum: 40, leader: Room.Alice, bids: 2);
        if (!right)
        {
            Assert.Contains("the bids make 41", Why(), StringComparison.Ordinal);
            return;
        }
        Add(new ProxyRaised(Room.Alice, Usd(41), Usd(42), null) { Follows = true });
        Sold(Room.Alice, 41);
        Assert.Null(Why());
    }

    [Theory, InlineData("alice", 50, true), InlineData("bob", 50, false)]
    public void Of_two_equal_maxima_the_earlier_leads_at_the_whole_of_it(string leader, int price, bool right)
    {
        Open(English(step: 10));
        Bid(Room.Alice, amount: 10, price: 10, maximum: 50, bids: 1);
        Bid(Room.Bob, amount: 50, price: price, maximum: 50, leader: leader == "alice" ? Room.Alice : null, bids: 2);
        Assert.Equal(right, Why() is null);
    }

    [Fact]
    public void A_maximum_that_meets_the_reserve_brings_the_price_to_it_and_a_raised_one_stays_unheard()
    {
        Open(English(step: 10, reserve: 30));
        Bid(Room.Alice, amount: 30, price: 30, maximum: 35, bids: 1, reserveMet: true);
        Add(new MaximumRaised(Room.Alice, Usd(90)));
        Bid(Room.Bob, amount: 60, price: 70, leader: Room.Alice, bids: 2, reserveMet: true);
        Add(new ProxyRaised(Room.Alice, Usd(70), Usd(80), true) { Follows = true });
        // Bob's bid is taken back: it is as if it had never come.
        Add(new BidRetracted(5, "A slip.", Room.Alice, Usd(30), Usd(40), 1, true));
        Sold(Room.Alice, 30);
        Assert.Null(Why());
    }

    [Theory, InlineData(80, true), InlineData(70, false)]
    public void Bought_at_once_it_goes_to_the_buyer_whatever_others_would_have_paid(int hammer, bool right)
    {
        Open(English(step: 10) with { BuyNow = Usd(80) });
        Bid(Room.Alice, amount: 10, price: 10, maximum: 200, bids: 1);
        Bid(Room.Bob, amount: 80, price: 80, bids: 2);
        Add(new AuctionSold(Room.Bob, Usd(hammer), At) { Origin = Hand, Follows = true });
        Assert.Equal(right, Why() is null);
    }

    [Fact]
    public void A_bid_at_the_buy_now_price_that_does_not_lead_buys_nothing()
    {
        Open(English(step: 10) with { BuyNow = Usd(80) });
        Bid(Room.Alice, amount: 10, price: 10, maximum: 200, bids: 1);
        Bid(Room.Bob, amount: 80, price: 80, bids: 2);
        Bid(Room.Carol, amount: 90, price: 90, bids: 3);
        Assert.Contains("bought nothing", Why(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuctionFormat.SealedFirstPrice, null, "bob", 90, true), InlineData(AuctionFormat.SealedFirstPrice, null, "bob", 70, false), InlineData(AuctionFormat.SealedFirstPrice, null, "alice", 90, false)]
    [InlineData(AuctionFormat.SealedSecondPrice, null, "bob", 70, true), InlineData(AuctionFormat.SealedSecondPrice, null, "bob", 90, false)]
    [InlineData(AuctionFormat.SealedSecondPrice, 80, "bob", 80, true), InlineData(AuctionFormat.SealedSecondPrice, 80, "bob", 70, false), InlineData(AuctionFormat.SealedSecondPrice, 95, "bob", 95, false)]
    public void A_sealed_auction_is_won_by_the_highest_at_its_price(AuctionFormat format, int? reserve, string winner, int price, bool right)
    {
        Open(Terms with { Format = format, Reserve = reserve is { } r ? Usd(r) : null });
        Sealed(Room.Alice, 60, bids: 1);
        Sealed(Room.Bob, 90, bids: 2);
        Sealed(Room.Carol, 90, bids: 3); // as high, and later
        Add(new BidRetracted(5, "A slip.", null, null, Usd(10), 2, null));
        Sealed(Room.Alice, 70, bids: 2); // in place of her first
        Sold(winner == "bob" ? Room.Bob : Room.Alice, price);
        Assert.Equal(right, Why() is null);
    }

    [Theory] // from 100 down by 10 a minute to 20; a pause of an hour in between does not count
    [InlineData(0, 0, 100, true), InlineData(59, 0, 100, true), InlineData(60, 0, 90, true), InlineData(60, 0, 100, false), InlineData(150, 3_600, 80, true), InlineData(150, 3_600, 20, false), InlineData(9_999, 0, 20, true)]
    public void A_Dutch_take_costs_what_the_clock_shows(int fallen, int paused, int price, bool right)
    {
        Open(Terms with { Format = AuctionFormat.Dutch, Quantity = 3, OpeningBid = Usd(20), Dutch = new DutchClock(Usd(100), Usd(20), Usd(10), TimeSpan.FromMinutes(1)) });
        if (paused > 0)
        {
            Add(new AuctionPaused(null, null), after: 30);
            Add(new AuctionResumed(null), after: paused);
            fallen -= 30;
        }
        Add(new BidPlaced(Room.Alice, Usd(price), Usd(price), Usd(price), 1, null, null) { Quantity = 1, QuantityLeft = 2 }, after: fallen);
        Assert.Equal(right, Why() is null);
    }

    [Theory, InlineData(1, true), InlineData(2, false)]
    public void The_takers_of_an_edition_get_what_they_took(int quantity, bool right)
    {
        Open(Terms with { Format = AuctionFormat.Dutch, Quantity = 3, OpeningBid = Usd(20), Dutch = new DutchClock(Usd(100), Usd(20), Usd(10), TimeSpan.FromMinutes(1)) });
        Add(new BidPlaced(Room.Alice, Usd(100), Usd(100), Usd(100), 1, null, null) { Quantity = 1, QuantityLeft = 2 });
        Add(new BidPlaced(Room.Bob, Usd(90), Usd(90), null, 2, null, null) { Quantity = 2, QuantityLeft = 0 }, after: 60);
        Add(new AuctionSold(Room.Alice, Usd(100), At) { Origin = Hand, Follows = true, Awards = [new Award(3, Room.Alice, Usd(100), quantity), new Award(4, Room.Bob, Usd(90), 2)] });
        Assert.Equal(right, Why() is null);
    }

    private DateTimeOffset At => _log[^1].At;

    private static AuctionSettings Terms => Room.Terms with { OpeningBid = Usd(10), Duration = null };

    private static AuctionSettings English(int step, int? reserve = null) => Terms with { Increments = new Increments.FixedStep(Usd(step)), Reserve = reserve is { } r ? Usd(r) : null };

    private void Open(AuctionSettings settings)
    {
        Add(new AuctionCreated(settings));
        Add(new AuctionOpened(Room.Noon, null, settings.OpeningBid));
    }

    private void Bid(Bidder bidder, int amount, int price, int bids, int? maximum = null, Bidder? leader = null, bool? reserveMet = null)
    {
        var settings = ((AuctionCreated)_log[0]).Settings;
        Add(new BidPlaced(bidder, Usd(amount), Usd(price), Usd(price) + ((Increments.FixedStep)settings.Increments).Step, bids, reserveMet, null) { Maximum = maximum is { } m ? Usd(m) : null, Leader = leader });
    }

    private void Sealed(Bidder bidder, int amount, int bids) => Add(new BidPlaced(bidder, Usd(amount), Usd(amount), Usd(10), bids, null, null) { Sealed = true });

    private void Sold(Bidder winner, int amount) => Add(new AuctionSold(winner, Usd(amount), At.AddSeconds(0)) { Origin = Hand });

    private void Add(AuctionEvent next, int after = 0) => _log.Add(next with { Sequence = _log.Count + 1, At = _log.Count == 0 ? Room.Noon : At.AddSeconds(after) });

    /// <summary>Why the last event cannot be; null where all is well. All before it are right.</summary>
    private string? Why()
    {
        var recount = new Recount();
        foreach (var happened in _log[..^1]) Assert.Null(recount.Take(happened));
        return recount.Take(_log[^1]);
    }

    private static Amount Usd(int dollars) => new((UInt128)dollars);
}
