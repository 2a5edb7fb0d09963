using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>
/// The room as every viewer's line tells of it: the same messages in the same order, folded in the same way. What the auctioneer sees is what the others
/// see, at the same sequence.
/// </summary>
internal sealed class RoomPicture
{
    /// <summary>How many events are kept; the log has them all.</summary>
    public const int MostEvents = 200;

    private static readonly JsonSerializerOptions Reading = new(StrictJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    private readonly LinkedList<RoomEvent> _events = [];
    private JsonObject? _fields;
    private PublicView? _view;
    private long _promised; // the sequence that the last heartbeat named

    /// <summary>The auction; null until the first snapshot.</summary>
    public PublicView? View => _view ??= _fields?.Deserialize<PublicView>(Reading);

    /// <summary>The newest event that this rests on; 0 before the first snapshot.</summary>
    public long Sequence { get; private set; }

    /// <summary>The newest events, the newest first. Those from before the page was opened are as far as the house tells them to newcomers.</summary>
    public IReadOnlyCollection<RoomEvent> Events => _events;

    /// <summary>Whether fair warning was given, and no bid has answered it yet.</summary>
    public bool IsWarned { get; private set; }

    /// <summary>Takes up a message.</summary>
    /// <param name="message">The message in UTF-8.</param>
    /// <returns>False where one is missing before it: the line has to be opened again.</returns>
    /// <exception cref="JsonException">It is not a message.</exception>
    public bool Take(ReadOnlyMemory<byte> message)
    {
        var json = JsonNode.Parse(message.Span)?.AsObject() ?? throw new JsonException("A message is an object.");
        switch ((string?)json["type"])
        {
            case "snapshot":
                _fields = json["auction"]!.DeepClone().AsObject();
                (_view, Sequence, IsWarned, _promised) = (null, (long)json["sequence"]!, (bool?)json["fairWarning"] == true, 0);
                if (_events.Count == 0) Recall(json["recentBids"]?.AsArray());
                return true;
            case "event":
                return Happened(json);
            case "heartbeat":
                // One may be ahead of an event that is still coming, and the next may not: then it was lost.
                var lost = _fields is not null && _promised > Sequence;
                _promised = (long)json["sequence"]!;
                return !lost;
            default:
                return true;
        }
    }

    /// <summary>What has happened since a sequence, the oldest first.</summary>
    public RoomEvent[] Since(long sequence) => [.. _events.TakeWhile(e => e.Sequence > sequence).Reverse()];

    private bool Happened(JsonObject json)
    {
        var sequence = (long)json["sequence"]!;
        if (_fields is null || sequence > Sequence + 1) return false;
        var happened = new RoomEvent(sequence, Instant(json["at"]), json["event"]!.DeepClone().AsObject());
        if (sequence > (_events.First?.Value.Sequence ?? 0)) Note(happened);
        if (sequence <= Sequence) return true; // the snapshot rests on it
        foreach (var (name, value) in json["view"]!.AsObject()) _fields[name] = value?.DeepClone();
        (_view, Sequence) = (null, sequence);
        IsWarned = happened.Kind == "fairWarning" || IsWarned && happened.Kind is not ("bidPlaced" or "proxyRaised" or "bidRetracted" or "auctionSold" or "auctionUnsold" or "auctionReopened");
        return true;
    }

    private void Note(RoomEvent happened)
    {
        _events.AddFirst(happened);
        if (_events.Count > MostEvents) _events.RemoveLast();
    }

    // A newcomer is told the newest bids: better than an empty list.
    private void Recall(JsonArray? bids)
    {
        foreach (var (bid, place) in (bids ?? []).OfType<JsonObject>().Select(b => (b, Place((string?)b["bidId"]))).OrderBy(b => b.Item2))
        {
            var facts = bid.DeepClone().AsObject();
            facts["kind"] = "bidPlaced";
            _events.AddFirst(new RoomEvent(place, bid["at"] is { } at ? Instant(at) : default, facts));
        }
    }

    private static long Place(string? bidId) => bidId is not null && long.TryParse(bidId.AsSpan(bidId.LastIndexOf('-') + 1), out var place) ? place : 0;

    private static DateTimeOffset Instant(JsonNode? text) => StrictJson.TryInstant((string?)text ?? "", out var instant) ? instant : default;
}
