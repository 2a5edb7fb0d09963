using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>One take in a Dutch auction.</summary>
/// <param name="Bid">The bid; its amount is the price of each.</param>
/// <param name="Quantity">How many it took.</param>
[GenerateSerializer, Immutable, Alias("sothebais.take")]
public sealed record Take([property: Id(0)] StandingBid Bid, [property: Id(1)] int Quantity);

/// <summary>What was taken in a Dutch auction and not given back, in order. Immutable; never more than the edition has, so 1,000 at most.</summary>
internal sealed class Takes
{
    /// <summary>Nothing.</summary>
    public static readonly Takes None = new([], 0);

    private readonly ImmutableList<Take> _inOrder;

    private Takes(ImmutableList<Take> inOrder, int quantity) => (_inOrder, Quantity) = (inOrder, quantity);

    /// <summary>How many of the edition are taken.</summary>
    public int Quantity { get; }

    /// <summary>The takes, oldest first.</summary>
    public IReadOnlyList<Take> InOrder => _inOrder;

    /// <summary>With one more.</summary>
    public Takes With(Take take) => new(_inOrder.Add(take), Quantity + take.Quantity);

    /// <summary>Without a bid's; the same where it is not here.</summary>
    public Takes Without(long bid) =>
        _inOrder.FindIndex(t => t.Bid.Sequence == bid) is >= 0 and var at ? new(_inOrder.RemoveAt(at), Quantity - _inOrder[at].Quantity) : this;

    /// <summary>Whether a bid's take is here.</summary>
    public bool Contains(long bid) => _inOrder.Exists(t => t.Bid.Sequence == bid);

    /// <summary>What a bidder owes for their takes; null where they have none. As much as can be written where it is more.</summary>
    public Amount? OwedBy(string bidderId)
    {
        UInt128? owed = null;
        foreach (var (bid, quantity) in _inOrder)
        {
            if (bid.Bidder.Id != bidderId) continue;
            var room = UInt128.MaxValue - (owed ?? 0);
            owed = bid.Amount.Units > room / (UInt128)quantity ? UInt128.MaxValue : (owed ?? 0) + bid.Amount.Units * (UInt128)quantity;
        }
        return owed is { } sum ? new Amount(sum) : null;
    }

    /// <summary>Builds them from takes, oldest first.</summary>
    public static Takes Of(IEnumerable<Take> inOrder) => inOrder.Aggregate(None, (takes, take) => takes.With(take));
}
