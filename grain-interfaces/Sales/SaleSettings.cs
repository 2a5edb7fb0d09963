using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>How a sale is to run: what its creator decides. Fixed once the sale has opened.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-settings")]
public sealed record SaleSettings
{
    /// <summary>What the public reads, 1 to 200 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>Who opens and closes the lots.</summary>
    [Id(1)] public required SaleMode Mode { get; init; }

    /// <summary>The currency of every lot.</summary>
    [Id(2)] public required Currency Currency { get; init; }

    /// <summary>The terms of imported lots, as the JSON of a create request without its lot; null is none. May hold a reserve: for the house's eyes.</summary>
    [Id(3)] public string? LotDefaults { get; init; }

    /// <summary>Automatic: how long after a lot has closed the next one opens; zero to a day.</summary>
    [Id(4)] public TimeSpan Gap { get; init; }

    /// <summary>Timed without windows: how long after the first lot the second closes, and so on; zero to a day.</summary>
    [Id(5)] public TimeSpan Stagger { get; init; }

    /// <summary>Timed without windows: how long the first lot runs; null elsewhere.</summary>
    [Id(6)] public TimeSpan? Duration { get; init; }

    /// <summary>Automatic and timed: when lots may open; null is at any time.</summary>
    [Id(7)] public DailyWindows? Windows { get; init; }

    /// <summary>UTC instant at which the sale opens by itself, once it has lots; null where somebody opens it.</summary>
    [Id(8)] public DateTimeOffset? StartsAt { get; init; }
}

/// <summary>Who opens and closes the lots of a sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SaleMode>))]
public enum SaleMode
{
    /// <summary>A person does.</summary>
    [JsonStringEnumMemberName("auctioneer")] Auctioneer = 1,

    /// <summary>One lot after the other, each opening some time after the one before has closed.</summary>
    [JsonStringEnumMemberName("automatic")] Automatic = 2,

    /// <summary>All lots at once, closing one after the other; with windows, one lot a window.</summary>
    [JsonStringEnumMemberName("timed")] Timed = 3,
}

/// <summary>The same hours every day, in the local time of a place.</summary>
/// <param name="From">The first day.</param>
/// <param name="Days">How many days, 1 to 3,660.</param>
/// <param name="Start">The local time at which a window begins.</param>
/// <param name="End">The local time at which it ends; not later than <paramref name="Start"/> is on the next day.</param>
/// <param name="Zone">The place's zone in the IANA time zone database: Europe/Berlin.</param>
[GenerateSerializer, Immutable, Alias("sothebais.daily-windows")]
public sealed record DailyWindows(
    [property: Id(0)] DateOnly From, [property: Id(1)] int Days, [property: Id(2)] TimeOnly Start, [property: Id(3)] TimeOnly End, [property: Id(4)] string Zone);
