using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>A bid that came after the close: refused, and of interest to an auctioneer who may take the hammer back.</summary>
/// <param name="Bidder">For whom it was.</param>
/// <param name="Amount">What was bid; null where the minimum of the moment, a maximum or the buy-now price was asked for.</param>
/// <param name="At">UTC instant at which it was decided.</param>
/// <param name="LateBy">How long after the close it reached the auction.</param>
[GenerateSerializer, Immutable, Alias("sothebais.late-bid")]
public sealed record LateBid([property: Id(0)] Bidder Bidder, [property: Id(1)] StatedAmount? Amount, [property: Id(2)] DateTimeOffset At, [property: Id(3)] TimeSpan LateBy);
