using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions.Attempts;

/// <summary>A bid that was refused, as it is recorded: what was asked in the bidder's own words, when, and which rule said no. Or how many were not recorded.</summary>
internal sealed record Attempt
{
    /// <summary>UTC instant at which it was decided.</summary>
    public required DateTime At { get; init; }

    /// <summary>UTC instant at which a gateway had received it; null where it came without one.</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>The newest event that it was decided on.</summary>
    public long? After { get; init; }

    /// <summary>For whom it was.</summary>
    public string? BidderId { get; init; }

    /// <summary>Their name.</summary>
    public string? Name { get; init; }

    /// <summary>Who sent it.</summary>
    public string? By { get; init; }

    /// <summary>The id of the request that brought it.</summary>
    public string? Request { get; init; }

    /// <summary>The amount that was bid.</summary>
    public string? Amount { get; init; }

    /// <summary>The bidder's own maximum that was asked for.</summary>
    public string? Maximum { get; init; }

    /// <summary>True where the minimum of the moment was asked for.</summary>
    public bool? Next { get; init; }

    /// <summary>The most to pay for that.</summary>
    public string? Limit { get; init; }

    /// <summary>True where the lot was to be bought at once.</summary>
    public bool? BuyNow { get; init; }

    /// <summary>How many of an edition; null is one.</summary>
    public int? Quantity { get; init; }

    /// <summary>Why it was refused: the code that the bidder was given.</summary>
    public string? Reason { get; init; }

    /// <summary>The rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>How many milliseconds after the close it reached the auction, rounded up; null where that is not why.</summary>
    public long? LateBy { get; init; }

    /// <summary>On a line of its own: how many attempts since the last line were too many to record; null on all others.</summary>
    public long? NotRecorded { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="bid">What was asked.</param>
    /// <param name="no">The answer.</param>
    /// <param name="auction">The auction on which it was decided.</param>
    /// <param name="at">UTC instant of the decision.</param>
    public static Attempt Of(PlaceBid bid, AuctionAnswer.Refused no, Auction auction, DateTimeOffset at) => new()
    {
        At = at.UtcDateTime,
        ReceivedAt = bid.ReceivedAt?.UtcDateTime,
        After = auction.Sequence,
        BidderId = bid.Bidder.Id,
        Name = bid.Bidder.Name,
        By = bid.Origin.By,
        Request = bid.Origin.Request,
        Amount = Words(bid.Amount),
        Maximum = Words(bid.Maximum),
        Next = bid.AsksForNext ? true : null,
        Limit = Words(bid.Limit),
        BuyNow = bid.BuyNow ? true : null,
        Quantity = bid.Quantity == 1 ? null : bid.Quantity,
        Reason = RefusalNames.Code(no.Reason),
        Rule = RefusalNames.Rule(no, auction.Settings.Format),
        LateBy = no.LateBy is { } late ? (late.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond : null,
    };

    private static string? Words(StatedAmount? stated) => stated is not { } s ? null
        : s.Scale == 0 ? s.Digits.ToString()
        : s.Digits.ToString().PadLeft(s.Scale + 1, '0') is var digits ? $"{digits[..^s.Scale]}.{digits[^s.Scale..]}" : null;
}

/// <summary>The JSON in which attempts are stored and given out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Attempt))]
internal sealed partial class AttemptJson : JsonSerializerContext
{
    /// <summary>Writes an attempt.</summary>
    public static byte[] Write(Attempt attempt) => JsonSerializer.SerializeToUtf8Bytes(attempt, Default.Attempt);
}
