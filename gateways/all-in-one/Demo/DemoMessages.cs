using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sothebais.Gateways.AllInOne.Demo;

// What the demo says to the house and reads of its answers, in the words of the public contract.

internal sealed record TokenAnswer(string Token);

internal sealed record NewAuction(
    string Id, string Format, string Title, NewLot Lot, string Currency, string OpeningBid, string? Reserve, NewIncrements Increments, string Duration, NewExtension Extension);

internal sealed record NewLot(string Name, string Description, Uri Image, NewToken Token, NewTrait[] Attributes);

internal sealed record NewToken(long ChainId, string Contract, string TokenId);

internal sealed record NewTrait([property: JsonPropertyName("trait_type")] string TraitType, string Value);

internal sealed record NewIncrements(int BasisPoints);

internal sealed record NewExtension(string Window, string By, int Maximum);

internal sealed record NewBid(string? Amount = null, bool? Next = null, string? Limit = null);

internal sealed record Settlement(string Reference);

internal sealed record NewStream(string Id, string Title);

internal sealed record StreamBinding(string AuctionId);

internal sealed record Nothing;

/// <summary>What the demo reads of an auction's view.</summary>
internal sealed record AuctionState(
    string Status, long Sequence, string? Price, AuctionLeader? Leader, string? MinimumBid, int BidCount, bool? ReserveMet, DateTimeOffset? ClosesAt, int Extensions,
    DateTimeOffset ServerTime, AuctionResult? Result)
{
    public bool IsOver => Status is "sold" or "unsold" or "settled" or "cancelled";
}

internal sealed record AuctionLeader(string BidderId);

internal sealed record AuctionResult(string Winner, string? Name, string Amount);

internal sealed record BidAnswer(string BidId, string Outcome);

internal sealed record ProblemAnswer(string? Code, string? Title, string? Detail);

/// <summary>An answer of the house.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
internal readonly record struct HouseAnswer(int Status, byte[] Body)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public bool IsYes => Status is >= 200 and < 300;

    /// <summary>Reads the body of a yes.</summary>
    /// <exception cref="DemoRefusedException">It is a no.</exception>
    public T Read<T>() => IsYes
        ? JsonSerializer.Deserialize<T>(Body, Json) ?? throw new JsonException("The answer is null.")
        : throw new DemoRefusedException($"The house answered {Status} {Code}.");

    /// <summary>The machine-readable reason of a no; empty where the answer gives none.</summary>
    public string Code
    {
        get
        {
            try
            {
                return IsYes ? "" : JsonSerializer.Deserialize<ProblemAnswer>(Body, Json)?.Code ?? "";
            }
            catch (JsonException)
            {
                return ""; // some proxy's page
            }
        }
    }
}

/// <summary>The house said no where the demo cannot go on without a yes.</summary>
internal sealed class DemoRefusedException(string message) : Exception(message);
