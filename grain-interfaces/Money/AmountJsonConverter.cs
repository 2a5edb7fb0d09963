using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Money;

/// <summary>Writes an amount as a string of its base units: System.Text.Json writes UInt128 as a bare number, which readers with doubles round past 2^53.</summary>
public sealed class AmountJsonConverter : JsonConverter<Amount>
{
    /// <inheritdoc/>
    public override Amount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UInt128.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            ? new Amount(units)
            : throw new JsonException("An amount in base units is a string of decimal digits.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Amount value, JsonSerializerOptions options)
    {
        Span<byte> digits = stackalloc byte[39];
        value.Units.TryFormat(digits, out var length);
        writer.WriteStringValue(digits[..length]);
    }
}
