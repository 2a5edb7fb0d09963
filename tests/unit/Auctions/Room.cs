using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>
/// A saleroom with one auction and its own clock. It asks the rules as the house does: first what time brought about, then the command. Amounts
/// are in US dollars; opening bid 100, ten percent a step, five minutes, sudden death, no grace, unless a test says otherwise.
/// </summary>
internal sealed class Room
{
    public const string Id = "genesis-1";
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    public static readonly Bidder Alice = new("alice", "Alice", 7);
    public static readonly Bidder Bob = new("bob", "Bob", 8);
    public static readonly Bidder Carol = new("carol", null, null);
    public static readonly Origin Someone = new("auctioneer", "=1", "");
    public static readonly Currency Usd = Currency.Find("USD")!;

    private Room(AuctionSettings settings) => Ask(new CreateAuction(settings) { Origin = Someone });

    public HouseRules House { get; } = new() { Grace = TimeSpan.Zero };
    public DateTimeOffset Now { get; set; } = Noon;
    public List<AuctionEvent> Log { get; } = [];
    public Auction Auction { get; private set; } = null!;
    public AuctionEvent Last => Log[^1];

    public static AuctionSettings Terms => new()
    {
        Title = "Genesis #1",
        Lot = new Lot("Genesis #1", null, null, null, []),
        Currency = Usd,
        OpeningBid = Dollars("100"),
        Increments = new Increments.BasisPoints(1_000),
        Duration = TimeSpan.FromMinutes(5),
    };

    public static Room Draft(Func<AuctionSettings, AuctionSettings>? terms = null) => new(terms is null ? Terms : terms(Terms));

    public static Room Opened(Func<AuctionSettings, AuctionSettings>? terms = null)
    {
        var room = Draft(terms);
        Assert.Equal(AuctionStatus.Open, room.Open().Status());
        return room;
    }

    /// <summary>Open since noon until five past, with a soft close in the last minute.</summary>
    public static Room WithSoftClose(int windowSeconds = 60, int bySeconds = 60, int? maximum = null) =>
        Opened(t => t with { Extension = new SoftClose(TimeSpan.FromSeconds(windowSeconds), TimeSpan.FromSeconds(bySeconds), maximum) });

    /// <summary>A Dutch auction, open since noon: from 100 down to 40 by 10 each ten seconds, until the auctioneer closes, unless told otherwise.</summary>
    public static Room Dutch(int quantity = 1, string? reserve = null, Func<AuctionSettings, AuctionSettings>? terms = null) => Opened(t =>
    {
        t = t with
        {
            Format = AuctionFormat.Dutch,
            Dutch = new DutchClock(Dollars("100"), Dollars("40"), Dollars("10"), TimeSpan.FromSeconds(10)),
            OpeningBid = Dollars("40"),
            Duration = null,
            Quantity = quantity,
            Reserve = reserve is null ? null : Dollars(reserve),
        };
        return terms is null ? t : terms(t);
    });

    /// <summary>A sealed auction, open since noon until five past, from 100.</summary>
    public static Room Sealed(bool secondPrice = false, string? reserve = null) => Opened(t => t with
    {
        Format = secondPrice ? AuctionFormat.SealedSecondPrice : AuctionFormat.SealedFirstPrice,
        Reserve = reserve is null ? null : Dollars(reserve),
    });

    public static Amount Dollars(string text) =>
        StatedAmount.TryParse(text, out var stated) && Usd.TryExact(stated, out var amount) ? amount : throw new ArgumentException(text);

    public static StatedAmount Stated(string text) => StatedAmount.TryParse(text, out var stated) ? stated : throw new ArgumentException(text);

    public Room At(int secondsAfterNoon) => At(TimeSpan.FromSeconds(secondsAfterNoon));

    public Room At(TimeSpan afterNoon)
    {
        Now = Noon + afterNoon;
        return this;
    }

    /// <summary>Lets happen what is due.</summary>
    public Room Wait()
    {
        while (AuctionRules.Due(Auction, Now, House) is { } due) Happen(due);
        return this;
    }

