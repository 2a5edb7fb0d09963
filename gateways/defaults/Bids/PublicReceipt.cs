using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>What a bidder gets for a bid that was taken.</summary>
/// <param name="BidId">The bid's id.</param>
/// <param name="Sequence">Its place in the auction's log.</param>
/// <param name="Outcome">leading, outbid, sealed (nobody knows before the close) or won (at once).</param>
/// <param name="Amount">What was bid as the room hears it: of a maximum that leads, what it took to lead; in a Dutch auction the price at which it takes.</param>
/// <param name="Price">The price after it; null in a sealed auction.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written, and where nothing is left.</param>
/// <param name="ClosesAt">When the hammer falls after it; null where the auctioneer closes.</param>
public sealed record PublicReceipt(string BidId, long Sequence, string Outcome, string Amount, string? Price, string? MinimumBid, DateTimeOffset? ClosesAt);

/// <summary>What would happen to a bid.</summary>
/// <param name="Outcome">leading, outbid, sealed or won.</param>
/// <param name="Amount">What would be bid; in a Dutch auction the price at which it would take.</param>
/// <param name="Price">The price after it; null in a sealed auction.</param>
/// <param name="MinimumBid">The least next bid then.</param>
/// <param name="Leader">Who would lead; null in a sealed auction.</param>
/// <param name="ReserveMet">Whether the reserve would be met; null where there is none, and in Dutch and sealed auctions.</param>
/// <param name="ClosesAt">When the hammer would fall.</param>
public sealed record PublicPreview(string Outcome, string Amount, string? Price, string? MinimumBid, PublicBidder? Leader, bool? ReserveMet, DateTimeOffset? ClosesAt);
