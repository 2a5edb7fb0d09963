using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>The state of an auction: the fold of its events. Immutable; <see cref="Apply"/> copies facts and decides nothing.</summary>
internal sealed record Auction
{
    /// <summary>How many of the newest bids, and of the bidders, a view shows at most.</summary>
    private const int MostShown = 10;

    public required string Id { get; init; }
    public required AuctionSettings Settings { get; init; }
    public AuctionStatus Status { get; init; } = AuctionStatus.Draft;
    public long Sequence { get; init; }

    /// <summary>When the newest event was decided: the clock never runs backwards for an auction.</summary>
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? OpensAt { get; init; }
    public DateTimeOffset? ClosesAt { get; init; }
    public TimeSpan? Remaining { get; init; }
    public int Extensions { get; init; }

    /// <summary>Fair warnings since the last bid.</summary>
    public int Warnings { get; init; }
    public StandingBids Standing { get; init; } = StandingBids.None;
    public int BidCount { get; init; }
    public Amount? MinimumBid { get; init; }
    public bool? ReserveMet { get; init; }

    /// <summary>The price at which the lot can be bought at once while bids are taken; null where it cannot, or no longer.</summary>
    public Amount? BuyNow { get; init; }

    /// <summary>The bid by which it was bought at once: the hammer is not taken back without it. Null elsewhere.</summary>
    public long? Purchase { get; init; }

    /// <summary>The bids that count in a sealed auction.</summary>
    public SealedBids Sealed { get; init; } = SealedBids.None;

    /// <summary>What was taken in a Dutch auction.</summary>
    public Takes Takes { get; init; } = Takes.None;

    /// <summary>The clock of a Dutch auction that has opened; null elsewhere.</summary>
    public Fall? Fall { get; init; }

    /// <summary>The bids taken back, each with the sequence of its retraction.</summary>
    public ImmutableDictionary<long, long> Retracted { get; init; } = ImmutableDictionary<long, long>.Empty;
    public AuctionResult? Result { get; init; }

    /// <summary>What the clock still showed when the hammer fell; null before, and where it had none.</summary>
    public TimeSpan? Unspent { get; init; }

    /// <summary>End of the last outage for which the close was moved: an outage is made good once.</summary>
    public DateTimeOffset? OutageMadeGood { get; init; }

    /// <summary>What the room knows of the price; where bids are hidden or the clock names it, only what it was sold for.</summary>
    public Amount? Price { get => Settings.Format == AuctionFormat.English ? field : Result?.Amount; init; }

    /// <summary>Who the room knows to lead; where bids are hidden or the clock names the price, only who won.</summary>
    public Bidder? Leader { get => Settings.Format == AuctionFormat.English ? field : Result?.Winner; init; }
    public int QuantityLeft => Settings.Quantity - Takes.Quantity;

    /// <summary>The announced instant at which time itself changes this auction; null where it does not. The hammer waits a little longer, see <see cref="AuctionRules.DueAt"/>.</summary>
    public DateTimeOffset? Deadline => Status switch
    {
        AuctionStatus.Scheduled => OpensAt,
        AuctionStatus.Open => Fall?.WithdrawnAt(Settings) is { } withdrawn && !(withdrawn > ClosesAt) ? withdrawn : ClosesAt,
        _ => null,
    };

