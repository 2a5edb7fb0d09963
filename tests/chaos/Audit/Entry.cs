using System.Globalization;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>An event as it stands in a log of Redis.</summary>
/// <param name="Auction">The auction.</param>
/// <param name="Sequence">Its place.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="At">When it happened.</param>
/// <param name="Body">All of it.</param>
public sealed record Entry(string Auction, long Sequence, string Kind, DateTimeOffset At, JsonNode Body)
{
    /// <summary>The idempotency key of what brought it about; null where a clock did.</summary>
    public string? Key => (string?)Body["origin"]?["key"];

    /// <summary>Whether it is a further consequence of what the event before answers.</summary>
    public bool Follows => (bool?)Body["follows"] ?? false;

    /// <summary>Who bid.</summary>
    public string? Bidder => (string?)Body["bidder"]?["id"];

    /// <summary>Who leads after it.</summary>
    public string? Leader => (string?)Body["leader"]?["id"] ?? Bidder;

    /// <summary>When the auction closes, where the event says so.</summary>
    public DateTimeOffset? ClosesAt => Time("closesAt");

    /// <summary>Whether it ends the bidding.</summary>
    public bool IsHammer => Kind is "auctionSold" or "auctionUnsold" or "auctionCancelled";

    /// <summary>Reads one.</summary>
    /// <param name="auction">Whose log it is in.</param>
    /// <param name="json">As it stands there.</param>
    public static Entry Read(string auction, string json)
    {
        var body = JsonNode.Parse(json)!;
        return new Entry(auction, (long)body["sequence"]!, (string)body["kind"]!, (DateTimeOffset)body["at"]!, body);
    }

    /// <summary>An amount of it, in dollars; it stands there in cents.</summary>
    public decimal? Amount(string field) => (string?)Body[field] is { } cents ? decimal.Parse(cents, CultureInfo.InvariantCulture) / 100 : null;

    /// <summary>An instant of it.</summary>
    public DateTimeOffset? Time(string field) => (DateTimeOffset?)Body[field];
}
