using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>A page of bids, oldest first.</summary>
/// <param name="Items">The bids.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record BidList(PublicBid[] Items, string? NextCursor);

/// <summary>A bid in its newest state.</summary>
/// <param name="BidId">Its id.</param>
/// <param name="Sequence">Its place in the auction's log.</param>
/// <param name="BidderId">Who bid.</param>
/// <param name="Name">Their name; null is none.</param>
/// <param name="Paddle">Their paddle; null is none.</param>
/// <param name="Amount">What was bid as the room heard it, never a maximum that led; in a Dutch auction the price of each. Null in a sealed auction that has not closed, or was cancelled.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Status">placed, retracted, or replaced by a newer one of the same bidder in a sealed auction.</param>
/// <param name="Reason">Why it was retracted; null where it stands.</param>
/// <param name="Quantity">How many it took, in a Dutch auction; absent elsewhere.</param>
public sealed record PublicBid(
    string BidId, long Sequence, string BidderId, string? Name, int? Paddle, string? Amount, DateTimeOffset At, string Status, string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Quantity = null)
{
    /// <summary>Makes it.</summary>
    public static PublicBid Of(string auctionId, BidPage page, HistoricBid bid) => new(
        AuctionEventId.Of(auctionId, bid.Placed.Sequence), bid.Placed.Sequence, bid.Placed.Bidder.Id, bid.Placed.Bidder.Name, bid.Placed.Bidder.Paddle,
        page.Hidden ? null : page.Currency.Format(bid.Placed.Amount), bid.Placed.At,
        bid.Retracted is not null ? "retracted" : bid.Replaced ? "replaced" : "placed", bid.Retracted?.Reason, bid.Placed.Quantity);
}
