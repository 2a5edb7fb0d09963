using System.Collections.Concurrent;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>A bid as its bidder knows it: what was asked for, and what the house said, however often it was asked.</summary>
/// <param name="Auction">The auction.</param>
/// <param name="Bidder">Who bid.</param>
/// <param name="Way">How.</param>
/// <param name="Offer">The amount or the maximum; null with <see cref="BidWay.Next"/>.</param>
/// <param name="Key">The idempotency key as it stands in the log.</param>
/// <param name="Sent">When it was first sent, by a clock that only goes forward (<see cref="System.Diagnostics.Stopwatch"/>).</param>
/// <param name="SentAt">The same by the clock on the wall.</param>
/// <param name="Answered">When the answer came, by the first of the clocks.</param>
/// <param name="AnsweredAt">The same by the clock on the wall.</param>
/// <param name="Answer">The answer.</param>
public sealed record BidTold(
    string Auction, string Bidder, BidWay Way, decimal? Offer, string Key, long Sent, DateTimeOffset SentAt, long Answered, DateTimeOffset AnsweredAt, BidAnswer Answer);

/// <summary>How a bid is made.</summary>
public enum BidWay
{
    /// <summary>Of an amount.</summary>
    Amount,

    /// <summary>Of the least that is enough.</summary>
    Next,

    /// <summary>The house bids up to it.</summary>
    Maximum,
}

/// <summary>What the house said to a bid.</summary>
/// <param name="Sequence">Its place in the log, where it was taken.</param>
/// <param name="Amount">Of how much it was, where it was taken.</param>
/// <param name="Code">Why it was refused; null where it was taken.</param>
/// <param name="MinimumBid">What would have been enough, where that was said.</param>
/// <param name="AuctionStatus">The auction's status, where that was said.</param>
public sealed record BidAnswer(long? Sequence, decimal? Amount, string? Code, decimal? MinimumBid, string? AuctionStatus);

/// <summary>Something that an auctioneer did.</summary>
/// <param name="Auction">The auction.</param>
/// <param name="Verb">What.</param>
/// <param name="Key">The idempotency key as it stands in the log.</param>
/// <param name="Done">Whether the house said that it was done; otherwise it was refused.</param>
public sealed record DriveTold(string Auction, string Verb, string Key, bool Done);

/// <summary>What an observer was told about an auction: an event, or a snapshot, after which events go on.</summary>
/// <param name="Sequence">The event's place, or the newest that the snapshot holds.</param>
/// <param name="Kind">The event's kind; null in a snapshot.</param>
public sealed record Seen(long Sequence, string? Kind);

/// <summary>Everything that the house's clients were told.</summary>
public sealed class Told
{
    /// <summary>The bids.</summary>
    public ConcurrentQueue<BidTold> Bids { get; } = new();

    /// <summary>What auctioneers did.</summary>
    public ConcurrentQueue<DriveTold> Drives { get; } = new();

    /// <summary>Answers that no client should ever get.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();
}
