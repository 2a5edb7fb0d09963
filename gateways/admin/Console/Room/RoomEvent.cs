using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Admin.Console.Auctions;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>Something that happened in the room, in its place in the auction's log.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="At">When.</param>
/// <param name="Facts">Its kind and its public fields.</param>
internal sealed record RoomEvent(long Sequence, DateTimeOffset At, JsonObject Facts)
{
    /// <summary>Its kind, as on every viewer's line: <c>bidPlaced</c>.</summary>
    public string Kind => Text("kind")!;

    /// <summary>Whether it is a bid's doing, and nobody drove it.</summary>
    public bool IsBidding => Kind is "bidPlaced" or "proxyRaised" or "maximumRaised" || Kind == "auctionExtended" && Text("reason") == "softClose";

    /// <summary>A field as text; null where it is not there.</summary>
    private string? Text(string name) => Facts[name]?.ToString();

    /// <summary>It in a sentence.</summary>
    /// <param name="currency">The auction's currency.</param>
    public string Says(string currency) => EventSentence.Of(JsonSerializer.SerializeToElement(Facts), currency, who: Caller.Of);
}
