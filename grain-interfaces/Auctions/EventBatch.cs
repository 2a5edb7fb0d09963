using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Consecutive events of one auction, committed.</summary>
/// <param name="AuctionId">Whose events.</param>
/// <param name="Currency">The currency of their amounts.</param>
/// <param name="Events">The events, in order, without gaps.</param>
[GenerateSerializer, Immutable, Alias("sothebais.event-batch")]
public sealed record EventBatch([property: Id(0)] string AuctionId, [property: Id(1)] Currency Currency, [property: Id(2)] AuctionEvent[] Events)
{
    /// <summary>
    /// Read from the log: the chain value after each event that ends a commit, null after the others. Each stands for everything up to it: a public promise
    /// that the log will still say the same when it is opened. Null in what is pushed.
    /// </summary>
    [Id(3)] public string?[]? Hashes { get; init; }
}
