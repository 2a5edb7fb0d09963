using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>
/// What a witness knows of an auction, and what it holds against the next event. Pure, and without a line of the rules' own code: it takes the facts that
/// events carry and asks only whether they can stand beside each other.
/// </summary>
/// <param name="Sequence">The newest event seen.</param>
/// <param name="Price">What a bid has to exceed; null where no bid stands, or none is known.</param>
/// <param name="Until">UTC instant from which on no bid may be taken; null where there is no such instant, or none is known.</param>
internal readonly record struct Witness(long Sequence, Amount? Price, DateTimeOffset? Until)
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
        if (next is BidPlaced bid)
        {
            if (bid.Amount <= Price) found |= Findings.DoubleBid;
            if (bid.At >= Until && !CountsByGrace(bid)) found |= Findings.LateBid;
        }
        // As the room sees it: when it fell, and not as of when. After an outage near the close the deadline has been moved before.
        if (next is AuctionSold or AuctionUnsold { Reason: not UnsoldReason.Passed } && next.At - Until > lateAfter) found |= Findings.LateClose;
        return Seeing(next);
    }

    private bool CountsByGrace(BidPlaced bid) => bid.Grace == bid.At - Until && bid.Grace < BidPlaced.MostGrace && bid.ReceivedAt < Until;

    private Witness Seeing(AuctionEvent next) => next switch
    {
        AuctionCreated or AuctionRevised or AuctionScheduled => this with { Sequence = next.Sequence, Until = DateTimeOffset.MinValue },
        AuctionOpened e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        BidPlaced e => new(next.Sequence, e.Amount, e.ClosesAt),
        BidRetracted e => this with { Sequence = next.Sequence, Price = e.Price },
        AuctionExtended e => this with { Sequence = next.Sequence, Until = e.ClosesAt ?? Until }, // null in a pause, which goes on
        AuctionPaused => this with { Sequence = next.Sequence, Until = next.At },
        AuctionResumed e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        AuctionReopened e => this with { Sequence = next.Sequence, Until = e.ClosesAt },
        AuctionSold e => new(next.Sequence, e.Amount, next.At),
        AuctionUnsold or AuctionCancelled or AuctionSettled => this with { Sequence = next.Sequence, Until = next.At },
        _ => this with { Sequence = next.Sequence }, // of a newer house, or without a bearing on bids
    };
}