    /// <summary>The auction after an event; the first must be <see cref="AuctionCreated"/>.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one.</exception>
    public static Auction Apply(Auction? auction, string id, AuctionEvent next)
    {
        if (next.Sequence != (auction?.Sequence ?? 0) + 1)
            throw new InvalidOperationException($"Auction {id} is at {auction?.Sequence ?? 0}; event {next.Sequence} does not follow.");
        if (next is AuctionCreated created)
            return new Auction
            {
                Id = id,
                Settings = created.Settings,
                OpensAt = created.Settings.OpensAt,
                ClosesAt = created.Settings.ClosesAt,
                MinimumBid = created.Settings.FirstMinimum(),
                ReserveMet = created.Settings.ReserveMetAtFirst(),
                BuyNow = created.Settings.BuyNow,
                Sequence = 1,
                At = created.At,
            };
        var at = auction ?? throw new InvalidOperationException($"The log of auction {id} does not begin with its creation.");
        return next switch
        {
            BidPlaced e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Standing = e is { Sealed: not true, QuantityLeft: null } ? at.Standing.Push(new StandingBid(e.Sequence, e.Bidder, e.Amount, e.At) { Maximum = e.Maximum }) : at.Standing,
                Sealed = e.Sealed == true ? at.Sealed.With(new StandingBid(e.Sequence, e.Bidder, e.Amount, e.At)) : at.Sealed,
                Takes = e.QuantityLeft is null ? at.Takes : at.Takes.With(at.TakeOf(e)),
                Price = e.Price,
                Leader = e.Leader ?? e.Bidder,
                BidCount = e.BidCount,
                MinimumBid = e.MinimumBid,
                ReserveMet = e.ReserveMet,
                BuyNow = e.BuyNow,
                ClosesAt = e.ClosesAt,
                Warnings = 0,
            },
            ProxyRaised e => at with { Sequence = e.Sequence, At = e.At, Price = e.Price, Leader = e.Bidder, MinimumBid = e.MinimumBid, ReserveMet = e.ReserveMet },
            MaximumRaised e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Standing = at.Standing.Push(new StandingBid(e.Sequence, e.Bidder, e.Maximum, e.At) { Maximum = e.Maximum, Silent = true }),
            },
            AuctionExtended e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                ClosesAt = e.ClosesAt,
                Extensions = e.Extensions,
                Remaining = e.Remaining,
                OutageMadeGood = e.Outage?.To ?? at.OutageMadeGood,
                Fall = Going(e.FallingSince) ?? at.Fall,
            },
            AuctionRevised e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Settings = e.Settings,
                OpensAt = e.Settings.OpensAt,
                ClosesAt = e.Settings.ClosesAt,
                MinimumBid = e.Settings.FirstMinimum(),
                ReserveMet = e.Settings.ReserveMetAtFirst(),
                BuyNow = e.Settings.BuyNow,
            },
            AuctionScheduled e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Scheduled, OpensAt = e.OpensAt, Settings = at.Settings with { OpensAt = e.OpensAt } },
            AuctionOpened e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Open,
                OpensAt = e.OpensAt,
                ClosesAt = e.ClosesAt,
                MinimumBid = e.MinimumBid,
                Fall = Going(e.FallingSince),
            },
            FairWarning e => at with { Sequence = e.Sequence, At = e.At, Warnings = e.Call },
            AuctionPaused e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Paused,
                ClosesAt = null,
                Remaining = e.Remaining,
                MinimumBid = e.Price ?? at.MinimumBid,
                Fall = at.Fall?.StoppedAt(e.At),
            },
            AuctionResumed e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Open, ClosesAt = e.ClosesAt, Remaining = null, Fall = Going(e.FallingSince) },
            BidRetracted e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Standing = at.Standing.Without(e.Bid),
                Sealed = at.Sealed.Without(e.Bid),
                Takes = at.Takes.Without(e.Bid),
                Retracted = at.Retracted.Add(e.Bid, e.Sequence),
                Price = e.Price,
                Leader = e.Leader,
                BidCount = e.BidCount,
                MinimumBid = e.MinimumBid,
                ReserveMet = e.ReserveMet,
                BuyNow = e.BuyNow,
                Warnings = 0,
            },
            AuctionSold e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Sold,
                ClosesAt = e.ClosedAt,
                Remaining = null,
                Unspent = at.Remaining ?? at.ClosesAt - e.ClosedAt,
                Result = new AuctionResult(e.Winner, e.Amount, e.ClosedAt) { Awards = e.Awards },
                Purchase = e.Follows == true ? at.Standing.Newest?.Sequence : null,
                Fall = at.Fall?.StoppedAt(e.ClosedAt),
            },
            AuctionUnsold e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Unsold,
                ClosesAt = e.ClosedAt,
                Remaining = null,
                Unspent = at.Remaining ?? at.ClosesAt - e.ClosedAt,
                MinimumBid = e.Price ?? at.MinimumBid,
                ReserveMet = e.Reason == UnsoldReason.ReserveNotMet ? false : at.ReserveMet,
                Fall = at.Fall?.StoppedAt(e.ClosedAt),
            },
            AuctionCancelled e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Cancelled,
                Remaining = null,
                MinimumBid = e.Price ?? at.MinimumBid,
                Fall = at.Fall?.StoppedAt(e.At),
            },
            AuctionReopened e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Open,
                ClosesAt = e.ClosesAt,
                Unspent = null,
                Result = null,
                Purchase = null,
                Warnings = 0,
                ReserveMet = at.Settings.ReserveMetAtFirst() is null ? null : at.ReserveMet,
                Fall = Going(e.FallingSince),
            },
            AuctionSettled e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Settled },
            _ => throw new InvalidOperationException($"Auction {id} does not know {next.GetType().Name}: the log was written by a newer house."),
        };
    }

    /// <summary>The standing bids of a bidder that are still kept, raised maxima among them: their sequences, newest first.</summary>
    public IReadOnlyList<long> StandingOf(string bidderId) => [.. KeptBids().Where(b => b.Bidder.Id == bidderId).Select(b => b.Sequence)];

    /// <summary>The take that a bid in a Dutch auction makes.</summary>
    public Take TakeOf(BidPlaced taken) => new(new StandingBid(taken.Sequence, taken.Bidder, taken.Amount, taken.At), taken.Quantity ?? 1);

    private static Fall? Going(DateTimeOffset? since) => since is { } from ? Fall.From(from) : null;

    private IEnumerable<StandingBid> KeptBids() => AuctionRules.Of(Settings.Format).Standing(this);

    // What is hidden is left out: of a sealed bid the amount, of any the maximum.
    private StandingBid Shown(StandingBid bid) => Settings.IsSealed() ? bid with { Amount = Amount.Zero } : bid.Maximum is null ? bid : bid with { Maximum = null };

    /// <summary>The auction as anyone may see it.</summary>
    public AuctionView View() => new()
    {
        Id = Id,
        Status = Status,
        Sequence = Sequence,
        Settings = Settings,
        Price = Price ?? (Fall is { Since: null } stands ? stands.ShownAt(At, Settings) : null),
        Leader = Leader,
        MinimumBid = MinimumBid,
        BidCount = BidCount,
        ReserveMet = ReserveMet,
        OpensAt = OpensAt,
        ClosesAt = ClosesAt,
        Remaining = Remaining,
        Extensions = Extensions,
        Result = Result,
        Warnings = Warnings,
        BuyNow = BuyNow,
        RecentBids = [.. KeptBids().Where(b => !b.Silent).Take(MostShown).Select(Shown)],
        QuantityLeft = QuantityLeft,
        FallingSince = Fall?.Since,
    };

    /// <summary>The bidders by their highest bids, for <see cref="AuctionView.Leaderboard"/>.</summary>
    public StandingBid[] Leaderboard() => [.. AuctionRules.Of(Settings.Format).Ranking(this).Take(MostShown).Select(Shown)];
}
