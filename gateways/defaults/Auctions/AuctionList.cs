namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>A page of auctions.</summary>
/// <param name="Items">The auctions.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record AuctionList(PublicView[] Items, string? NextCursor);
