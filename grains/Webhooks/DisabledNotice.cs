using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Grains.Webhooks;

/// <summary>The event that tells that the house disabled a webhook.</summary>
internal static class DisabledNotice
{
    public const string Type = "com.sothebais.webhook.disabled.v1";

    /// <summary>Makes it; of the same webhook and change always the same.</summary>
    public static SentEvent Of(string id, Webhook webhook)
    {
        var (disabled, source, eventId) = (webhook.Disabled!, $"/webhooks/{id}", $"{id}-disabled-{webhook.CreatedAt.ToUnixTimeMilliseconds()}-{webhook.Terms}");
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("specversion"u8, "1.0");
            json.WriteString("id"u8, eventId);
            json.WriteString("source"u8, source);
            json.WriteString("type"u8, Type);
            json.WriteString("subject"u8, id);
            json.WriteString("time"u8, Text(disabled.At));
            json.WriteString("datacontenttype"u8, "application/json");
            json.WriteStartObject("data"u8);
            json.WriteString("url"u8, webhook.Url);
            json.WriteString("reason"u8, disabled.Reason);
            json.WriteString("since"u8, disabled.Since is { } since ? Text(since) : null);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new SentEvent(source, eventId, Type, id, bytes.WrittenSpan.ToArray());
    }

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
