using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>The rules of an English auction: ascending open bids, the highest wins when the hammer falls.</summary>
internal sealed class EnglishRules : IFormat
{
    public static readonly EnglishRules Instance = new();

    private EnglishRules() { }

    /// <inheritdoc/>
    public Verdict Decide(Auction auction, PlaceBid bid, BidTerms terms, DateTimeOffset now)
    {
        if (bid.Maximum is not null || bid.BuyNow || bid.Quantity != 1) return Verdict.No(Refusal.NotOffered);
        if (auction.MinimumBid is not { } minimum) return Verdict.No(Refusal.PriceCeiling);
        if (bid.AsksForNext)
        {
            if (auction.Leader?.Id == bid.Bidder.Id) return Verdict.No(Refusal.AlreadyLeading); // raising oneself must be meant
            if (terms.Limit < minimum) return Verdict.No(Refusal.OverLimit);
        }
        var amount = terms.Amount ?? minimum;
        if (amount < minimum) return Verdict.No(Refusal.BidTooLow);

        var settings = auction.Settings;
        var closesAt = auction.ClosesAt ?? (settings.StartsOnFirstBid ? now + settings.Duration : null);
        var placed = new BidPlaced(bid.Bidder, amount, amount, settings.Increments.MinimumOver(amount), auction.BidCount + 1, MeetsReserve(settings, amount), closesAt);
        return SoftCloseRule.After(auction, closesAt, now) is { } moved ? Verdict.Yes(placed, moved) : Verdict.Yes(placed);
    }

    /// <inheritdoc/>
    public AuctionEvent Close(Auction auction, DateTimeOffset closedAt) =>
        auction.Standing.Top is { } top && auction.ReserveMet != false
            ? new AuctionSold(top.Bidder, top.Amount, closedAt)
            : new AuctionUnsold(closedAt, auction.Standing.Top is null ? UnsoldReason.NoBids : UnsoldReason.ReserveNotMet);

    /// <inheritdoc/>
    public Verdict Retract(Auction auction, RetractBid command, bool knownBid)
    {
        if (auction.Retracted.ContainsKey(command.Bid)) return Verdict.No(Refusal.BidRetracted);
        if (!auction.Standing.Contains(command.Bid) && !knownBid) return Verdict.No(Refusal.BidNotFound);
        var standing = auction.Standing.Without(command.Bid);
        if (standing.Top is null && standing.Truncated) return Verdict.No(Refusal.RetractionTooDeep);
        var (settings, top) = (auction.Settings, standing.Top);
        return Verdict.Yes(new BidRetracted(
            command.Bid, command.Reason, top?.Bidder, top?.Amount, top is null ? settings.OpeningBid : settings.Increments.MinimumOver(top.Amount),
            auction.BidCount - 1, settings.Reserve is null ? null : top is not null && MeetsReserve(settings, top.Amount)!.Value));
    }

    private static bool? MeetsReserve(AuctionSettings settings, Amount price) => settings.Reserve is { } reserve ? price >= reserve : null;
}
