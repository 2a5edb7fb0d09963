using Sothebais.GrainInterfaces.Auctions;

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

    private Verdict(AuctionEvent[] events) => _events = events;

    public bool Equals(Verdict other) => Events.SequenceEqual(other.Events) && Refusal == other.Refusal && Detail == other.Detail;

    public override int GetHashCode() => HashCode.Combine(Event, Refusal, Detail);

    public static Verdict Yes(params AuctionEvent[] events) => new(events);

    public static Verdict No(Refusal reason, string? detail = null) => new() { Refusal = reason, Detail = detail };

    /// <summary>The event of a kind among those that follow; null where none does.</summary>
    public T? Following<T>() where T : AuctionEvent
    {
        for (var i = 1; i < _events?.Length; i++)
            if (_events[i] is T found) return found;
        return null;
    }

    /// <summary>Gives the events their places, instant and origin, where they have none yet.</summary>
    public Verdict Stamp(long after, DateTimeOffset now, Origin origin)
    {
        if (_events is null || _events[0].Sequence != 0) return this;
        for (var i = 0; i < _events.Length; i++)
            _events[i] = _events[i] with { Sequence = after + 1 + i, At = now, Origin = origin, Follows = i == 0 ? null : true };
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
