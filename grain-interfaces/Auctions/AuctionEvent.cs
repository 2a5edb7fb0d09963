using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>
/// A fact in an auction's log. Committed before anyone is told, never edited afterwards. It carries its consequences
/// (price, minimum, deadline), so that a reader needs no rules. The JSON form is what stands in the log.
/// </summary>
[GenerateSerializer, Immutable, Alias("sothebais.auction-event")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AuctionCreated), "auctionCreated")]
[JsonDerivedType(typeof(AuctionRevised), "auctionRevised")]
[JsonDerivedType(typeof(AuctionScheduled), "auctionScheduled")]
[JsonDerivedType(typeof(AuctionOpened), "auctionOpened")]
[JsonDerivedType(typeof(BidPlaced), "bidPlaced")]
[JsonDerivedType(typeof(ProxyRaised), "proxyRaised")]
[JsonDerivedType(typeof(MaximumRaised), "maximumRaised")]
[JsonDerivedType(typeof(AuctionExtended), "auctionExtended")]
[JsonDerivedType(typeof(FairWarning), "fairWarning")]
[JsonDerivedType(typeof(AuctionPaused), "auctionPaused")]
[JsonDerivedType(typeof(AuctionResumed), "auctionResumed")]
[JsonDerivedType(typeof(BidRetracted), "bidRetracted")]
[JsonDerivedType(typeof(AuctionSold), "auctionSold")]
[JsonDerivedType(typeof(AuctionUnsold), "auctionUnsold")]
[JsonDerivedType(typeof(AuctionCancelled), "auctionCancelled")]
[JsonDerivedType(typeof(AuctionReopened), "auctionReopened")]
[JsonDerivedType(typeof(AuctionSettled), "auctionSettled")]
public abstract record AuctionEvent : IAttributed
{
    /// <summary>Place in the auction's log: from 1, without gaps. Observers resume from it.</summary>
    [Id(0)] public long Sequence { get; init; }

    /// <summary>UTC instant at which the house decided it.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Who asked for it and under which key; null where time itself did. Private.</summary>
    [Id(2)] public Origin? Origin { get; init; }

    /// <summary>The version of the JSON form: 1. A reader refuses a larger one than it knows.</summary>
    [Id(3), JsonPropertyName("v")] public int Version { get; init; } = 1;

    /// <summary>True where it follows at once from the event before it, by the same decision: it is no answer of its own. Null elsewhere, and in logs of older houses.</summary>
    [Id(4)] public bool? Follows { get; init; }
}

/// <summary>Who asked for a change and how a repetition of the same request is recognised. Private: never shown to the public.</summary>
/// <param name="By">The caller's id: a person's token subject, or an event source.</param>
/// <param name="Key">The operation's idempotency key, the caller's own or one its gateway made.</param>
/// <param name="Body">Fingerprint of what was asked, so that the same key with another body is noticed.</param>
/// <param name="Request">The id of the request that brought it, as in the services' logs and the answer's <c>X-Request-Id</c>; null where none did.</param>
[GenerateSerializer, Immutable, Alias("sothebais.origin")]
public sealed record Origin([property: Id(0)] string By, [property: Id(1)] string Key, [property: Id(2)] string Body, [property: Id(3)] string? Request = null);

/// <summary>An auction exists, as a draft.</summary>
/// <param name="Settings">How it is to run.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-created")]
public sealed record AuctionCreated([property: Id(0)] AuctionSettings Settings) : AuctionEvent;

/// <summary>Its settings were changed before it opened.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-revised")]
public sealed record AuctionRevised([property: Id(0)] AuctionSettings Settings) : AuctionEvent;

/// <summary>It will open by itself.</summary>
/// <param name="OpensAt">UTC instant of the opening.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-scheduled")]
public sealed record AuctionScheduled([property: Id(0)] DateTimeOffset OpensAt) : AuctionEvent;

/// <summary>It takes bids.</summary>
/// <param name="OpensAt">UTC instant from which it does.</param>
/// <param name="ClosesAt">UTC instant of the hammer; null where the clock starts with the first bid or the auctioneer closes.</param>
/// <param name="MinimumBid">The least first bid.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-opened")]
public sealed record AuctionOpened(
    [property: Id(0)] DateTimeOffset OpensAt, [property: Id(1)] DateTimeOffset? ClosesAt, [property: Id(2)] Amount MinimumBid) : AuctionEvent
{
    /// <summary>In a Dutch auction: UTC instant from which its clock is counted; null elsewhere.</summary>
    [Id(10)] public DateTimeOffset? FallingSince { get; init; }
}

