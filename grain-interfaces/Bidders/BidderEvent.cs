using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>A fact in a bidder's log. Committed before anyone is told, never edited afterwards. The JSON form is what stands in the log.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-event")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BidderRegistered), "bidderRegistered")]
[JsonDerivedType(typeof(BidderChanged), "bidderChanged")]
[JsonDerivedType(typeof(BidderApproved), "bidderApproved")]
[JsonDerivedType(typeof(BidderBlocked), "bidderBlocked")]
[JsonDerivedType(typeof(BidderUnblocked), "bidderUnblocked")]
[JsonDerivedType(typeof(LimitsSet), "limitsSet")]
public abstract record BidderEvent : IAttributed
{
    /// <summary>Place in the bidder's log: from 1, without gaps.</summary>
    [Id(0)] public long Sequence { get; init; }

    /// <summary>UTC instant at which the house decided it.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Who asked for it and under which key.</summary>
    [Id(2)] public Origin? Origin { get; init; }

    /// <summary>The version of the JSON form: 1. A reader refuses a larger one than it knows.</summary>
    [Id(3), JsonPropertyName("v")] public int Version { get; init; } = 1;
}

/// <summary>The house knows them; not yet approved.</summary>
/// <param name="Profile">Who they are.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-registered")]
public sealed record BidderRegistered([property: Id(0)] BidderProfile Profile) : BidderEvent;

/// <summary>They are known otherwise from now on.</summary>
/// <param name="Profile">Who they are, whole.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-changed")]
public sealed record BidderChanged([property: Id(0)] BidderProfile Profile) : BidderEvent;

/// <summary>They may bid where only approved bidders may. It lasts; a block goes before it.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-approved")]
public sealed record BidderApproved : BidderEvent;

/// <summary>They may bid nowhere.</summary>
/// <param name="Reason">Why: for the house, never shown to the public.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-blocked")]
public sealed record BidderBlocked([property: Id(0)] string Reason) : BidderEvent;

/// <summary>They may bid again, as before the block. Bids that it took back stay so.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-unblocked")]
public sealed record BidderUnblocked : BidderEvent;

/// <summary>What they may spend.</summary>
/// <param name="Limits">The limits from now on, whole; a currency that is not here has none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.limits-set")]
public sealed record LimitsSet([property: Id(0)] SpendingLimit[] Limits) : BidderEvent;
