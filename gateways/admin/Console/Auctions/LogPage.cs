using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>A page of an auction's public log.</summary>
/// <param name="Items">The events, oldest first.</param>
internal sealed record LogPage(LoggedEvent[] Items);

/// <summary>An event of the public log.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">Its place in the log, from 1.</param>
/// <param name="At">When it happened.</param>
/// <param name="Event">Its kind and its public fields.</param>
/// <param name="Hash">The chain value after it, where it ends a commit; null elsewhere.</param>
internal sealed record LoggedEvent(string Id, long Sequence, DateTimeOffset At, JsonElement Event, string? Hash = null)
{
    /// <summary>What happened, in the API's word.</summary>
    [JsonIgnore]
    public string Kind => Event.GetProperty("kind").GetString()!;
}
