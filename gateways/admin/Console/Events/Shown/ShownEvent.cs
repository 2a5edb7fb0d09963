using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sothebais.Gateways.Admin.Console.Events.Shown;

/// <summary>A CloudEvent as it is shown.</summary>
/// <param name="Id">Its id, unique within the source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Subject">What it is about; null is nothing.</param>
/// <param name="Time">When it happened; null where it does not say.</param>
/// <param name="Json">The whole event.</param>
public sealed record ShownEvent(string Id, string Type, string Source, string? Subject, DateTimeOffset? Time, JsonElement Json)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = 128, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // it is shown as text

    /// <summary>What happened, in a line.</summary>
    public string Summary { get; } = EventSummary.Of(Json);

    /// <summary>The whole event, for people.</summary>
    public string Pretty => JsonSerializer.Serialize(Json, Indented);

    /// <summary>Makes one.</summary>
    public static ShownEvent Of(JsonElement json) => new(
        Text(json, "id") ?? "", Text(json, "type") ?? "", Text(json, "source") ?? "", Text(json, "subject"),
        json.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.String && time.TryGetDateTimeOffset(out var at) ? at : null, json);

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
