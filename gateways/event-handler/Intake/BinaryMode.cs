using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CloudNative.CloudEvents.Http;
using Microsoft.Net.Http.Headers;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>
/// Turns an event in binary mode (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md) into structured JSON, where it is checked
/// like all others: its attributes are headers, its data is the body.
/// </summary>
internal static class BinaryMode
{
    /// <summary>Whether a request has an attribute among its headers.</summary>
    public static bool IsIn(IHeaderDictionary headers) => headers.Keys.Any(name => HttpUtilities.GetAttributeNameFromHeaderName(name) is not null);

    /// <summary>The event in structured JSON.</summary>
    /// <exception cref="NonConforming">It cannot be written so.</exception>
    public static byte[] ToStructured(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var text = new ArrayBufferWriter<byte>(body.Length + 512);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            foreach (var (header, values) in headers)
            {
                if (HttpUtilities.GetAttributeNameFromHeaderName(header) is not { } name) continue;
                if (name is "data" or "data_base64" or "datacontenttype") throw new NonConforming(name, "The body is the data, and Content-Type says what it is.");
                json.WriteString(name, Decoded(name, values.Count == 1 ? values.ToString() : throw new NonConforming(name, "It comes twice.")));
            }
            if (headers.ContentType.ToString() is { Length: > 0 } contentType) json.WriteString("datacontenttype", contentType);
            if (!body.IsEmpty) WriteData(json, headers.ContentType, body);
            json.WriteEndObject();
        }
        return text.WrittenSpan.ToArray();
    }

    private static string Decoded(string name, string value)
    {
        if (value.Any(c => c is < ' ' or > '~')) throw new NonConforming(name, "In a header, characters beyond ASCII are percent-encoded UTF-8.");
        try
        {
            return HttpUtilities.DecodeHeaderValue(value);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new NonConforming(name, "Its percent-encoding is no UTF-8 text.");
        }
    }

    private static void WriteData(Utf8JsonWriter json, string? contentType, ReadOnlySpan<byte> body)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : null;
        var isText = Utf8.IsValid(body) && type?.Charset.Value?.Trim('"') is null or "utf-8" or "UTF-8" or "us-ascii" or "US-ASCII";
        // What says nothing of itself is bytes: it might look like something else.
        if (type is not null && Conformance.IsJson(contentType))
        {
            if (!isText) throw new NonConforming("datacontenttype", "JSON is sent in UTF-8.");
            json.WritePropertyName("data"u8);
            try
            {
                using var data = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = Conformance.Deepest });
                data.RootElement.WriteTo(json);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                throw new NonConforming("data", "The body is not the JSON that Content-Type says it is.");
            }
        }
        else if (type is not null && type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) && isText)
            json.WriteString("data"u8, Encoding.UTF8.GetString(body));
        else
            json.WriteBase64String("data_base64"u8, body);
    }
}
