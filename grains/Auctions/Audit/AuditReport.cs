using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>What checking an export found.</summary>
/// <param name="Auction">The auction's id, as the export says.</param>
/// <param name="Events">How many events were checked.</param>
/// <param name="Attempts">How many lines of refused bids were checked.</param>
/// <param name="Head">The chain value after the last event: what was published of it must be the same.</param>
/// <param name="Outcome">What the events add up to, in words.</param>
/// <param name="Fault">The first thing that is wrong; null where nothing is.</param>
public sealed record AuditReport(string? Auction, long Events, long Attempts, string Head, string Outcome, ExportFault? Fault);
