using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Auctions;

namespace Sothebais.Gateways.Admin.Console.Events.Shown;

/// <summary>What an event says, in a line. Pure.</summary>
internal static class EventSummary
{
    private const int Longest = 160;

    /// <summary>The line; empty where the event says nothing but its type.</summary>
    /// <param name="cloud">The CloudEvent.</param>
    public static string Of(JsonElement cloud)
    {
        if (!cloud.TryGetProperty("data", out var data)) return cloud.TryGetProperty("data_base64", out _) ? "Binary data" : "";
        return Short(data.ValueKind switch
        {
            JsonValueKind.Object => EventSentence.Known(data, currency: "") ?? Plain(data),
            JsonValueKind.String => data.GetString()!,
            JsonValueKind.Null => "",
            _ => data.GetRawText(),
        });
    }

    // What somebody sent in: its first plain facts.
    private static string Plain(JsonElement data) => string.Join(" · ", data.EnumerateObject()
        .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False).Take(6).Select(p => $"{p.Name}: {Short(p.Value.ToString())}"));

    private static string Short(string text) => text.Length > Longest ? text[..Longest] + "…" : text;
}
