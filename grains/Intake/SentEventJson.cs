using System.Text.Json;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Grains.Intake;

/// <summary>Reads of a CloudEvent in structured JSON what the house goes by.</summary>
internal static class SentEventJson
{
    /// <summary>Reads an event as it stands in the feed.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static SentEvent Read(byte[] json)
    {
        string? source = null, id = null, type = null, subject = null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("source"u8)) source = Text(ref reader);
            else if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("type"u8)) type = Text(ref reader);
            else if (reader.ValueTextEquals("subject"u8)) subject = Text(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return source is null || id is null || type is null ? throw new JsonException("A CloudEvent has a source, an id and a type.") : new SentEvent(source, id, type, subject, json);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }
}
