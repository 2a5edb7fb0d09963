namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>One bidder for one lot: looks at the room, thinks at a human pace, and bids through the same door as everybody else.</summary>
internal sealed partial class DemoSeat(DemoBidder bidder, decimal limit, string lot, DemoRoom room, DemoHouse house, Dice dice, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan LastSeconds = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SnipersMoment = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LateEnough = TimeSpan.FromSeconds(24);
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1.1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private const double Attention = .75;
    private const double Nervousness = .06;
    private const double Inattention = .06;

    private readonly DemoPerson _person = DemoPerson.Of(bidder);
    private int _bids;
    private bool _sentTwice;

    /// <summary>Bids until the limit is reached, the lot is over, or the sale stops.</summary>
    public async Task Play(CancellationToken stopping)
    {
        while (!room.IsOver)
        {
            await Pause(Reaction(), stopping);
            if (room.Now is not { Status: "open" } state || state.Leader?.BidderId == bidder.Id || !IsTime())
            {
                await Task.Delay(Glance, clock, stopping);
                continue;
            }
            if (room.Minimum is not { } minimum || minimum > limit) return; // out, and no hard feelings
            await Bid(minimum, stopping);
        }
    }

    // Near the end everybody is wide awake.
    private TimeSpan Reaction() => TimeSpan.FromSeconds(dice.Between(bidder.Fastest, bidder.Slowest) * (room.Remaining < LastSeconds ? .5 : 1));

    private bool IsTime() => bidder.Temperament switch
    {
        DemoTemperament.Sniper => room.Remaining < SnipersMoment,
        DemoTemperament.DeepPockets => room.Remaining < LateEnough && HasRested,
        DemoTemperament.Hesitant => HasRested && dice.Chance(.45),
        DemoTemperament.Eager => HasRested || dice.Chance(.3),
        _ => HasRested,
    };

    private bool HasRested => room.Remaining < LastSeconds || room.SinceLastBid > Breath;

    private async Task Bid(decimal minimum, CancellationToken stopping)
    {
        var bid = Decide(minimum);
        var key = $"{bidder.Id}-{++_bids}";
        await Pause(TimeSpan.FromSeconds(dice.Between(.25, .9)), stopping); // typing, while the price may move
        if (room.Minimum > minimum && dice.Chance(Attention)) return; // seen in time; who has not is told by the house
        var answer = await house.Post(_person, $"/auctions/{lot}/bids", bid, key, stopping);
        if (!answer.IsYes)
        {
            Refused(bidder.Name, bid.Amount ?? "the next bid", lot, answer.Status, answer.Code);
            return;
        }
        var placed = answer.Read<BidAnswer>();
        Placed(bidder.Name, bid.Amount ?? "the next bid", lot, placed.Outcome);
        if (_sentTwice || !dice.Chance(Nervousness)) return;
        // A nervous finger on the button: the same key hears the same answer, and the price stays where it is.
        _sentTwice = true;
        var again = await house.Post(_person, $"/auctions/{lot}/bids", bid, key, stopping);
        SentTwice(bidder.Name, lot, again.IsYes && again.Read<BidAnswer>().BidId == placed.BidId);
    }

    private NewBid Decide(decimal minimum)
    {
        if (ToThePenny(minimum) == minimum && dice.Chance(bidder.AsksForNext)) return new NewBid(Next: true, Limit: DemoRoom.Write(limit));
        if (bidder.Temperament == DemoTemperament.Eager && _bids > 0 && dice.Chance(Inattention)) return new NewBid(DemoRoom.Write(ToThePenny(minimum * .96m))); // was not listening
        var wanted = bidder.Temperament == DemoTemperament.DeepPockets && dice.Chance(.5) ? minimum * (decimal)dice.Between(1.1, 1.35) : minimum;
        var spoken = RoundUp(wanted, bidder.Temperament is DemoTemperament.RoundNumbers or DemoTemperament.DeepPockets);
        return new NewBid(DemoRoom.Write(spoken <= limit ? spoken : ToThePenny(minimum)));
    }

    // A thousandth of an ETH is the penny of this room, and of every limit; ten per cent on top of ten per cent soon has more digits than a screen.
    private static decimal ToThePenny(decimal amount) => Math.Ceiling(amount * 1000) / 1000;

    /// <summary>The next figure that one would say aloud: two digits, or such that the second is a five or a nought.</summary>
    internal static decimal RoundUp(decimal amount, bool generously)
    {
        var step = 1m;
        while (step * 100 <= amount) step *= 10;
        while (step * 10 > amount && step > .000001m) step /= 10;
        if (generously) step *= 5;
        return Math.Ceiling(amount / step) * step;
    }

    private Task Pause(TimeSpan time, CancellationToken stopping) => Task.Delay(time, clock, stopping);

    [LoggerMessage(LogLevel.Debug, "{Bidder} bids {Amount} for {Auction}: {Outcome}.")]
    private partial void Placed(string bidder, string amount, string auction, string outcome);

    [LoggerMessage(LogLevel.Debug, "{Bidder} bids {Amount} for {Auction}: refused, {Status} {Code}.")]
    private partial void Refused(string bidder, string amount, string auction, int status, string code);

    [LoggerMessage(LogLevel.Debug, "{Bidder} sends the same bid for {Auction} twice; one bid: {IsOne}.")]
    private partial void SentTwice(string bidder, string auction, bool isOne);
}
