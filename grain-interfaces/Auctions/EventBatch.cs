using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Consecutive events of one auction, committed.</summary>
/// <param name="AuctionId">Whose events.</param>
/// <param name="Currency">The currency of their amounts.</param>
/// <param name="Events">The events, in order, without gaps.</param>
[GenerateSerializer, Immutable, Alias("sothebais.event-batch")]
public sealed record EventBatch([property: Id(0)] string AuctionId, [property: Id(1)] Currency Currency, [property: Id(2)] AuctionEvent[] Events);
