using System.Text.Json;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>Writes what events and views have in common, as the contract has it.</summary>
internal static class PublicFields
{
    public static void WriteSettings(Utf8JsonWriter json, AuctionSettings settings)
    {
        json.WriteString("format"u8, PublicFormat.Of(settings.Format));
        json.WriteString("title"u8, settings.Title);
        json.WritePropertyName("lot"u8);
        JsonSerializer.Serialize(json, PublicLot.Of(settings.Lot), StrictJson.Options);
        json.WriteString("currency"u8, settings.Currency.Code);
        WriteAmount(json, "openingBid"u8, settings.Currency, settings.OpeningBid);
        json.WritePropertyName("increments"u8);
        JsonSerializer.Serialize(json, PublicIncrements.Of(settings), StrictJson.Options);
        WriteInstant(json, "opensAt"u8, settings.OpensAt);
        WriteInstant(json, "closesAt"u8, settings.ClosesAt);
        WriteDuration(json, "duration"u8, settings.Duration);
        json.WriteBoolean("startsOnFirstBid"u8, settings.StartsOnFirstBid);
        json.WritePropertyName("extension"u8);
        JsonSerializer.Serialize(json, settings.Extension is { } e ? new PublicExtension(e.Window, e.By, e.Maximum) : null, StrictJson.Options);
        json.WriteString("bidders"u8, settings.Admission == Admission.Approved ? "approved" : "anyone");
        WriteAmount(json, "buyNow"u8, settings.Currency, settings.BuyNow);
        json.WriteNumber("quantity"u8, settings.Quantity);
        json.WritePropertyName("dutch"u8);
        JsonSerializer.Serialize(json, PublicDutch.Of(settings), StrictJson.Options);
        json.WriteString("saleId"u8, settings.SaleId);
    }

    public static void WriteAwards(Utf8JsonWriter json, string auctionId, Currency currency, Award[]? awards)
    {
        if (awards is null) return;
        json.WritePropertyName("awards"u8);
        JsonSerializer.Serialize(json, PublicAward.Of(auctionId, currency, awards), StrictJson.Options);
    }

    public static void WriteBidder(Utf8JsonWriter json, Bidder bidder)
    {
        json.WriteString("bidderId"u8, bidder.Id);
        json.WriteString("name"u8, bidder.Name);
        WriteNumber(json, "paddle"u8, bidder.Paddle);
    }

    public static void WriteAmount(Utf8JsonWriter json, ReadOnlySpan<byte> name, Currency currency, Amount? amount)
    {
        if (amount is not { } given)
        {
            json.WriteNull(name);
            return;
        }
        Span<char> text = stackalloc char[41];
        json.WriteString(name, text[..currency.Write(given, text)]);
    }

    public static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } given) json.WriteNumber(name, given);
        else json.WriteNull(name);
    }

    public static void WriteBoolean(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is { } given) json.WriteBoolean(name, given);
        else json.WriteNull(name);
    }

    public static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is { } given) json.WriteString(name, StrictJson.Write(given));
        else json.WriteNull(name);
    }

    public static void WriteDuration(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan? duration)
    {
        if (duration is { } given) json.WriteString(name, StrictJson.Write(given));
        else json.WriteNull(name);
    }
}