/// <summary>A bid was taken. Its id is the auction's id, a hyphen and <see cref="AuctionEvent.Sequence"/>.</summary>
/// <param name="Bidder">Who bid.</param>
/// <param name="Amount">
/// What was bid as the room hears it, buyer's premium excluded: of a maximum only what it took to lead, or all of it where it did not suffice; in a Dutch auction
/// the price of the clock. Private where <see cref="Sealed"/>, and so is the price, which is the same there.
/// </param>
/// <param name="Price">The price from now on, also where a <see cref="ProxyRaised"/> that follows at once says it again.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written.</param>
/// <param name="BidCount">Standing bids, this one included.</param>
/// <param name="ReserveMet">Whether the price has reached the reserve; null where there is none.</param>
/// <param name="ClosesAt">UTC instant the hammer falls if nobody answers; an <see cref="AuctionExtended"/> that follows at once may move it.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bid-placed")]
public sealed record BidPlaced(
    [property: Id(0)] Bidder Bidder, [property: Id(1)] Amount Amount, [property: Id(2)] Amount Price, [property: Id(3)] Amount? MinimumBid,
    [property: Id(4)] int BidCount, [property: Id(5)] bool? ReserveMet, [property: Id(6)] DateTimeOffset? ClosesAt) : AuctionEvent
{
    /// <summary>Up to what the house bids for the bidder; null where they bid themselves. Private.</summary>
    [Id(7)] public Amount? Maximum { get; init; }

    /// <summary>The longest grace that a house can give.</summary>
    public static readonly TimeSpan MostGrace = TimeSpan.FromSeconds(2);

    /// <summary>Who leads after it where that is somebody else, whose maximum was higher; null where the bidder leads, and where nobody is to know.</summary>
    [Id(8)] public Bidder? Leader { get; init; }

    /// <summary>True where nobody outside may know the amount before the close; null elsewhere.</summary>
    [Id(9)] public bool? Sealed { get; init; }

    /// <summary>How many it took, in a Dutch auction; null elsewhere.</summary>
    [Id(10)] public int? Quantity { get; init; }

    /// <summary>How many are left after it, in a Dutch auction; null elsewhere.</summary>
    [Id(11)] public int? QuantityLeft { get; init; }

    /// <summary>How long after the close it reached the auction, having been received before: it counts by grace. Null where it came in time.</summary>
    [Id(12)] public TimeSpan? Grace { get; init; }

    /// <summary>The price at which the lot can still be bought at once after it; null where it cannot.</summary>
    [Id(13)] public Amount? BuyNow { get; init; }

    /// <summary>Where it counts by grace: UTC instant at which a gateway had received it, before the close. Null elsewhere.</summary>
    [Id(14)] public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>The house bid for a bidder, up to their maximum, against the bid right before it. That bid's event carries the same consequences.</summary>
/// <param name="Bidder">For whom: they lead.</param>
/// <param name="Price">What the house bid for them: the price from now on.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written.</param>
/// <param name="ReserveMet">Whether the price has reached the reserve; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.proxy-raised")]
public sealed record ProxyRaised(
    [property: Id(0)] Bidder Bidder, [property: Id(1)] Amount Price, [property: Id(2)] Amount? MinimumBid, [property: Id(3)] bool? ReserveMet) : AuctionEvent;

/// <summary>The leader raised their maximum and nothing that the room sees changed. It counts as a bid of theirs for the private record only.</summary>
/// <param name="Bidder">Who: the public hears nothing of it.</param>
/// <param name="Maximum">Up to what the house bids for them from now on. Private.</param>
[GenerateSerializer, Immutable, Alias("sothebais.maximum-raised")]
public sealed record MaximumRaised([property: Id(0)] Bidder Bidder, [property: Id(1)] Amount Maximum) : AuctionEvent
{
    /// <summary>The price, as it was and is: for the bidder's receipt.</summary>
    [Id(2)] public Amount Price { get; init; }

    /// <summary>The least next bid, as it was and is; null where no larger amount can be written.</summary>
    [Id(3)] public Amount? MinimumBid { get; init; }

    /// <summary>Whether the price has reached the reserve; null where there is none.</summary>
    [Id(4)] public bool? ReserveMet { get; init; }

    /// <summary>UTC instant of the hammer, as it was and is; null where the auctioneer closes.</summary>
    [Id(5)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>How long after the close it reached the auction, having been received before; null where it came in time.</summary>
    [Id(6)] public TimeSpan? Grace { get; init; }

    /// <summary>Where it counts by grace: UTC instant at which a gateway had received it, before the close. Null elsewhere.</summary>
    [Id(7)] public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>The close moved.</summary>
/// <param name="ClosesAt">UTC instant of the hammer from now on; null while paused.</param>
/// <param name="Extensions">How often a soft close has moved it, this time included.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remaining">While paused: the time that will remain at the resumption.</param>
/// <param name="Outage">For an outage: from when to when the house could take no bids.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-extended")]
public sealed record AuctionExtended(
    [property: Id(0)] DateTimeOffset? ClosesAt, [property: Id(1)] int Extensions, [property: Id(2)] ExtensionReason Reason,
    [property: Id(3)] TimeSpan? Remaining = null, [property: Id(4)] Outage? Outage = null) : AuctionEvent
{
    /// <summary>In a Dutch auction whose clock stood still for an outage: UTC instant from which it is counted now; null elsewhere.</summary>
    [Id(10)] public DateTimeOffset? FallingSince { get; init; }
}

/// <summary>Why a close moved.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExtensionReason>))]
public enum ExtensionReason
{
    /// <summary>A bid came within the window of the soft close.</summary>
    [JsonStringEnumMemberName("softClose")] SoftClose = 1,

    /// <summary>The auctioneer moved it.</summary>
    [JsonStringEnumMemberName("auctioneer")] Auctioneer = 2,

    /// <summary>The house could take no bids near the close, and gives the room its window back.</summary>
    [JsonStringEnumMemberName("outage")] Outage = 3,
}

/// <summary>A time during which the house could take no bids.</summary>
/// <param name="From">UTC instant of the last sign of life before it.</param>
/// <param name="To">UTC instant of the first sign of life after it.</param>
[GenerateSerializer, Immutable, Alias("sothebais.outage")]
public sealed record Outage([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To);

/// <summary>The auctioneer says that the hammer is about to fall.</summary>
/// <param name="Call">1 for the first warning since the last bid, 2 for the second, and so on.</param>
[GenerateSerializer, Immutable, Alias("sothebais.fair-warning")]
public sealed record FairWarning([property: Id(0)] int Call) : AuctionEvent;

/// <summary>No bids for now; the clock stands still.</summary>
/// <param name="Remaining">What the clock shows; null where it has none.</param>
/// <param name="Reason">What the room was told; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-paused")]
public sealed record AuctionPaused([property: Id(0)] TimeSpan? Remaining, [property: Id(1)] string? Reason) : AuctionEvent
{
    /// <summary>In a Dutch auction: the price at which its clock stands; null elsewhere.</summary>
    [Id(10)] public Amount? Price { get; init; }
}

/// <summary>Bids again; the clock goes on from where it stood.</summary>
/// <param name="ClosesAt">UTC instant of the hammer; null where the clock has none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-resumed")]
public sealed record AuctionResumed([property: Id(0)] DateTimeOffset? ClosesAt) : AuctionEvent
{
    /// <summary>In a Dutch auction: UTC instant from which its clock is counted now; null elsewhere.</summary>
    [Id(10)] public DateTimeOffset? FallingSince { get; init; }
}

/// <summary>A bid was taken back, and the price is what the standing bids make it.</summary>
/// <param name="Bid">The sequence of the bid that was taken back.</param>
/// <param name="Reason">Why.</param>
/// <param name="Leader">Who leads now; null is nobody.</param>
/// <param name="Price">The price now; null where no bid stands.</param>
/// <param name="MinimumBid">The least next bid.</param>
/// <param name="BidCount">Standing bids now.</param>
/// <param name="ReserveMet">Whether the price reaches the reserve; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bid-retracted")]
public sealed record BidRetracted(
    [property: Id(0)] long Bid, [property: Id(1)] string Reason, [property: Id(2)] Bidder? Leader, [property: Id(3)] Amount? Price,
    [property: Id(4)] Amount? MinimumBid, [property: Id(5)] int BidCount, [property: Id(6)] bool? ReserveMet) : AuctionEvent
{
    /// <summary>True where the auctioneer undid the last bid; null elsewhere.</summary>
    [Id(7)] public bool? Undo { get; init; }

    /// <summary>The price at which the lot can be bought at once after it; null where it cannot.</summary>
    [Id(8)] public Amount? BuyNow { get; init; }

    /// <summary>How many are left after it, in a Dutch auction; null elsewhere.</summary>
    [Id(9)] public int? QuantityLeft { get; init; }
}

/// <summary>The hammer fell for a bidder.</summary>
/// <param name="Winner">Who won.</param>
/// <param name="Amount">The hammer price.</param>
/// <param name="ClosedAt">UTC instant as of which it closed.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-sold")]
public sealed record AuctionSold([property: Id(0)] Bidder Winner, [property: Id(1)] Amount Amount, [property: Id(2)] DateTimeOffset ClosedAt) : AuctionEvent
{
    /// <summary>For an edition: who gets how many at which price, in the order in which they took; null where there is but one.</summary>
    [Id(3)] public Award[]? Awards { get; init; }

    /// <inheritdoc/>
    public bool Equals(AuctionSold? other) =>
        base.Equals(other) && Winner == other.Winner && Amount == other.Amount && ClosedAt == other.ClosedAt && Award.Same(Awards, other.Awards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Winner, Amount, ClosedAt);
}

/// <summary>What one taker of an edition gets.</summary>
/// <param name="Bid">The sequence of their bid.</param>
/// <param name="Bidder">Who.</param>
/// <param name="Amount">The price of each.</param>
/// <param name="Quantity">How many.</param>
[GenerateSerializer, Immutable, Alias("sothebais.award")]
public sealed record Award([property: Id(0)] long Bid, [property: Id(1)] Bidder Bidder, [property: Id(2)] Amount Amount, [property: Id(3)] int Quantity)
{
    /// <summary>Whether two lists of awards say the same.</summary>
    public static bool Same(Award[]? left, Award[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}

/// <summary>It closed without a sale.</summary>
/// <param name="ClosedAt">UTC instant as of which it closed.</param>
/// <param name="Reason">Why it was not sold.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-unsold")]
public sealed record AuctionUnsold([property: Id(0)] DateTimeOffset ClosedAt, [property: Id(1)] UnsoldReason Reason) : AuctionEvent
{
    /// <summary>In a Dutch auction: the price that its clock showed last; null elsewhere.</summary>
    [Id(10)] public Amount? Price { get; init; }
}

/// <summary>Why a lot was not sold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnsoldReason>))]
public enum UnsoldReason
{
    /// <summary>Nobody bid.</summary>
    [JsonStringEnumMemberName("noBids")] NoBids = 1,

    /// <summary>The price stayed below the reserve.</summary>
    [JsonStringEnumMemberName("reserveNotMet")] ReserveNotMet = 2,

    /// <summary>The auctioneer passed the lot.</summary>
    [JsonStringEnumMemberName("passed")] Passed = 3,
}

/// <summary>It was withdrawn.</summary>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-cancelled")]
public sealed record AuctionCancelled([property: Id(0)] string Reason) : AuctionEvent
{
    /// <summary>In a Dutch auction that ran: the price that its clock showed last; null elsewhere.</summary>
    [Id(10)] public Amount? Price { get; init; }
}

/// <summary>The hammer was taken back and bidding goes on.</summary>
/// <param name="ClosesAt">UTC instant of the hammer; null where the auctioneer closes.</param>
/// <param name="Reason">Why; null where none was given.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-reopened")]
public sealed record AuctionReopened([property: Id(0)] DateTimeOffset? ClosesAt, [property: Id(1)] string? Reason) : AuctionEvent
{
    /// <summary>True where the auctioneer undid the hammer; null where the auction was reopened.</summary>
    [Id(2)] public bool? Undo { get; init; }

    /// <summary>In a Dutch auction: UTC instant from which its clock is counted now; null elsewhere.</summary>
    [Id(10)] public DateTimeOffset? FallingSince { get; init; }
}

/// <summary>Paid for, or otherwise done with.</summary>
/// <param name="Reference">The settlement's reference: an invoice, a transaction hash.</param>
[GenerateSerializer, Immutable, Alias("sothebais.auction-settled")]
public sealed record AuctionSettled([property: Id(0)] string Reference) : AuctionEvent;
