using System.Buffers;
using System.Text.Json;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>A request to bid: exactly one of an amount, a maximum, the next bid, and buying at once.</summary>
public sealed record BidRequest
{
    /// <summary>What is bid, as a decimal string.</summary>
    public string? Amount { get; init; }

    /// <summary>Up to what the house bids for the bidder, as a decimal string.</summary>
    public string? Maximum { get; init; }

    /// <summary>True asks for the minimum bid at the moment of decision.</summary>
    public bool? Next { get; init; }

    /// <summary>True buys the lot at its buy-now price.</summary>
    public bool? BuyNow { get; init; }

    /// <summary>How many of an edition; null is one.</summary>
    public int? Quantity { get; init; }

    /// <summary>With <see cref="Next"/>: the most to pay, as a decimal string.</summary>
    public string? Limit { get; init; }

    /// <summary>For whom, where an auctioneer or event source bids for somebody.</summary>
    public string? BidderId { get; init; }

    /// <summary>The name to show for them.</summary>
    public string? Name { get; init; }

    /// <summary>Reads the request from UTF-8 JSON. By hand, because this is the house's busiest door: it costs a fraction of the serializer.</summary>
    /// <exception cref="BadHttpRequestException">It is not of this form; the message says why.</exception>
    public static BidRequest Read(in ReadOnlySequence<byte> body) => Read(body, withAuction: false, out _);

    /// <summary>Reads a request that also says on which auction: one that is not under the auction's address.</summary>
    /// <exception cref="BadHttpRequestException">It is not of this form; the message says why.</exception>
    public static BidRequest ReadWithAuction(in ReadOnlySequence<byte> body, out string? auctionId) => Read(body, withAuction: true, out auctionId);

    private static BidRequest Read(in ReadOnlySequence<byte> body, bool withAuction, out string? auctionId)
    {
        try
        {
            return Parse(body, withAuction, out auctionId);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The request is malformed.", e);
        }
        catch (InvalidOperationException) // text that is not UTF-8
        {
            throw new BadHttpRequestException("The body is not valid UTF-8.");
        }
    }

    private static BidRequest Parse(in ReadOnlySequence<byte> body, bool withAuction, out string? auctionId)
    {
        auctionId = null;
        var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 2 });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw Bad("A bid is a JSON object.");
        string? amount = null, maximum = null, limit = null, bidderId = null, name = null;
        bool? next = null, buyNow = null;
        int? quantity = null;
        var seen = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("amount"u8)) amount = Text(ref json, "amount", 1, ref seen);
            else if (json.ValueTextEquals("bidderId"u8)) bidderId = Text(ref json, "bidderId", 2, ref seen);
            else if (json.ValueTextEquals("name"u8)) name = Text(ref json, "name", 4, ref seen);
            else if (json.ValueTextEquals("next"u8)) next = Flag(ref json, "next", 8, ref seen);
            else if (json.ValueTextEquals("limit"u8)) limit = Text(ref json, "limit", 16, ref seen);
            else if (json.ValueTextEquals("maximum"u8)) maximum = Text(ref json, "maximum", 32, ref seen);
            else if (json.ValueTextEquals("buyNow"u8)) buyNow = Flag(ref json, "buyNow", 64, ref seen);
            else if (json.ValueTextEquals("quantity"u8)) quantity = Number(ref json, "quantity", 128, ref seen);
            else if (withAuction && json.ValueTextEquals("auctionId"u8)) auctionId = Text(ref json, "auctionId", 256, ref seen);
            else throw Bad($"Unknown field {json.GetString()}.");
        }
        if (json.TokenType != JsonTokenType.EndObject || json.Read()) throw Bad("A bid is one JSON object.");
        return new BidRequest { Amount = amount, Maximum = maximum, Next = next, BuyNow = buyNow, Quantity = quantity, Limit = limit, BidderId = bidderId, Name = name };
    }

    private static string? Text(ref Utf8JsonReader json, string field, int bit, ref int seen)
    {
        Once(field, bit, ref seen);
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw Bad($"The field {field} is a string{(field is "amount" or "maximum" or "limit" ? ": a number would lose digits" : "")}."),
        };
    }

    private static int? Number(ref Utf8JsonReader json, string field, int bit, ref int seen)
    {
        Once(field, bit, ref seen);
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.Number when json.TryGetInt32(out var number) => number,
            JsonTokenType.Null => null,
            _ => throw Bad($"The field {field} is a whole number."),
        };
    }

    private static bool? Flag(ref Utf8JsonReader json, string field, int bit, ref int seen)
    {
        Once(field, bit, ref seen);
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Null => null,
            _ => throw Bad($"The field {field} is true or false."),
        };
    }

    private static void Once(string field, int bit, ref int seen)
    {
        if ((seen & bit) != 0) throw Bad($"The field {field} comes twice.");
        seen |= bit;
    }

    private static BadHttpRequestException Bad(string why) => new(why);
}
