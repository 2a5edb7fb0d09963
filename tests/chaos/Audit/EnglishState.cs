using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>An English auction without maxima, as its rules say in the fewest words: what the bids up to a place in the log make of it.</summary>
/// <param name="Sequence">The place.</param>
/// <param name="Status">The auction's status.</param>
/// <param name="Leader">Who leads.</param>
/// <param name="Minimum">What a bid must at least be.</param>
/// <param name="ClosesAt">When it closes.</param>
public sealed record EnglishState(long Sequence, string Status, string? Leader, decimal Minimum, DateTimeOffset? ClosesAt)
{
    /// <summary>Before anything has happened.</summary>
    public static readonly EnglishState None = new(0, "draft", null, Lot.Opening, null);

    /// <summary>Takes one more event.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="breach">Why it could not happen here; null where it could.</param>
    public EnglishState After(Entry entry, out string? breach)
    {
        breach = null;
        var next = this with { Sequence = entry.Sequence, ClosesAt = entry.ClosesAt ?? ClosesAt };
        switch (entry.Kind)
        {
            case "auctionOpened" or "auctionResumed" or "auctionReopened":
                return next with { Status = "open" };
            case "auctionPaused":
                return next with { Status = "paused" };
            case "auctionSold":
                return next with { Status = "sold" };
            case "auctionUnsold":
                return next with { Status = "unsold" };
            case "auctionCancelled":
                return next with { Status = "cancelled" };
            case "bidPlaced":
                var amount = entry.Amount("amount")!.Value;
                if (Status != "open") breach = $"a bid at {entry.Sequence} while it is {Status}";
                else if (amount < Minimum) breach = $"a bid of {amount} at {entry.Sequence}, where {Minimum} is the least";
                return next with { Leader = entry.Bidder, Minimum = amount + Lot.Increment };
            default:
                return next;
        }
    }

    /// <summary>Whether the house could say this to this bid here.</summary>
    public bool Allows(BidTold bid) => bid.Answer switch
    {
        { Code: "bid-too-low" } answer => Status == "open" && bid.Offer < Minimum && answer.MinimumBid == Minimum,
        { Code: "already-leading" } => Status == "open" && bid.Way == BidWay.Next && Leader == bid.Bidder,
        { Code: "auction-not-open" } answer => Status != "open" ? answer.AuctionStatus == Status : ClosesAt is { } close && bid.AnsweredAt > close,
        _ => true, // rests on more than this auction
    };
}
