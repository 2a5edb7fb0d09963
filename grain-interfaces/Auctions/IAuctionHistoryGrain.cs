using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Reads an auction's log without troubling the auction; its key is the auction's id.</summary>
[Alias("sothebais.IAuctionHistoryGrain")]
public interface IAuctionHistoryGrain : IGrainWithStringKey
{
    /// <summary>Committed events after a sequence, in order.</summary>
    /// <param name="after">The last sequence already known; 0 is the start.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <returns>The events; null where there is no such auction.</returns>
    [Alias("Read")]
    Task<EventBatch?> Read(long after, int limit);

    /// <summary>Bids after a sequence, oldest first, each in its newest state.</summary>
    /// <param name="after">The last sequence already known; 0 is the start.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    /// <returns>The bids and whether there are more; null where there is no such auction.</returns>
    [Alias("Bids")]
    Task<BidPage?> Bids(long after, int limit);

    /// <summary>The bids at some places of the log, each in its newest state.</summary>
    /// <param name="sequences">Their sequences, 500 at most.</param>
    /// <returns>The bids, in the order asked for; null where there is no such auction.</returns>
    [Alias("BidsAt")]
    Task<BidPage?> BidsAt(long[] sequences);

    /// <summary>The log as it is stored, for the audit.</summary>
    /// <param name="after">The last sequence already known; 0 is the start.</param>
    /// <param name="chain">The chain value up to there, 64 hexadecimal digits; empty at the start.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <returns>The entries; null where there is no such auction.</returns>
    [Alias("Audit")]
    Task<AuditEntry[]?> Audit(long after, string chain, int limit);

    /// <summary>Where the log ends.</summary>
    /// <returns>The newest event and the chain value after it; null where there is no such auction.</returns>
    [Alias("Head")]
    Task<LogHead?> Head();

    /// <summary>The refused bids that are kept, oldest first.</summary>
    /// <param name="after">The place after which to go on; null is the oldest kept.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <returns>The attempts; null where there is no such auction.</returns>
    [Alias("Attempts")]
    Task<AttemptPage?> Attempts(string? after, int limit);
}

/// <summary>The end of a log at a moment.</summary>
/// <param name="Sequence">The newest committed event.</param>
/// <param name="Hash">The chain value after it, 64 hexadecimal digits.</param>
/// <param name="Currency">The currency of the auction's amounts.</param>
/// <param name="At">UTC instant of that moment.</param>
[GenerateSerializer, Immutable, Alias("sothebais.log-head")]
public sealed record LogHead([property: Id(0)] long Sequence, [property: Id(1)] string Hash, [property: Id(2)] Currency Currency, [property: Id(3)] DateTimeOffset At);

/// <summary>A page of refused bids.</summary>
/// <param name="Attempts">Each as its stored JSON.</param>
/// <param name="Next">The place after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.attempt-page")]
public sealed record AttemptPage([property: Id(0)] string[] Attempts, [property: Id(1)] string? Next);

/// <summary>A page of bids.</summary>
/// <param name="Currency">The currency of their amounts.</param>
/// <param name="Bids">The bids, oldest first.</param>
/// <param name="More">Whether more follow.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bid-page")]
public sealed record BidPage([property: Id(0)] Currency Currency, [property: Id(1)] HistoricBid[] Bids, [property: Id(2)] bool More)
{
    /// <summary>Whether their amounts are not to be told: those of a sealed auction that has not closed, or was cancelled.</summary>
    [Id(10)] public bool Hidden { get; init; }
}

/// <summary>A bid in the history.</summary>
/// <param name="Placed">The bid as it was placed.</param>
/// <param name="Retracted">The retraction; null where it stands.</param>
[GenerateSerializer, Immutable, Alias("sothebais.historic-bid")]
public sealed record HistoricBid([property: Id(0)] BidPlaced Placed, [property: Id(1)] BidRetracted? Retracted)
{
    /// <summary>Whether the bidder's newer one has taken its place, in a sealed auction.</summary>
    [Id(10)] public bool Replaced { get; init; }
}

/// <summary>One event as it is stored.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Json">The stored JSON.</param>
/// <param name="Hash">SHA-256 over the hash before and the stored JSON, in hexadecimal.</param>
/// <param name="Intact">At the end of a commit: whether the hash stored with it is this one; null elsewhere.</param>
[GenerateSerializer, Immutable, Alias("sothebais.audit-entry")]
public sealed record AuditEntry([property: Id(0)] long Sequence, [property: Id(1)] string Json, [property: Id(2)] string Hash, [property: Id(3)] bool? Intact);
