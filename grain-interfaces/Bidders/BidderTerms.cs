using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>On which terms somebody bids in an auction.</summary>
/// <param name="Version">The newest event of their log that this rests on; 0 is somebody the house does not know. Of two terms the larger version holds.</param>
/// <param name="Approved">Whether they may bid where only approved bidders may.</param>
/// <param name="Blocked">Whether they may bid nowhere.</param>
/// <param name="Limit">Their spending limit in the auction's currency; null is none.</param>
/// <param name="Paddle">Their paddle in the auction's sale; null is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-terms")]
public sealed record BidderTerms(
    [property: Id(0)] long Version, [property: Id(1)] bool Approved, [property: Id(2)] bool Blocked, [property: Id(3)] Amount? Limit, [property: Id(4)] int? Paddle);

/// <summary>What a bidder may have to pay in one auction, by its committed events.</summary>
/// <param name="AuctionId">The auction.</param>
/// <param name="Sequence">The newest committed event this rests on. Of two reports the larger sequence holds.</param>
/// <param name="Exposure">What they may have to pay: as leader their ceiling; a won lot's price until it is settled; zero is nothing.</param>
/// <param name="Running">Whether the auction is open or paused, so that it takes or may again take bids.</param>
/// <param name="Activation">Which activation of the auction says so.</param>
/// <param name="Ended">The tickets that have come to their end: whatever they were for is in <paramref name="Exposure"/>.</param>
[GenerateSerializer, Immutable, Alias("sothebais.exposure-report")]
public sealed record ExposureReport(
    [property: Id(0)] string AuctionId, [property: Id(1)] long Sequence, [property: Id(2)] Amount Exposure, [property: Id(3)] bool Running,
    [property: Id(4)] Guid Activation, [property: Id(5)] Guid[] Ended);

/// <summary>An auction's wish to let a limited bidder have so much to pay there.</summary>
/// <param name="AuctionId">The auction.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Ticket">The ticket under which it is held. Asking again under the same ticket changes its amount.</param>
/// <param name="Activation">Which activation of the auction asks.</param>
/// <param name="Amount">All that they may then have to pay in this auction, not only what is added.</param>
[GenerateSerializer, Immutable, Alias("sothebais.hold-request")]
public sealed record HoldRequest(
    [property: Id(0)] string AuctionId, [property: Id(1)] Currency Currency, [property: Id(2)] Guid Ticket, [property: Id(3)] Guid Activation, [property: Id(4)] Amount Amount);

/// <summary>What the bidder's account says to a wish.</summary>
/// <param name="Granted">Whether the amount is held.</param>
/// <param name="Terms">On which terms they bid now.</param>
/// <param name="Available">What they may have to pay in this auction at the most; null is without limit.</param>
[GenerateSerializer, Immutable, Alias("sothebais.hold-answer")]
public sealed record HoldAnswer([property: Id(0)] bool Granted, [property: Id(1)] BidderTerms Terms, [property: Id(2)] Amount? Available);
