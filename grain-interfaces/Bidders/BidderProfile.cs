using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>Who a bidder is.</summary>
/// <param name="Name">The name to show, 1 to 80 characters; null is none.</param>
/// <param name="Wallet">Their Ethereum address with its EIP-55 checksum; null is none.</param>
/// <param name="Handles">Their names on platforms, 20 at most, each platform's name once.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-profile")]
public sealed record BidderProfile([property: Id(0)] string? Name, [property: Id(1)] string? Wallet, [property: Id(2)] Handle[] Handles)
{
    /// <inheritdoc/>
    public bool Equals(BidderProfile? other) => other is not null && Name == other.Name && Wallet == other.Wallet && Handles.AsSpan().SequenceEqual(other.Handles);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Wallet, Handles.Length);
}

/// <summary>A name on a platform: it belongs to one bidder at a time.</summary>
/// <param name="Platform">The platform, such as twitch, kick or x: <c>[a-z0-9][a-z0-9-]{0,31}</c>.</param>
/// <param name="Name">The name there, 1 to 64 visible characters, in lower case: platforms take no notice of case.</param>
[GenerateSerializer, Immutable, Alias("sothebais.handle")]
public sealed record Handle([property: Id(0)] string Platform, [property: Id(1)][property: JsonPropertyName("handle")] string Name);

/// <summary>The most that a bidder may have to pay at any instant, over all auctions of a currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Amount">The limit; zero lets them bid nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.spending-limit")]
public sealed record SpendingLimit([property: Id(0)] Currency Currency, [property: Id(1)] Amount Amount);
