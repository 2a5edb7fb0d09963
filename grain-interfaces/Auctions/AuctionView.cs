using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>An auction as anyone may see it, at one place of its log. Rests on committed events only.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.auction-view")]
public sealed record AuctionView
{
    /// <summary>The auction's id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(1)] public required AuctionStatus Status { get; init; }

    /// <summary>The newest event this view rests on.</summary>
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>How it runs. Its reserve is for the house's eyes: a gateway leaves it out of what the public sees.</summary>
    [Id(3)] public required AuctionSettings Settings { get; init; }

    /// <summary>The highest standing bid; null is none.</summary>
    [Id(4)] public Amount? Price { get; init; }

    /// <summary>Who bid it.</summary>
    [Id(5)] public Bidder? Leader { get; init; }

    /// <summary>The least next bid; null where no larger amount can be written.</summary>
    [Id(6)] public Amount? MinimumBid { get; init; }

    /// <summary>How many bids stand.</summary>
    [Id(7)] public int BidCount { get; init; }

    /// <summary>Whether the price has reached the reserve; null where there is none.</summary>
    [Id(8)] public bool? ReserveMet { get; init; }

    /// <summary>UTC instant it opened or will open.</summary>
    [Id(9)] public DateTimeOffset? OpensAt { get; init; }

    /// <summary>UTC instant of the hammer; null where the clock stands or the auctioneer closes.</summary>
    [Id(10)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>While paused: what the clock shows.</summary>
    [Id(11)] public TimeSpan? Remaining { get; init; }

    /// <summary>How often a soft close has moved the hammer.</summary>
    [Id(12)] public int Extensions { get; init; }

    /// <summary>The sale, once sold.</summary>
    [Id(13)] public AuctionResult? Result { get; init; }

    /// <summary>The newest standing bids, newest first, five at most.</summary>
    [Id(14)] public StandingBid[] RecentBids { get; init; } = [];

    /// <summary>Fair warnings since the last bid.</summary>
    [Id(15)] public int Warnings { get; init; }

    /// <summary>The price at which the lot can be bought at once; null where it cannot, or no longer.</summary>
    [Id(16)] public Amount? BuyNow { get; init; }

    /// <summary>How many of an edition are left.</summary>
    [Id(17)] public int QuantityLeft { get; init; } = 1;

    /// <summary>In a Dutch auction that runs: UTC instant at which its clock would have begun to fall, had it never been paused. Null elsewhere.</summary>
    [Id(18)] public DateTimeOffset? FallingSince { get; init; }
}

/// <summary>What the hammer fell for.</summary>
/// <param name="Winner">Who won.</param>
/// <param name="Amount">The hammer price.</param>
/// <param name="ClosedAt">UTC instant as of which it closed.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-result")]
public sealed record AuctionResult([property: Id(0)] Bidder Winner, [property: Id(1)] Amount Amount, [property: Id(2)] DateTimeOffset ClosedAt)
{
    /// <summary>For an edition: who gets how many at which price; null where there is but one.</summary>
    [Id(3)] public Award[]? Awards { get; init; }
}

/// <summary>A bid that has not been taken back.</summary>
/// <param name="Sequence">Its place in the log, which makes its id.</param>
/// <param name="Bidder">Who bid.</param>
/// <param name="Amount">What was bid.</param>
/// <param name="At">UTC instant it was decided.</param>
[GenerateSerializer, Immutable, Alias("sothebais.standing-bid")]
public sealed record StandingBid([property: Id(0)] long Sequence, [property: Id(1)] Bidder Bidder, [property: Id(2)] Amount Amount, [property: Id(3)] DateTimeOffset At);
