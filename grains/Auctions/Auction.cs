using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>The state of an auction: the fold of its events. Immutable; <see cref="Apply"/> copies facts and decides nothing.</summary>
internal sealed record Auction
{
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

    /// <summary>The bids taken back, each with the sequence of its retraction.</summary>
    public ImmutableDictionary<long, long> Retracted { get; init; } = ImmutableDictionary<long, long>.Empty;
    public AuctionResult? Result { get; init; }

    /// <summary>End of the last outage for which the close was moved: an outage is made good once.</summary>
    public DateTimeOffset? OutageMadeGood { get; init; }

    public Amount? Price => Standing.Top?.Amount;
    public Bidder? Leader => Standing.Top?.Bidder;

    /// <summary>The instant at which time itself changes this auction; null where it does not.</summary>
    public DateTimeOffset? Deadline => Status switch
    {
        AuctionStatus.Scheduled => OpensAt,
        AuctionStatus.Open => ClosesAt,
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
                MinimumBid = created.Settings.OpeningBid,
                ReserveMet = created.Settings.Reserve is null ? null : false,
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
                Standing = at.Standing.Push(new StandingBid(e.Sequence, e.Bidder, e.Amount, e.At)),
                BidCount = e.BidCount,
                MinimumBid = e.MinimumBid,
                ReserveMet = e.ReserveMet,
                ClosesAt = e.ClosesAt,
                Warnings = 0,
            },
            AuctionExtended e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                ClosesAt = e.ClosesAt,
                Extensions = e.Extensions,
                Remaining = e.Remaining,
                OutageMadeGood = e.Outage?.To ?? at.OutageMadeGood,
            },
            AuctionRevised e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Settings = e.Settings,
                OpensAt = e.Settings.OpensAt,
                ClosesAt = e.Settings.ClosesAt,
                MinimumBid = e.Settings.OpeningBid,
                ReserveMet = e.Settings.Reserve is null ? null : false,
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
            },
            FairWarning e => at with { Sequence = e.Sequence, At = e.At, Warnings = e.Call },
            AuctionPaused e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Paused, ClosesAt = null, Remaining = e.Remaining },
            AuctionResumed e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Open, ClosesAt = e.ClosesAt, Remaining = null },
            BidRetracted e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Standing = at.Standing.Without(e.Bid),
                Retracted = at.Retracted.Add(e.Bid, e.Sequence),
                BidCount = e.BidCount,
                MinimumBid = e.MinimumBid,
                ReserveMet = e.ReserveMet,
                Warnings = 0,
            },
            AuctionSold e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Sold,
                ClosesAt = e.ClosedAt,
                Result = new AuctionResult(e.Winner, e.Amount, e.ClosedAt),
            },
            AuctionUnsold e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Unsold, ClosesAt = e.ClosedAt, Remaining = null },
            AuctionCancelled e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Cancelled, Remaining = null },
            AuctionReopened e => at with
            {
                Sequence = e.Sequence,
                At = e.At,
                Status = AuctionStatus.Open,
                ClosesAt = e.ClosesAt,
                Result = null,
                Warnings = 0,
            },
            AuctionSettled e => at with { Sequence = e.Sequence, At = e.At, Status = AuctionStatus.Settled },
            _ => throw new InvalidOperationException($"Auction {id} does not know {next.GetType().Name}: the log was written by a newer house."),
        };
    }

    /// <summary>The auction as anyone may see it.</summary>
    public AuctionView View() => new()
    {
        Id = Id,
        Status = Status,
        Sequence = Sequence,
        Settings = Settings,
        Price = Price,
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
        RecentBids = [.. Standing.NewestFirst().Take(5)],
    };
}
