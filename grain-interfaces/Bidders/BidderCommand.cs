using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>Something asked of a bidder's account. Repeating it under the same key has the effect of one and hears the first one's answer.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-command")]
public abstract record BidderCommand
{
    /// <summary>Who asks, under which key, and the fingerprint of what they ask.</summary>
    [Id(0)] public required Origin Origin { get; init; }
}

/// <summary>Make them known to the house.</summary>
/// <param name="Profile">Who they are; validated by the gateway.</param>
[GenerateSerializer, Immutable, Alias("sothebais.register-bidder")]
public sealed record RegisterBidder([property: Id(0)] BidderProfile Profile) : BidderCommand;

/// <summary>Change who they are.</summary>
/// <param name="Profile">The profile from now on, whole; validated by the gateway.</param>
/// <param name="Expected">The sequence the caller read before changing; another one refuses with <see cref="BidderRefusal.Conflict"/>.</param>
[GenerateSerializer, Immutable, Alias("sothebais.change-bidder")]
public sealed record ChangeBidder([property: Id(0)] BidderProfile Profile, [property: Id(1)] long Expected) : BidderCommand;

/// <summary>Let them bid where only approved bidders may.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.approve-bidder")]
public sealed record ApproveBidder : BidderCommand;

/// <summary>Let them bid nowhere, and take their bids in running auctions back.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
[GenerateSerializer, Immutable, Alias("sothebais.block-bidder")]
public sealed record BlockBidder([property: Id(0)] string Reason) : BidderCommand;

/// <summary>Let them bid again.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.unblock-bidder")]
public sealed record UnblockBidder : BidderCommand;

/// <summary>Say what they may spend.</summary>
/// <param name="Limits">The limits from now on, whole, each currency once; a currency that is not here has none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.set-limits")]
public sealed record SetLimits([property: Id(0)] SpendingLimit[] Limits) : BidderCommand;
