using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Api;

namespace Sothebais.Gateways.Admin.Console.Events.Shown;

/// <summary>Reads answers that hold events as somebody sent them: deeper than the house's own JSON, and perhaps with a field twice.</summary>
internal static class SentJson
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 128, AllowDuplicateProperties = true };

    /// <summary>Reads something that holds such events.</summary>
    /// <exception cref="HouseRefused">The house said no.</exception>
    /// <exception cref="HouseAway">It did not answer, or was cut off.</exception>
    public static async Task<JsonElement> GetSent(this HouseApi api, string path, CancellationToken stopping)
    {
        using var answer = await api.Open(HttpMethod.Get, path, stopping: stopping);
        try
        {
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stopping), Lenient, stopping);
            return json.RootElement.Clone();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new HouseAway("The house was cut off in the middle of its answer.", e);
        }
    }

    /// <summary>Reads one event.</summary>
    public static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json, Lenient);
        return document.RootElement.Clone();
    }
}
