using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The bids that stand, newest on top, and which of them goes the farthest. Immutable; one more bid costs the same however many there are. It keeps
/// the farthest <see cref="Kept"/> at least and <see cref="Most"/> at most, so that the state of an auction of a million bids stays small. A newer bid
/// goes farther than nearly all before it (it exceeds the price, which no other bidder's ceiling does), so the newest are among them.
/// </summary>
internal sealed class StandingBids
{
    /// <summary>How many bids a full stack is cut back to: as many can be retracted in a row.</summary>
    public const int Kept = 256;

    /// <summary>
    /// How many of a bidder's raised maxima stand beside each other; one more replaces the oldest. The room hears nothing of them and they cost
    /// nothing: without an end to them, one bidder could crowd all others out of what is kept.
    /// </summary>
    public const int Raises = 16;

    private const int Most = 512;

    /// <summary>No bids.</summary>
    public static readonly StandingBids None = new(null);

    private readonly StandingBids? _below;
    private readonly int _depth;

    private StandingBids(Amount? dropped) => Dropped = dropped;

    private StandingBids(StandingBid newest, StandingBids below)
    {
        (Newest, _below, _depth, Dropped) = (newest, below, below._depth + 1, below.Dropped);
        Top = below.Top is { } top && top.Ceiling >= newest.Ceiling ? top : newest;
    }

    /// <summary>The newest bid; null is none.</summary>
    public StandingBid? Newest { get; }

    /// <summary>The bid that goes the farthest, the earlier of two that go as far; null is none.</summary>
    public StandingBid? Top { get; }

    /// <summary>The highest ceiling that any standing bid has which is no longer kept, or had; null where all are kept.</summary>
    public Amount? Dropped { get; }

    /// <summary>Whether other bids than the kept ones stand, too.</summary>
    public bool Truncated => Dropped is not null;

    /// <summary>With one more bid on top.</summary>
    public StandingBids Push(StandingBid bid)
    {
        var below = _depth < Most ? this : CutBack();
        var replaced = bid.Silent ? below.NewestFirst().Where(b => b.Silent && b.Bidder.Id == bid.Bidder.Id).Skip(Raises - 1).FirstOrDefault() : null;
        return new(bid, replaced is null ? below : below.Without(replaced.Sequence));
    }

    /// <summary>Without a bid; the same where it is not here.</summary>
    public StandingBids Without(long sequence) =>
        Find(sequence) is null ? this : Of(NewestFirst().Where(b => b.Sequence != sequence).ToArray(), Dropped);

    /// <summary>A bid among the kept ones; null where it is not.</summary>
    public StandingBid? Find(long sequence) => NewestFirst().FirstOrDefault(b => b.Sequence == sequence);

    /// <summary>Whether a bid is among the kept ones.</summary>
    public bool Contains(long sequence) => Find(sequence) is not null;

    /// <summary>The kept bids from the top down.</summary>
    public IEnumerable<StandingBid> NewestFirst()
    {
        for (var at = this; at?.Newest is { } bid; at = at._below) yield return bid;
    }

    /// <summary>Builds the stack from bids, newest first.</summary>
    public static StandingBids Of(IReadOnlyList<StandingBid> newestFirst, Amount? dropped)
    {
        var stack = new StandingBids(dropped);
        for (var i = newestFirst.Count - 1; i >= 0; i--) stack = new(newestFirst[i], stack);
        return stack;
    }

    private StandingBids CutBack()
    {
        var farthest = NewestFirst().OrderByDescending(b => b.Ceiling).ThenBy(b => b.Sequence).ToArray();
        var dropped = farthest[Kept].Ceiling;
        return Of(farthest[..Kept].OrderByDescending(b => b.Sequence).ToArray(), Dropped > dropped ? Dropped : dropped);
    }
}
