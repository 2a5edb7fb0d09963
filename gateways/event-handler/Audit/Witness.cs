using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>
/// What a witness knows of an auction, and what it holds against the next event. Pure, and without a line of the rules' own code: it takes the facts that
/// events carry and asks only whether they can stand beside each other.
/// </summary>
/// <param name="Sequence">The newest event seen.</param>
/// <param name="Price">What a bid has to exceed; null where no bid stands, or none is known.</param>
/// <param name="Falls">Whether the price falls: a Dutch auction, where what counts is what is left.</param>
/// <param name="Left">How many are left to take in a Dutch auction; null where that is not known.</param>
/// <param name="Until">UTC instant from which on no bid may be taken; null where there is no such instant, or none is known.</param>
internal readonly record struct Witness(long Sequence, Amount? Price, DateTimeOffset? Until, bool Falls = false, int? Left = null)
{
    /// <summary>Takes up an auction with the event at which it is first met: there is nothing to hold against it.</summary>
    public static Witness Of(AuctionEvent first) => default(Witness).Seeing(first);

    /// <summary>Looks at the next event.</summary>
    /// <param name="next">The event.</param>
    /// <param name="lateAfter">How long after the deadline the hammer may fall.</param>
    /// <param name="found">What it breaks.</param>
    /// <returns>What is known after it.</returns>
    public Witness Check(AuctionEvent next, TimeSpan lateAfter, out Findings found)
    {
        found = next.Sequence != Sequence + 1 ? Findings.SequenceGap : Findings.None;
        if (next.Sequence <= Sequence) return this; // seen before
        if (found != Findings.None) return Of(next); // what was missed may have changed everything
        if (next is BidPlaced bid && Doubles(bid)) found |= Findings.DoubleBid;
        if (next is ProxyRaised answer && answer.Price != Price) found |= Findings.DoubleBid; // the bid before has said already where the price goes
        if (next is BidPlaced or MaximumRaised && next.At >= Until && !CountsByGrace(next)) found |= Findings.LateBid;
        // As the room sees it: when it fell, and not as of when. After an outage near the close the deadline has been moved before.
        if (next is AuctionSold or AuctionUnsold { Reason: not UnsoldReason.Passed } && next.At - Until > lateAfter) found |= Findings.LateClose;
        return Seeing(next);
    }

    // Where the price falls, nobody gets what is gone; of a sealed bid nobody knows before the close.
    private bool Doubles(BidPlaced bid) =>
        bid.Sealed != true && (bid.QuantityLeft is null ? bid.Amount <= Price || bid.Price <= Price : (bid.Quantity ?? 1) > Left);

    private bool CountsByGrace(AuctionEvent bid) => bid switch
    {
        BidPlaced b => b.Grace == b.At - Until && b.Grace < BidPlaced.MostGrace && b.ReceivedAt < Until,
        MaximumRaised m => m.Grace == m.At - Until && m.Grace < BidPlaced.MostGrace && m.ReceivedAt < Until,
        _ => false,
    };

    private Witness Seeing(AuctionEvent next) => next switch
    {
        AuctionCreated e => Draft(next, e.Settings),
        AuctionRevised e => Draft(next, e.Settings),
        AuctionScheduled => this with { Sequence = next.Sequence, Until = DateTimeOffset.MinValue },
        AuctionOpened e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        BidPlaced { Sealed: true } e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        BidPlaced { QuantityLeft: { } left } e => new(next.Sequence, null, e.ClosesAt, Falls: true, left),
        BidPlaced e => new(next.Sequence, e.Price, e.ClosesAt),
        ProxyRaised e => this with { Sequence = next.Sequence, Price = e.Price },
        BidRetracted { QuantityLeft: { } left } => this with { Sequence = next.Sequence, Price = null, Falls = true, Left = left },
        BidRetracted e => this with { Sequence = next.Sequence, Price = e.Price },
        AuctionExtended e => this with { Sequence = next.Sequence, Until = e.ClosesAt ?? Until }, // null in a pause, which goes on
        AuctionPaused => this with { Sequence = next.Sequence, Until = next.At },
        AuctionResumed e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        AuctionReopened e => this with { Sequence = next.Sequence, Until = e.ClosesAt, Price = e.FallingSince is null ? Price : null },
        AuctionSold e => this with { Sequence = next.Sequence, Price = Falls ? null : e.Amount, Until = next.At },
        AuctionUnsold or AuctionCancelled or AuctionSettled => this with { Sequence = next.Sequence, Until = next.At },
        _ => this with { Sequence = next.Sequence }, // of a newer house, or without a bearing on bids
    };

    private Witness Draft(AuctionEvent next, AuctionSettings settings) => this with
    {
        Sequence = next.Sequence,
        Until = DateTimeOffset.MinValue,
        Falls = settings.Format == AuctionFormat.Dutch,
        Left = settings.Format == AuctionFormat.Dutch ? settings.Quantity : null,
    };
}
