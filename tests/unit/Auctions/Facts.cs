using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Events of every kind, with every fact given and with every fact absent that may be.</summary>
internal static class Facts
{
    public const string SecretReserve = "7654321";
    private static readonly DateTimeOffset Later = Room.Noon.AddTicks(1_234_567);

    public static readonly Origin Secret = new("secret-caller", "=secret-key", "secret-body");

    public static AuctionSettings Full => new()
    {
        Title = "Genesis \u00e9 <1>",
        Currency = Room.Usd,
        OpeningBid = Room.Dollars("0.05"),
        Reserve = Room.Dollars(SecretReserve),
        SaleId = "spring",
        Lot = new Lot("Genesis", "The first.", "https://example.org/1.png", new Token(1, "0xabc", "115792089237316195423570985008687907853269984665640564039457584007913129639935"),
            [new LotAttribute("Background", "Blue"), new LotAttribute("Hat", "None")]),
        Increments = new Increments.StepTable([new StepRow(Amount.Zero, Room.Dollars("1")), new StepRow(Room.Dollars("100"), Room.Dollars("5"))]),
        OpensAt = Later,
        ClosesAt = Later.AddHours(1),
        Duration = TimeSpan.FromTicks(12_345_678),
        StartsOnFirstBid = true,
        Extension = new SoftClose(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), 3),
    };

    public static AuctionSettings Bare => new()
    {
        Title = "T",
        Currency = Currency.Find("JPY")!,
        OpeningBid = new Amount(UInt128.MaxValue),
        Lot = new Lot("L", null, null, null, []),
        Increments = new Increments.FixedStep(new Amount(1)),
    };

    public static readonly AuctionEvent[] All =
    [
        new AuctionCreated(Full), new AuctionCreated(Bare), new AuctionCreated(Bare with { Increments = new Increments.BasisPoints(1_000) }),
        new AuctionRevised(Full), new AuctionRevised(Bare),
        new AuctionScheduled(Later),
        new AuctionOpened(Later, Later.AddDays(1), new Amount(5)), new AuctionOpened(Later, null, new Amount(UInt128.MaxValue)),
        new BidPlaced(Room.Alice, new Amount(5), new Amount(5), new Amount(6), 1, true, Later), new BidPlaced(Room.Carol, new Amount(UInt128.MaxValue), new Amount(UInt128.MaxValue), null, 2, null, null),
        new BidPlaced(Room.Alice, new Amount(5), new Amount(6), new Amount(7), 3, false, Later) { Maximum = new Amount(5), Leader = Room.Bob, Quantity = 1, QuantityLeft = 2, Grace = TimeSpan.FromMilliseconds(120), BuyNow = new Amount(90) },
        new ProxyRaised(Room.Alice, new Amount(5), new Amount(6), true), new ProxyRaised(Room.Carol, new Amount(5), null, null),
        new MaximumRaised(Room.Alice, new Amount(9)),
        new AuctionExtended(Later, 3, ExtensionReason.SoftClose), new AuctionExtended(null, 0, ExtensionReason.Auctioneer, TimeSpan.FromTicks(1)),
        new AuctionExtended(Later, 0, ExtensionReason.Outage, null, new Outage(Later.AddMinutes(-1), Later)),
        new FairWarning(2),
        new AuctionPaused(TimeSpan.FromSeconds(90), "A word."), new AuctionPaused(null, null),
        new AuctionResumed(Later), new AuctionResumed(null),
        new BidRetracted(3, "A slip.", Room.Bob, new Amount(4), new Amount(5), 1, false), new BidRetracted(3, "A slip.", null, null, new Amount(5), 0, null),
        new AuctionSold(Room.Alice, new Amount(5), Later), new AuctionSold(Room.Carol, new Amount(5), Later),
        new AuctionUnsold(Later, UnsoldReason.NoBids), new AuctionUnsold(Later, UnsoldReason.ReserveNotMet),
        new AuctionCancelled("Withdrawn."),
        new AuctionReopened(Later, "A late telephone."), new AuctionReopened(null, null),
        new AuctionSettled("invoice 1"),
    ];

    /// <summary>As they stand in a log: with a sequence, an instant and (every second one) an origin.</summary>
    public static IEnumerable<AuctionEvent> Logged => All.Select((e, i) => e with { Sequence = i + 1, At = Later.AddTicks(i), Origin = i % 2 == 0 ? Secret : null });

    /// <summary>Every class of event there is.</summary>
    public static IEnumerable<Type> Kinds => typeof(AuctionEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(AuctionEvent)));

    /// <summary>Compares events whole, also where they carry settings, whose lists are compared by what they hold.</summary>
    public static void Same(AuctionEvent expected, AuctionEvent actual)
    {
        var (first, second) = (SettingsOf(expected), SettingsOf(actual));
        if (first is null || second is null)
        {
            Assert.Equal(expected, actual);
            return;
        }
        Assert.IsType(expected.GetType(), actual);
        Assert.Equal((expected.Sequence, expected.At, expected.Origin, expected.Version), (actual.Sequence, actual.At, actual.Origin, actual.Version));
        Assert.Equal(first.Lot.Attributes, second.Lot.Attributes);
        LotAttribute[] none = [];
        Assert.Equal(first.Lot with { Attributes = none }, second.Lot with { Attributes = none });
        Assert.Equal(first with { Lot = first.Lot }, second with { Lot = first.Lot });
    }

    private static AuctionSettings? SettingsOf(AuctionEvent happened) => happened switch
    {
        AuctionCreated e => e.Settings,
        AuctionRevised e => e.Settings,
        _ => null,
    };
}
