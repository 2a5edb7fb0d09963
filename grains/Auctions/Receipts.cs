using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>What a bidder gets for a bid, made from its events alone, so that a repetition hears the same years later.</summary>
internal static class Receipts
{
    /// <summary>Whether an event answers a bid.</summary>
    public static bool IsForBid(AuctionEvent answer) => answer is BidPlaced or MaximumRaised;

    /// <summary>The receipt for a bid.</summary>
    /// <param name="auction">The auction, for what never changes once it is open.</param>
    /// <param name="answer">The event that answered the bid.</param>
    /// <param name="following">The events that followed it at once.</param>
    public static BidReceipt Of(Auction auction, AuctionEvent answer, ReadOnlySpan<AuctionEvent> following)
    {
        var currency = auction.Settings.Currency;
        if (answer is MaximumRaised raised)
            return new BidReceipt(raised.Sequence, BidOutcome.Leading, currency, raised.Price, raised.Price, raised.MinimumBid, raised.Bidder, raised.ReserveMet, raised.ClosesAt) { Grace = raised.Grace };
        var placed = (BidPlaced)answer;
        var closesAt = placed.ClosesAt;
        var outcome =
            placed.Sealed == true ? BidOutcome.Sealed
            : placed.QuantityLeft is not null ? BidOutcome.Won // a take
            : placed.Leader is null ? BidOutcome.Leading
            : BidOutcome.Outbid;
        foreach (var next in following)
        {
            if (next is AuctionExtended moved) closesAt = moved.ClosesAt;
            if (next is AuctionSold sold) (closesAt, outcome) = (sold.ClosedAt, BidOutcome.Won);
        }
        return new BidReceipt(placed.Sequence, outcome, currency, placed.Amount, placed.Price, placed.MinimumBid, placed.Leader ?? placed.Bidder, placed.ReserveMet, closesAt)
        {
            Grace = placed.Grace,
        };
    }
}
