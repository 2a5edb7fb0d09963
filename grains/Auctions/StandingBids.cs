using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The bids that stand, newest (and so highest) on top. Immutable. It keeps the newest <see cref="Kept"/> at least and
/// <see cref="Most"/> at most, so that the state of an auction of a million bids stays small.
/// </summary>
internal sealed class StandingBids
{
    /// <summary>How many bids a full stack is cut back to: as many can be retracted in a row.</summary>
    public const int Kept = 256;

    private const int Most = 512;

    /// <summary>No bids.</summary>
    public static readonly StandingBids None = new(null, null, 0, truncated: false);

    private readonly StandingBids? _below;
    private readonly int _depth;

    private StandingBids(StandingBid? top, StandingBids? below, int depth, bool truncated) =>
        (Top, _below, _depth, Truncated) = (top, below, depth, truncated);

    /// <summary>The bid that leads; null is none.</summary>
    public StandingBid? Top { get; }

    /// <summary>Whether older bids than the kept ones stand, too.</summary>
    public bool Truncated { get; }

    /// <summary>With one more bid on top.</summary>
    public StandingBids Push(StandingBid bid)
    {
        var below = _depth < Most ? this : Of(NewestFirst().Take(Kept).ToArray(), truncated: true);
        return new(bid, below, below._depth + 1, below.Truncated);
    }

    /// <summary>Without a bid; the same where it is not here.</summary>
    public StandingBids Without(long sequence) =>
        Contains(sequence) ? Of(NewestFirst().Where(b => b.Sequence != sequence).ToArray(), Truncated) : this;

    /// <summary>Whether a bid is among the kept ones.</summary>
    public bool Contains(long sequence) => NewestFirst().Any(b => b.Sequence == sequence);

    /// <summary>The kept bids from the top down.</summary>
    public IEnumerable<StandingBid> NewestFirst()
    {
        for (var at = this; at?.Top is { } bid; at = at._below) yield return bid;
    }

    /// <summary>Builds the stack from bids, newest first.</summary>
    public static StandingBids Of(IReadOnlyList<StandingBid> newestFirst, bool truncated)
    {
        var stack = new StandingBids(null, null, 0, truncated);
        for (var i = newestFirst.Count - 1; i >= 0; i--) stack = new(newestFirst[i], stack, stack._depth + 1, truncated);
        return stack;
    }
}
