using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>What a bidder gets for a bid, made from its events alone, so that a repetition hears the same years later.</summary>
internal static class Receipts
{
    /// <summary>Whether an event answers a bid.</summary>
    public static bool IsForBid(AuctionEvent answer) => answer is BidPlaced;

    /// <summary>The receipt for a bid.</summary>
    /// <param name="auction">The auction, for what never changes once it is open.</param>
    /// <param name="answer">The event that answered the bid.</param>
    /// <param name="following">The events that followed it at once.</param>
    public static BidReceipt Of(Auction auction, AuctionEvent answer, ReadOnlySpan<AuctionEvent> following)
    {
        var placed = (BidPlaced)answer;
        var (closesAt, outcome) = (placed.ClosesAt, placed.Leader is null ? BidOutcome.Leading : BidOutcome.Outbid);
        foreach (var next in following)
            if (next is AuctionExtended moved) closesAt = moved.ClosesAt;
        return new BidReceipt(
            placed.Sequence, outcome, auction.Settings.Currency, placed.Amount, placed.Price, placed.MinimumBid, placed.Leader ?? placed.Bidder, placed.ReserveMet, closesAt)
        {
            Grace = placed.Grace,
        };
    }
}
