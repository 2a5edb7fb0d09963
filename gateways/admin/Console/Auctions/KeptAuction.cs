using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>What the browser keeps of a form that was not sent yet.</summary>
/// <param name="Draft">What stands in it.</param>
/// <param name="Origin">The auction as it was when the change began; null for a new one.</param>
/// <param name="Seen">The auction's sequence then.</param>
internal sealed record KeptAuction(AuctionDraft Draft, CreateAuctionRequest? Origin, long Seen);
