using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>JSON as the house takes and gives it: camel case, and nothing unknown, doubled, missing or of another type is let through.</summary>
public static class StrictJson
{
    /// <summary>The options of all gateways.</summary>
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Makes minimal APIs read and write with these options, and answer what cannot be read with a problem.</summary>
    public static void AddStrictJson(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(o => Configure(o.SerializerOptions));
        builder.Services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
    }

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 16;
        options.Converters.Add(new UtcInstant());
        options.Converters.Add(new Iso8601Duration());
        return options;
    }

    /// <summary>Writes an instant as RFC 3339 in UTC.</summary>
    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant of this millennium's years to 8999 in RFC 3339, with its offset.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        // "2026-11-23T15:00:00" names no instant: whose three o'clock?
        return text.Length is >= 20 and <= 40 && (text[^1] == 'Z' || text[^6] is '+' or '-') &&
            DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out instant) && instant.Year is >= 2000 and < 9000;
    }

    /// <summary>Writes a duration as ISO 8601.</summary>
    public static string Write(TimeSpan duration) => XmlConvert.ToString(duration);

    private sealed class UtcInstant : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && TryInstant(reader.GetString()!, out var instant)
                ? instant
                : throw new JsonException("An instant is written as in RFC 3339, with its offset: 2026-11-23T15:00:00Z.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(StrictJson.Write(value));
    }

    private sealed class Iso8601Duration : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // Years and months have no fixed length; XmlConvert would guess one.
            if (reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 2 and <= 32 } text && text[0] == 'P' &&
                !text.Contains('Y', StringComparison.Ordinal) && !text.Split('T')[0].Contains('M', StringComparison.Ordinal))
            {
                try
                {
                    return XmlConvert.ToTimeSpan(text);
                }
                catch (Exception e) when (e is FormatException or OverflowException)
                {
                    // said below
                }
            }
            throw new JsonException("A duration is written as in ISO 8601, in days and less: PT2M, PT1H30M, P1DT12H.");
        }

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(StrictJson.Write(value));
    }
}
