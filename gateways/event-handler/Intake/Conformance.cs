using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using CloudNative.CloudEvents;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>
/// Reads an event in structured JSON (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md), strictly. What an attribute's value may be is the
/// CloudEvents library's word; here stands what it leaves open. Pure.
/// </summary>
internal static class Conformance
{
    /// <summary>How deep an event may be nested.</summary>
    public const int Deepest = 32;

    private static readonly CloudEventsSpecVersion Spec = CloudEventsSpecVersion.V1_0;
    private static readonly Dictionary<string, CloudEventAttribute> Known = Spec.AllAttributes.ToDictionary(a => a.Name);

    // One line, for the feed is also told line by line; characters as they are.
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Deepest + 1, SkipValidation = true };

    /// <summary>Reads an event.</summary>
    /// <exception cref="NonConforming">It is none.</exception>
    public static IncomingEvent Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new NonConforming("specversion", "An event is a JSON object.");
        var (attributes, contentType) = (new Dictionary<string, string>(), (string?)null);
        JsonElement? data = null, base64 = null;
        var seen = new HashSet<string>();
        foreach (var member in json.EnumerateObject())
        {
            var name = NameOf(member);
            if (!seen.Add(name)) throw new NonConforming(name, "It comes twice.");
            if (name == "data") data = member.Value;
            else if (name == "data_base64") base64 = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
            else if (TextOf(name, member.Value) is { } text) attributes.Add(name, text);
        }
        if (!attributes.TryGetValue("specversion", out var version)) throw Missing("specversion");
        if (version != Spec.VersionId) throw new NonConforming("specversion", $"This house takes version {Spec.VersionId}.");
        foreach (var required in Spec.RequiredAttributes)
            if (!attributes.ContainsKey(required.Name)) throw Missing(required.Name);
        attributes.TryGetValue("datacontenttype", out contentType);
        return new IncomingEvent(attributes["source"], attributes["id"], attributes["type"], attributes.GetValueOrDefault("subject"), Content(data, base64, contentType), OnOneLine(json));
    }

    /// <summary>Whether content of a type is JSON; what says nothing is.</summary>
    public static bool IsJson(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "application/json";
        return type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new NonConforming("extension", "A name is not valid Unicode.");
        }
    }

    /// <summary>An attribute's value as text; null where it is not set.</summary>
    private static string? TextOf(string name, JsonElement value)
    {
        var known = Known.GetValueOrDefault(name);
        if (known is null && name != "specversion") known = Extension(name, value.ValueKind);
        if (value.ValueKind == JsonValueKind.Null) return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => StringOf(name, value),
            JsonValueKind.Number when known?.IsExtension == true => value.TryGetInt32(out _) ? value.GetRawText() : throw new NonConforming(name, "A number is a whole one of 32 bits."),
            JsonValueKind.True or JsonValueKind.False when known?.IsExtension == true => value.GetRawText(),
            _ => throw new NonConforming(name, known?.IsExtension == true ? "It is a string, a whole number, true or false." : "It is a string."),
        };
        if (known is null) return text; // the version; compared later
        try
        {
            known.Parse(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new NonConforming(name, WordsFor(known));
        }
        return known.Type == CloudEventAttributeType.UriReference && !UriForm.IsReference(text) || known.Type == CloudEventAttributeType.Uri && !UriForm.IsAbsolute(text)
            ? throw new NonConforming(name, WordsFor(known)) : text;
    }

    private static CloudEventAttribute Extension(string name, JsonValueKind kind)
    {
        try
        {
            return CloudEventAttribute.CreateExtension(name, kind switch
            {
                JsonValueKind.Number => CloudEventAttributeType.Integer,
                JsonValueKind.True or JsonValueKind.False => CloudEventAttributeType.Boolean,
                _ => CloudEventAttributeType.String,
            });
        }
        catch (ArgumentException)
        {
            throw new NonConforming(name, "An attribute's name has lower-case letters and digits only.");
        }
    }

    private static string StringOf(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new NonConforming(name, "It is not valid Unicode.");
        }
    }

    private static string WordsFor(CloudEventAttribute attribute) => attribute.Name switch
    {
        "time" => "It is an instant as in RFC 3339, such as 2026-11-23T15:00:00Z.",
        "source" => "It is a URI reference (RFC 3986) of at least one character.",
        "dataschema" => "It is an absolute URI (RFC 3986).",
        "datacontenttype" => "It is a media type (RFC 2046), such as application/json.",
        _ when attribute.IsExtension => "It has characters that no attribute may have.",
        _ => "It has at least one character, and none that no attribute may have.",
    };

    private static ReadOnlyMemory<byte>? Content(JsonElement? data, JsonElement? base64, string? contentType)
    {
        if (base64 is { } encoded)
        {
            if (data is not null) throw new NonConforming("data_base64", "An event has data or data_base64, and not both.");
            return encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var bytes) ? bytes : throw new NonConforming("data_base64", "It is a string of base64 (RFC 4648).");
        }
        if (data is not { } given) return null;
        if (!IsJson(contentType) && given.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            throw new NonConforming("data", $"The data of {contentType} is a string, or goes into data_base64.");
        return JsonMarshal.GetRawUtf8Value(given).ToArray();
    }

    private static byte[] OnOneLine(JsonElement json)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        try
        {
            using var writer = new Utf8JsonWriter(text, OneLine);
            json.WriteTo(writer);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new NonConforming("data", "It holds text that is not valid Unicode.");
        }
        return text.WrittenCount <= IncomingEvent.Largest
            ? text.WrittenSpan.ToArray()
            : throw new NonConforming("data", $"An event has {IncomingEvent.Largest / 1024} KiB at most in structured JSON.") { IsTooLarge = true };
    }

    private static NonConforming Missing(string attribute) => new(attribute, "It is missing.");
}
