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

    /// <summary>The price: what the leader would pay now; null where nobody has bid. In a Dutch auction see <see cref="PriceAt"/>; null in a sealed one until it is sold.</summary>
    [Id(4)] public Amount? Price { get; init; }

    /// <summary>Who leads; null is nobody. In a Dutch edition and in a sealed auction nobody until it is sold.</summary>
    [Id(5)] public Bidder? Leader { get; init; }

    /// <summary>The least next bid; null where no larger amount can be written.</summary>
    [Id(6)] public Amount? MinimumBid { get; init; }

    /// <summary>How many bids stand.</summary>
    [Id(7)] public int BidCount { get; init; }

    /// <summary>Whether the price has reached the reserve; null where there is none, and where the format does not tell. A Dutch or sealed auction tells only that it was not, at its close.</summary>
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

    /// <summary>The newest standing bids, newest first, ten at most; in a sealed auction without their amounts (zero).</summary>
    [Id(14)] public StandingBid[] RecentBids { get; init; } = [];

    /// <summary>Fair warnings since the last bid.</summary>
    [Id(15)] public int Warnings { get; init; }

    /// <summary>The price at which the lot can be bought at once; null where it cannot, or no longer.</summary>
    [Id(16)] public Amount? BuyNow { get; init; }

    /// <summary>How many of an edition are left.</summary>
    [Id(17)] public int QuantityLeft { get; init; } = 1;

    /// <summary>In a Dutch auction that runs: UTC instant at which its clock would have begun to fall, had it never been paused. Null elsewhere.</summary>
    [Id(18)] public DateTimeOffset? FallingSince { get; init; }

    /// <summary>
    /// The bidders of an English auction by their highest bids that stand, as the room heard them, best first: ten at most, from the bids that the house
    /// keeps in memory. Empty in other formats, and in any but <see cref="IAuctionGrain.Show"/>.
    /// </summary>
    [Id(19)] public StandingBid[] Leaderboard { get; init; } = [];

    /// <summary>The price at an instant: while a Dutch clock falls, what it shows then; elsewhere <see cref="Price"/>.</summary>
    public Amount? PriceAt(DateTimeOffset instant) =>
        FallingSince is { } since && Settings.Dutch is { } clock ? clock.ShownAfter(instant - since, Settings.Reserve) : Price;

    /// <summary>The least bid at an instant: while a Dutch clock falls, the price; elsewhere <see cref="MinimumBid"/>.</summary>
    public Amount? MinimumBidAt(DateTimeOffset instant) => FallingSince is null || QuantityLeft == 0 ? MinimumBid : PriceAt(instant);
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

    /// <inheritdoc/>
    public bool Equals(AuctionResult? other) =>
        other is not null && Winner == other.Winner && Amount == other.Amount && ClosedAt == other.ClosedAt && Award.Same(Awards, other.Awards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Winner, Amount, ClosedAt);
}

/// <summary>A bid that has not been taken back.</summary>
/// <param name="Sequence">Its place in the log, which makes its id.</param>
/// <param name="Bidder">Who bid.</param>
/// <param name="Amount">What was bid, as the room heard it.</param>
/// <param name="At">UTC instant it was decided.</param>
[GenerateSerializer, Immutable, Alias("sothebais.standing-bid")]
public sealed record StandingBid([property: Id(0)] long Sequence, [property: Id(1)] Bidder Bidder, [property: Id(2)] Amount Amount, [property: Id(3)] DateTimeOffset At)
{
    /// <summary>Up to what the house bids for the bidder; null where they bid themselves. In the auction's own state only: no view carries it.</summary>
    [Id(4)] public Amount? Maximum { get; init; }

    /// <summary>Whether it only raised a maximum, and the room heard nothing. In the auction's own state only.</summary>
    [Id(5)] public bool Silent { get; init; }

    /// <summary>How far it goes: the maximum, or the amount that the bidder named.</summary>
    public Amount Ceiling => Maximum ?? Amount;
}
