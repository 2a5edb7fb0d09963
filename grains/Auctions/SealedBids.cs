using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>The bids that count in a sealed auction, one a bidder: their newest. Immutable. A bid costs the logarithm of their number; only the close looks at all.</summary>
internal sealed class SealedBids
{
    /// <summary>How many bidders' bids an auction takes.</summary>
    public const int Most = 10_000;

    /// <summary>No bids.</summary>
    public static readonly SealedBids None = new(
        ImmutableDictionary<string, StandingBid>.Empty, ImmutableSortedDictionary.Create<long, string>(Comparer<long>.Create((a, b) => b.CompareTo(a))));

    private readonly ImmutableDictionary<string, StandingBid> _byBidder;
    private readonly ImmutableSortedDictionary<long, string> _newestFirst;

    private SealedBids(ImmutableDictionary<string, StandingBid> byBidder, ImmutableSortedDictionary<long, string> newestFirst) =>
        (_byBidder, _newestFirst) = (byBidder, newestFirst);

    /// <summary>How many there are.</summary>
    public int Count => _byBidder.Count;

    /// <summary>The bids from the newest to the oldest.</summary>
    public IEnumerable<StandingBid> NewestFirst() => _newestFirst.Values.Select(bidder => _byBidder[bidder]);

    /// <summary>A bidder's bid; null is none.</summary>
    public StandingBid? Of(string bidderId) => _byBidder.GetValueOrDefault(bidderId);

    /// <summary>Whether a bid counts.</summary>
    public bool Contains(long bid) => _newestFirst.ContainsKey(bid);

    /// <summary>With a bid in place of the bidder's former one.</summary>
    public SealedBids With(StandingBid bid)
    {
        var others = Of(bid.Bidder.Id) is { } former ? _newestFirst.Remove(former.Sequence) : _newestFirst;
        return new(_byBidder.SetItem(bid.Bidder.Id, bid), others.Add(bid.Sequence, bid.Bidder.Id));
    }

    /// <summary>Without a bid; the same where it does not count. What it had replaced does not come back.</summary>
    public SealedBids Without(long bid) => _newestFirst.TryGetValue(bid, out var bidder) ? new(_byBidder.Remove(bidder), _newestFirst.Remove(bid)) : this;

    /// <summary>The highest bid and the highest of all others; the earlier of two equal ones is the higher. Null where there is none.</summary>
    public (StandingBid? Highest, StandingBid? Second) Best()
    {
        StandingBid? highest = null, second = null;
        foreach (var bid in _byBidder.Values)
        {
            if (IsOver(bid, highest)) (highest, second) = (bid, highest);
            else if (IsOver(bid, second)) second = bid;
        }
        return (highest, second);
    }

    /// <summary>Builds them from bids, one a bidder.</summary>
    public static SealedBids Of(IEnumerable<StandingBid> bids) => bids.Aggregate(None, (all, bid) => all.With(bid));

    private static bool IsOver(StandingBid bid, StandingBid? other) =>
        other is null || bid.Amount > other.Amount || (bid.Amount == other.Amount && bid.Sequence < other.Sequence);
}
