using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>What the rules say: one or two events to commit, or the first reason why not.</summary>
internal readonly record struct Verdict
{
    public AuctionEvent? Event { get; private init; }

    /// <summary>What follows at once from <see cref="Event"/>: the soft close.</summary>
    public AuctionEvent? Consequence { get; private init; }
    public Refusal Refusal { get; private init; }
    public string? Detail { get; private init; }

    public static Verdict Yes(AuctionEvent happened, AuctionEvent? consequence = null) => new() { Event = happened, Consequence = consequence };

    public static Verdict No(Refusal reason, string? detail = null) => new() { Refusal = reason, Detail = detail };

    /// <summary>Gives an event that has none yet its place, instant and origin.</summary>
    public Verdict Stamp(long after, DateTimeOffset now, Origin origin) =>
        Event is null or { Origin: not null } ? this : this with { Event = Event with { Sequence = after + 1, At = now, Origin = origin } };
}
