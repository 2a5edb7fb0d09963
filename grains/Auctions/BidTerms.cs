using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>What a bid says, in the auction's currency.</summary>
/// <param name="Amount">What is bid; null where the bid asks for the minimum, the buy-now price, or gives a maximum.</param>
/// <param name="Limit">With the minimum: the most to pay; null is without limit.</param>
/// <param name="Maximum">Up to what the house bids for the bidder; null where they bid themselves.</param>
internal readonly record struct BidTerms(Amount? Amount, Amount? Limit, Amount? Maximum)
{
    /// <summary>Reads a bid's amounts; null where one is zero, has more decimals than the currency, or is out of range.</summary>
    public static BidTerms? Of(PlaceBid bid, Currency currency)
    {
        Amount stated = default, limit = default, maximum = default;
        if (bid.Amount is { } said && (!currency.TryExact(said, out stated) || stated == GrainInterfaces.Money.Amount.Zero)) return null;
        if (bid.Limit is { } most && !currency.TryExact(most, out limit)) return null;
        if (bid.Maximum is { } upTo && (!currency.TryExact(upTo, out maximum) || maximum == GrainInterfaces.Money.Amount.Zero)) return null;
        return new BidTerms(bid.Amount is null ? null : stated, bid.Limit is null ? null : limit, bid.Maximum is null ? null : maximum);
    }
}
