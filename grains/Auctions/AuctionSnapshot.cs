using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// An auction's state at one place of its log, so that activation need not read the whole. A convenience: the log alone is the truth, and a
/// snapshot of another <see cref="Shape"/> is passed over.
/// </summary>
[GenerateSerializer, Alias("sothebais.auction-snapshot")]
public sealed class AuctionSnapshot
{
    /// <summary>The shape this house writes; raised when the meaning of the state changes.</summary>
    public const int CurrentShape = 2;

    /// <summary>Which shape this one has; 0 is none.</summary>
    [Id(0)] public int Shape { get; set; }

    /// <summary>The newest event it covers.</summary>
    [Id(1)] public long Sequence { get; set; }

    /// <summary>The chain value after that event.</summary>
    [Id(2)] public string Chain { get; set; } = "";

    /// <summary>The state as anyone may see it.</summary>
    [Id(3)] public AuctionView? View { get; set; }

    /// <summary>The kept standing bids, newest first.</summary>
    [Id(4)] public StandingBid[] Standing { get; set; } = [];

    // 5 stands in snapshots of an older shape.

    /// <summary>The bids taken back, each with the sequence of its retraction.</summary>
    [Id(6)] public Dictionary<long, long> Retracted { get; set; } = [];

    /// <summary>End of the last outage made good.</summary>
    [Id(7)] public DateTimeOffset? OutageMadeGood { get; set; }

    /// <summary>When the newest event was decided.</summary>
    [Id(8)] public DateTimeOffset At { get; set; }

    /// <summary>The highest ceiling among the standing bids that are no longer kept; null where all are.</summary>
    [Id(9)] public Amount? Dropped { get; set; }

    /// <summary>The bid by which the lot was bought at once; null elsewhere.</summary>
    [Id(10)] public long? Purchase { get; set; }

    /// <summary>The bids that count in a sealed auction. Private.</summary>
    [Id(20)] public StandingBid[] Sealed { get; set; } = [];

    /// <summary>What was taken in a Dutch auction, in order.</summary>
    [Id(21)] public Take[] Takes { get; set; } = [];

    /// <summary>Where the clock of a Dutch auction stands: for how long it has fallen. Null while it falls, and elsewhere.</summary>
    [Id(22)] public TimeSpan? FallStood { get; set; }

    /// <summary>What the clock still showed when the hammer fell.</summary>
    [Id(23)] public TimeSpan? Unspent { get; set; }

    /// <summary>Writes a state down.</summary>
    internal static AuctionSnapshot Of(Auction auction, string chain) => new()
    {
        Shape = CurrentShape,
        Sequence = auction.Sequence,
        Chain = chain,
        View = auction.View() with { RecentBids = [] },
        Standing = [.. auction.Standing.NewestFirst()],
        Dropped = auction.Standing.Dropped,
        Purchase = auction.Purchase,
        Retracted = new(auction.Retracted),
        OutageMadeGood = auction.OutageMadeGood,
        At = auction.At,
        Sealed = [.. auction.Sealed.NewestFirst()],
        Takes = [.. auction.Takes.InOrder],
        FallStood = auction.Fall is { Since: null } fall ? fall.Stood : null,
        Unspent = auction.Unspent,
    };

    /// <summary>The state; null where there is none, or none that this house understands.</summary>
    internal Auction? Restore() => Shape != CurrentShape || View is not { } view ? null : new Auction
    {
        Id = view.Id,
        Settings = view.Settings,
        Status = view.Status,
        Sequence = Sequence,
        At = At,
        OpensAt = view.OpensAt,
        ClosesAt = view.ClosesAt,
        Remaining = view.Remaining,
        Extensions = view.Extensions,
        Warnings = view.Warnings,
        Standing = StandingBids.Of(Standing, Dropped),
        Price = view.Price,
        Leader = view.Leader,
        BuyNow = view.BuyNow,
        Purchase = Purchase,
        BidCount = view.BidCount,
        MinimumBid = view.MinimumBid,
        ReserveMet = view.ReserveMet,
        Retracted = Retracted.ToImmutableDictionary(),
        Result = view.Result,
        OutageMadeGood = OutageMadeGood,
        Sealed = SealedBids.Of(Sealed),
        Takes = Grains.Auctions.Takes.Of(Takes),
        Fall = view.FallingSince is { } since ? Fall.From(since) : FallStood is { } stood ? new Fall(null, stood) : null,
        Unspent = Unspent,
    };
}
