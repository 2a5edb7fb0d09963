using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>The JSON in which dead letters lie: camel case, and the event as what it is, for whoever looks with redis-cli.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredLetter))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class DeadLetterJson : JsonSerializerContext
{
    /// <summary>Writes a letter.</summary>
    public static byte[] Write(DeadLetter l)
    {
        using var json = JsonDocument.Parse(l.Json);
        return JsonSerializer.SerializeToUtf8Bytes(
            new StoredLetter(l.Id, l.Kind, l.WebhookId, l.Sender, l.Reason, l.Detail, l.Attempts, l.FirstAt, l.LastAt, l.EventId, l.Type, l.Source, l.Subject, json.RootElement), Default.StoredLetter);
    }

    /// <summary>Writes some words.</summary>
    public static string Write(string[] words) => JsonSerializer.Serialize(words, Default.StringArray);

    /// <summary>Reads a letter.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static DeadLetter Read(ReadOnlySpan<byte> json)
    {
        var s = JsonSerializer.Deserialize(json, Default.StoredLetter) ?? throw new JsonException("A letter is missing.");
        return new DeadLetter(
            s.Id, s.Kind, s.WebhookId, s.Sender, s.Reason, s.Detail, s.Attempts, s.FirstAt, s.LastAt, s.EventId, s.Type, s.Source, s.Subject,
            JsonSerializer.SerializeToUtf8Bytes(s.Event, Default.JsonElement));
    }
}

/// <summary>A dead letter as it is stored.</summary>
internal sealed record StoredLetter(
    string Id, DeadLetterKind Kind, string? WebhookId, string? Sender, string Reason, string? Detail, int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    string EventId, string Type, string Source, string? Subject, JsonElement Event);
