using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.EventLog;

/// <summary>The JSON in which auction events stand in the log: camel case, nothing where a fact is absent, amounts in base units.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuctionEvent))]
internal sealed partial class AuctionEventJson : JsonSerializerContext
{
    private const int NewestKnownVersion = 1;

    /// <summary>The log's entity name of an auction.</summary>
    public static string EntityOf(string auctionId) => "auction:" + auctionId;

    /// <summary>The auction id in an entity name; null where it is another kind of entity.</summary>
    public static string? AuctionIdOf(string entity) => entity.StartsWith("auction:", StringComparison.Ordinal) ? entity["auction:".Length..] : null;

    /// <summary>The feed header for a currency.</summary>
    public static string HeaderOf(Currency currency) => $"{currency.Code}/{currency.Decimals}";

    /// <summary>The currency in a feed header.</summary>
    public static Currency CurrencyOf(string header)
    {
        var slash = header.IndexOf('/', StringComparison.Ordinal);
        return new Currency(header[..slash], byte.Parse(header.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }

    /// <summary>Writes an event.</summary>
    public static byte[] Write(AuctionEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, Default.AuctionEvent);

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">It is not an event, or was written by a newer house.</exception>
    public static AuctionEvent Read(ReadOnlySpan<byte> json)
    {
        AuctionEvent read;
        try
        {
            read = JsonSerializer.Deserialize(json, Default.AuctionEvent) ?? throw new JsonException("An event is missing.");
        }
        catch (NotSupportedException e) // no kind
        {
            throw new JsonException("An event has no kind.", e);
        }
        return read.Version <= NewestKnownVersion ? read : throw new JsonException($"Event {read.Sequence} has version {read.Version}; this house reads up to {NewestKnownVersion}.");
    }
}
