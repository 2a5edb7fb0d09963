namespace Sothebais.Grains.Auctions.Audit;

/// <summary>What checking an export found.</summary>
/// <param name="Auction">The auction's id, as the export says.</param>
/// <param name="Events">How many events were checked.</param>
/// <param name="Attempts">How many lines of refused bids were checked.</param>
/// <param name="Head">The chain value after the last event: what was published of it must be the same.</param>
/// <param name="Outcome">What the events add up to, in words.</param>
/// <param name="Fault">The first thing that is wrong; null where nothing is.</param>
public sealed record AuditReport(string? Auction, long Events, long Attempts, string Head, string Outcome, AuditFault? Fault);

/// <summary>The first thing that is wrong with an export.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Sequence">The event's place in the log; null where the line is none.</param>
/// <param name="Why">What is wrong with it.</param>
public sealed record AuditFault(long Line, long? Sequence, string Why);
