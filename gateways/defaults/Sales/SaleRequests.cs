using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Defaults.Sales;

/// <summary>A request to create a sale.</summary>
public sealed record CreateSaleRequest
{
    /// <summary>The id; null lets the house make a sortable one.</summary>
    public string? Id { get; init; }

    /// <summary>What the public reads, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Who opens and closes the lots: auctioneer, automatic or timed.</summary>
    public string Mode { get; init; } = "auctioneer";

    /// <summary>The currency of every lot.</summary>
    public required string Currency { get; init; }

    /// <summary>The terms of imported lots; null is none.</summary>
    public LotTerms? LotDefaults { get; init; }

    /// <summary>Automatic: how long after a lot has closed the next one opens; zero to a day, 10 seconds where it is null.</summary>
    public TimeSpan? Gap { get; init; }

    /// <summary>Timed without windows: how long after the first lot the second closes, and so on; zero to a day, a minute where it is null.</summary>
    public TimeSpan? Stagger { get; init; }

    /// <summary>Timed without windows: how long the first lot runs.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Automatic and timed: when lots may open; null is at any time.</summary>
    public PublicWindows? Windows { get; init; }

    /// <summary>When the sale opens by itself, once it has lots; null is when somebody opens it.</summary>
    public DateTimeOffset? StartsAt { get; init; }
}

/// <summary>The same hours every day, in the local time of a place.</summary>
/// <param name="From">The first day: 2026-11-23.</param>
/// <param name="Days">How many days, 1 to 3,660.</param>
/// <param name="Start">The local time at which a window begins: 15:00.</param>
/// <param name="End">The local time at which it ends; not later than its start is on the next day.</param>
/// <param name="Zone">The place's zone in the IANA time zone database: Europe/Berlin.</param>
public sealed record PublicWindows(string From, int Days, string Start, string End, string Zone);

/// <summary>The terms of a lot: the fields of a request to create an auction that a whole sale may share. What is left out has an auction's own default.</summary>
public sealed record LotTerms
{
    /// <summary>The format.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Format { get; init; }

    /// <summary>The least first bid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? OpeningBid { get; init; }

    /// <summary>The price under which a lot is not sold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Reserve { get; init; }

    /// <summary>The price at which a lot can be bought at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? BuyNow { get; init; }

    /// <summary>How far a bid must go over the price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PublicIncrements? Increments { get; init; }

    /// <summary>How long a lot runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public TimeSpan? Duration { get; init; }

    /// <summary>Whether the clock starts with the first bid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public bool? StartsOnFirstBid { get; init; }

    /// <summary>The soft close.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PublicExtension? Extension { get; init; }

    /// <summary>Who may bid.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Bidders { get; init; }

    /// <summary>The falling clock of a Dutch auction.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public PublicDutch? Dutch { get; init; }

    /// <summary>How many of an edition are sold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Quantity { get; init; }
}

/// <summary>A request that names lots.</summary>
/// <param name="Lots">The ids of their auctions, in their order.</param>
public sealed record LotsRequest(string[] Lots);

/// <summary>A request to interrupt a sale.</summary>
/// <param name="Reason">Why, up to 500 characters.</param>
public sealed record PauseSaleRequest(string? Reason = null);

/// <summary>A request to put the lots into another order.</summary>
/// <param name="Lots">The ids of all lots' auctions, in their new order.</param>
/// <param name="Was">The order that the caller saw: where it is another by now nothing changes, and the answer is a conflict. Null puts them in order whatever it was.</param>
public sealed record OrderRequest(string[] Lots, string[]? Was = null);

/// <summary>A request to take the last hammer or pass back.</summary>
/// <param name="Duration">How long bidding goes on, up to 31 days; null takes the lot's soft close.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
public sealed record UndoLotRequest(TimeSpan? Duration = null, string? Reason = null);

/// <summary>A request for a paddle.</summary>
/// <param name="BidderId">For whom, 1 to 128 printable characters without spaces.</param>
/// <param name="Paddle">The number wanted, 1 to 99,999; null is the lowest free one.</param>
public sealed record PaddleRequest(string BidderId, int? Paddle = null);