    public Said Ask(AuctionCommand command, bool knownBid = false, string? tooLate = null)
    {
        Wait();
        var verdict = AuctionRules.Decide(Auction, command, Now, House, knownBid, tooLate);
        foreach (var happened in verdict.Events) Happen(happened);
        return new Said(verdict, this);
    }

    public AuctionExtended? MakeGood(DateTimeOffset from, DateTimeOffset to)
    {
        var moved = AuctionRules.MakeGood(Auction, new Outage(from, to), Now, House);
        if (moved is not null) Happen(moved);
        return moved;
    }

    public Said Bid(Bidder bidder, string amount, DateTimeOffset? receivedAt = null) => Ask(new PlaceBid(bidder, Stated(amount), null, ReceivedAt: receivedAt) { Origin = Someone });

    public Said Next(Bidder bidder, string? limit = null) => Ask(new PlaceBid(bidder, null, limit is null ? null : Stated(limit)) { Origin = Someone });

    public Said Maximum(Bidder bidder, string maximum) => Ask(new PlaceBid(bidder, null, null, Stated(maximum)) { Origin = Someone });

    public Said Buy(Bidder bidder) => Ask(new PlaceBid(bidder, null, null, BuyNow: true) { Origin = Someone });

    /// <summary>Takes some of an edition at whatever the clock shows.</summary>
    public Said Take(Bidder bidder, int quantity = 1) => Ask(new PlaceBid(bidder, null, null, Quantity: quantity) { Origin = Someone });

    /// <summary>What the room is shown now.</summary>
    public Amount? Shown => Auction.View().PriceAt(Now);

    public Said Schedule(DateTimeOffset? opensAt = null) => Ask(new ScheduleAuction(opensAt) { Origin = Someone });

    public Said Revise(Func<AuctionSettings, AuctionSettings> terms, long? expected = null) =>
        Ask(new ReviseAuction(terms(Auction.Settings), expected ?? Auction.Sequence) { Origin = Someone });

    public Said Open() => Ask(new OpenAuction { Origin = Someone });

    public Said Pause() => Ask(new PauseAuction("A word with the consignor.") { Origin = Someone });

    public Said Resume() => Ask(new ResumeAuction { Origin = Someone });

    public Said Extend(int seconds) => Ask(new ExtendAuction(TimeSpan.FromSeconds(seconds)) { Origin = Someone });

    public Said Warn() => Ask(new WarnRoom { Origin = Someone });

    public Said Hammer() => Ask(new DropHammer { Origin = Someone });

    public Said Cancel() => Ask(new CancelAuction("Withdrawn.") { Origin = Someone });

    public Said Settle() => Ask(new SettleAuction("invoice 1") { Origin = Someone });

    public Said Reopen(int? seconds = null) => Ask(new ReopenAuction(seconds is { } s ? TimeSpan.FromSeconds(s) : null, null) { Origin = Someone });

    public Said Pass() => Ask(new PassLot("No interest.") { Origin = Someone });

    public Said Undo(long? expected = null, string? tooLate = null) => Ask(new UndoLast("A slip of the hand.") { Origin = Someone, Seen = expected }, tooLate: tooLate);

    public Said Retract(long bid, bool knownBid = false) => Ask(new RetractBid(bid, "A slip of the hand.") { Origin = Someone }, knownBid);

    private void Happen(AuctionEvent happened)
    {
        Log.Add(happened);
        Auction = Auction.Apply(Auction, Id, happened);
    }
}

/// <summary>What the rules said to a command, and the room after it.</summary>
internal readonly record struct Said(Verdict Verdict, Room Room)
{
    public AuctionStatus Status() => Room.Auction.Status;

    public T Yes<T>() where T : AuctionEvent => Assert.IsType<T>(Verdict.Event);

    public void Yes() => Assert.NotNull(Verdict.Event);

    /// <summary>The event of a kind among those that follow; null where none does.</summary>
    public T? Following<T>() where T : AuctionEvent => Verdict.Events[1..].ToArray().OfType<T>().FirstOrDefault();

    public void No(Refusal reason)
    {
        Assert.Null(Verdict.Event);
        Assert.Equal(0, Verdict.Events.Length);
        Assert.Equal(reason, Verdict.Refusal);
    }
}
