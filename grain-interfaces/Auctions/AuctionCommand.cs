using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Something asked of an auction. Repeating it under the same key has the effect of one and hears the first one's answer.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.auction-command")]
public abstract record AuctionCommand
{
    /// <summary>Who asks, under which key, and the fingerprint of what they ask.</summary>
    [Id(0)] public required Origin Origin { get; init; }

    /// <summary>The sequence that whoever drives the auction saw as they decided: where something else has happened since, it is refused with <see cref="Refusal.Conflict"/>. Null asks for it whatever happened.</summary>
    [Id(1)] public long? Seen { get; init; }
}

/// <summary>Bring an auction into being.</summary>
/// <param name="Settings">How it is to run; validated by the gateway.</param>
[GenerateSerializer, Immutable, Alias("sothebais.create-auction")]
public sealed record CreateAuction([property: Id(0)] AuctionSettings Settings) : AuctionCommand;

/// <summary>Change a draft or scheduled auction.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
/// <param name="Expected">The sequence the caller read before changing; another one refuses with <see cref="Refusal.Conflict"/>.</param>
[GenerateSerializer, Immutable, Alias("sothebais.revise-auction")]
public sealed record ReviseAuction([property: Id(0)] AuctionSettings Settings, [property: Id(1)] long Expected) : AuctionCommand;

/// <summary>Let a draft open by itself.</summary>
/// <param name="OpensAt">UTC instant; null takes the settings' own.</param>
[GenerateSerializer, Immutable, Alias("sothebais.schedule-auction")]
public sealed record ScheduleAuction([property: Id(0)] DateTimeOffset? OpensAt) : AuctionCommand;

/// <summary>Open a draft or scheduled auction now.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.open-auction")]
public sealed record OpenAuction : AuctionCommand;

/// <summary>Stop the clock and take no bids.</summary>
/// <param name="Reason">What to tell the room; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.pause-auction")]
public sealed record PauseAuction([property: Id(0)] string? Reason) : AuctionCommand;

/// <summary>Let the clock go on.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.resume-auction")]
public sealed record ResumeAuction : AuctionCommand;

/// <summary>Move the close of an open or paused auction.</summary>
/// <param name="By">How much later, more than zero.</param>
[GenerateSerializer, Immutable, Alias("sothebais.extend-auction")]
public sealed record ExtendAuction([property: Id(0)] TimeSpan By) : AuctionCommand;

/// <summary>Say that the hammer is about to fall.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.warn-room")]
public sealed record WarnRoom : AuctionCommand;

/// <summary>Let the hammer fall now.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.drop-hammer")]
public sealed record DropHammer : AuctionCommand;

/// <summary>Withdraw an auction before it is sold.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[GenerateSerializer, Immutable, Alias("sothebais.cancel-auction")]
public sealed record CancelAuction([property: Id(0)] string Reason) : AuctionCommand;

/// <summary>Mark a closed auction as done with.</summary>
/// <param name="Reference">The settlement's reference, 1 to 200 characters.</param>
[GenerateSerializer, Immutable, Alias("sothebais.settle-auction")]
public sealed record SettleAuction([property: Id(0)] string Reference) : AuctionCommand;

/// <summary>Take the hammer back.</summary>
/// <param name="Duration">How long bidding goes on; null is the soft close's time, else the house's closing window.</param>
/// <param name="Reason">Why; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.reopen-auction")]
public sealed record ReopenAuction([property: Id(0)] TimeSpan? Duration, [property: Id(1)] string? Reason) : AuctionCommand
{
    /// <summary>Whether a sale's auctioneer undoes the hammer by it, which the room is told.</summary>
    [Id(2)] public bool Undo { get; init; }
}

/// <summary>Take a bid back.</summary>
/// <param name="Bid">The bid's sequence.</param>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[GenerateSerializer, Immutable, Alias("sothebais.retract-bid")]
public sealed record RetractBid([property: Id(0)] long Bid, [property: Id(1)] string Reason) : AuctionCommand;

/// <summary>Close an open or paused auction unsold, whatever was bid: the lot is passed.</summary>
/// <param name="Reason">Why; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.pass-lot")]
public sealed record PassLot([property: Id(0)] string? Reason) : AuctionCommand;

/// <summary>Take back the last act of the room: the hammer or the passing of a closed auction, or the newest standing bid of one that runs.</summary>
/// <param name="Reason">Why; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.undo-last")]
public sealed record UndoLast([property: Id(0)] string? Reason) : AuctionCommand;

/// <summary>Bid: an amount, a maximum, the minimum of the moment, or the price at which the lot can be bought at once.</summary>
/// <param name="Bidder">For whom.</param>
/// <param name="Amount">What is bid; with no <paramref name="Maximum"/> and no <paramref name="BuyNow"/> null asks for the minimum at the moment of decision, whatever it then is.</param>
/// <param name="Limit">With the minimum: the most to pay; null is without limit.</param>
/// <param name="Maximum">Up to what the house bids for the bidder; null where they bid themselves.</param>
/// <param name="BuyNow">Whether the lot is bought at its buy-now price.</param>
/// <param name="Quantity">How many of an edition, 1 or more.</param>
/// <param name="ReceivedAt">UTC instant at which a gateway of the house had received it, whole, on the house's clocks and never on the bidder's; null where it came without one.</param>
[GenerateSerializer, Immutable, Alias("sothebais.place-bid")]
public sealed record PlaceBid(
    [property: Id(0)] Bidder Bidder, [property: Id(1)] StatedAmount? Amount, [property: Id(2)] StatedAmount? Limit, [property: Id(3)] StatedAmount? Maximum = null,
    [property: Id(4)] bool BuyNow = false, [property: Id(5)] int Quantity = 1, [property: Id(6)] DateTimeOffset? ReceivedAt = null) : AuctionCommand
{
    /// <summary>Whether it asks for the minimum of the moment.</summary>
    public bool AsksForNext => Amount is null && Maximum is null && !BuyNow;

    /// <summary>For logs and error messages, into which calls may get: no amount, because a maximum is for nobody's eyes.</summary>
    public override string ToString() => $"{nameof(PlaceBid)} by {Bidder.Id}";
}
