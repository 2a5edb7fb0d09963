namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Who bids, as the room sees them.</summary>
/// <param name="Id">The token's subject, or the id that an auctioneer or event source gives; 1 to 128 printable characters.</param>
/// <param name="Name">The name to show; null is none.</param>
/// <param name="Paddle">The paddle number; null where none was given out.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder")]
public sealed record Bidder([property: Id(0)] string Id, [property: Id(1)] string? Name, [property: Id(2)] int? Paddle);
