using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>What the rules say: events to commit together, or the first reason why not.</summary>
internal readonly record struct Verdict
{
    private readonly AuctionEvent[]? _events;

    /// <summary>The event that answers the command, and what follows from it at once; none where the command is refused.</summary>
    public ReadOnlySpan<AuctionEvent> Events => _events;

    /// <summary>The event that answers the command; null where it is refused.</summary>
    public AuctionEvent? Event => _events is null ? null : _events[0];

    public Refusal Refusal { get; private init; }
    public string? Detail { get; private init; }

    /// <summary>With a refusal: the least bid at that instant, where that is another than the auction's state says.</summary>
    public Amount? MinimumBid { get; init; }

    /// <summary>How long after the close a refused bid reached the auction; null where that is not why.</summary>
    public TimeSpan? LateBy { get; private init; }

    private Verdict(AuctionEvent[] events) => _events = events;

    public bool Equals(Verdict other) =>
        Events.SequenceEqual(other.Events) && Refusal == other.Refusal && Detail == other.Detail && MinimumBid == other.MinimumBid && LateBy == other.LateBy;

    public override int GetHashCode() => HashCode.Combine(Event, Refusal, Detail);

    public static Verdict Yes(params AuctionEvent[] events) => new(events);

    public static Verdict No(Refusal reason, string? detail = null, TimeSpan? lateBy = null) => new() { Refusal = reason, Detail = detail, LateBy = lateBy };

    /// <summary>Gives the events their places, instant and origin, where they have none yet.</summary>
    public Verdict Stamp(long after, DateTimeOffset now, Origin origin)
    {
        if (_events is null || _events[0].Sequence != 0) return this;
        for (var i = 0; i < _events.Length; i++)
            _events[i] = _events[i] with { Sequence = after + 1 + i, At = now, Origin = origin, Follows = i == 0 ? null : true };
        return this;
    }

    /// <summary>The same, as a bid that counts by grace.</summary>
    /// <param name="grace">How long after the close it reached the auction.</param>
    /// <param name="receivedAt">UTC instant at which a gateway had received it.</param>
    public Verdict ByGrace(TimeSpan grace, DateTimeOffset receivedAt)
    {
        if (_events is [BidPlaced placed, ..]) _events[0] = placed with { Grace = grace, ReceivedAt = receivedAt };
        if (_events is [MaximumRaised raised, ..]) _events[0] = raised with { Grace = grace, ReceivedAt = receivedAt };
        return this;
    }

    /// <summary>The same, as something undone by the auctioneer.</summary>
    public Verdict AsUndo()
    {
        if (_events is not [BidRetracted taken, ..]) return this;
        _events[0] = taken with { Undo = true };
        return this;
    }
}
