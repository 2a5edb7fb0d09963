using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>A lot as its sale knows it.</summary>
internal sealed record SaleLot(string AuctionId, string Title)
{
    public LotStatus Status { get; init; } = LotStatus.Waiting;

    /// <summary>The newest event of its auction that the sale knows of: older news is no news.</summary>
    public long Known { get; init; }

    /// <summary>As which it was opened, from 1; 0 is not yet.</summary>
    public int Turn { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether the pause of the sale stopped it, so that its resumption lets it go on.</summary>
    public bool HeldBySale { get; init; }

    /// <summary>What it was directed to do and is not known to have done.</summary>
    public Outstanding? Outstanding { get; init; }

    public bool Runs => Status is LotStatus.Open or LotStatus.Paused;

    public bool HasClosed => Status is LotStatus.Sold or LotStatus.Unsold or LotStatus.Cancelled;
}

/// <summary>A direction on its way to a lot.</summary>
/// <param name="Sequence">The event that decided it, which makes its key: however often it is asked, it happens once.</param>
/// <param name="Direction">What is to happen.</param>
/// <param name="ClosesAt">For an opening: UTC instant at which the lot closes; null where its own terms decide.</param>
/// <param name="Window">For an opening in a window: its number.</param>
/// <param name="Duration">For a reopening: how long bidding goes on; null is the lot's own.</param>
/// <param name="Reason">Why; null is nothing.</param>
internal sealed record Outstanding(long Sequence, Direction Direction, DateTimeOffset? ClosesAt = null, int? Window = null, TimeSpan? Duration = null, string? Reason = null)
{
    /// <summary>The command in the words of an auction.</summary>
    public AuctionCommand Command(Origin origin) => Direction switch
    {
        Direction.Open => new OpenAuction { Origin = origin },
        Direction.Warn => new WarnRoom { Origin = origin },
        Direction.Hammer => new DropHammer { Origin = origin },
        Direction.Pass => new PassLot(Reason) { Origin = origin },
        Direction.Pause => new PauseAuction(Reason) { Origin = origin },
        Direction.Resume => new ResumeAuction { Origin = origin },
        Direction.Reopen => new ReopenAuction(Duration, Reason) { Origin = origin, Undo = true },
        _ => throw new InvalidOperationException($"No command for {Direction}."),
    };
}
