using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Events.Shown;

namespace Sothebais.Gateways.Admin.Console.Events.History;

/// <summary>A page of the feed's history.</summary>
/// <param name="Items">The events, the oldest first.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
/// <param name="Reset">Whether events of the range are no longer kept.</param>
internal sealed record EventList(ShownEvent[] Items, string? NextCursor, bool Reset)
{
    /// <summary>Reads one.</summary>
    public static EventList Read(JsonElement json) => new(
        [.. json.GetProperty("items").EnumerateArray().Select(ShownEvent.Of)], json.GetProperty("nextCursor").GetString(), json.GetProperty("reset").GetBoolean());
}
