using System.Diagnostics;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>Reads a stream's line as a viewer does, and holds the house to its word: pictures before snapshots, every auction's events once and in order.</summary>
/// <param name="line">The line.</param>
/// <param name="after">The event after which the viewer wanted to go on; null is as of now.</param>
public sealed class Hearing(SocketLine line, long? after = null)
{
    private static readonly TimeSpan Patience = Wait.Patience;

    private string? _auction;
    private bool _awaitsSnapshot;
    private long _sequence;

    /// <summary>What was heard of each auction: the sequences of its events, and the kinds.</summary>
    public List<(string Auction, long Sequence, string Kind)> Events { get; } = [];

    /// <summary>The auctions of which a snapshot came, in order.</summary>
    public List<(string Auction, long Sequence)> Snapshots { get; } = [];

    /// <summary>The kinds of messages that came, but for heartbeats.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>The stream as it was last shown.</summary>
    public JsonNode? Stream { get; private set; }

    /// <summary>The stream's sequence that was last told with a picture.</summary>
    public long Shown { get; private set; }

    /// <summary>Where the viewer is: the auction shown and the newest that was heard of it, once its snapshot has come; null before, and where none is shown.</summary>
    public (string Auction, long Sequence)? Position => _auction is null || _awaitsSnapshot ? null : (_auction, _sequence);

    /// <summary>Reads on until something is true.</summary>
    public async Task<Hearing> Until(Func<bool> enough)
    {
        for (var started = Stopwatch.GetTimestamp(); !enough();)
        {
            await Next();
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException($"Heard so far: {string.Join(", ", Messages.TakeLast(20))}; {Stream?.ToJsonString()}; {Snapshots.LastOrDefault()}; {Events.LastOrDefault()}");
        }
        return this;
    }

    /// <summary>Reads one message.</summary>
    public async Task Next()
    {
        var message = await line.Next() ?? throw new InvalidOperationException($"The house hung up with {(int?)line.Socket.CloseStatus}.");
        if ((string?)message["type"] is { } type and not "heartbeat") Messages.Add(type);
        switch ((string?)message["type"])
        {
            case "stream":
                Assert.True((long)message["sequence"]! >= Shown, "An older picture came after a newer one.");
                Check.Instant(message, "serverTime");
                (Shown, Stream) = ((long)message["sequence"]!, message["stream"]!);
                _awaitsSnapshot = (string?)Stream["auction"] != _auction && Stream["auction"] is not null;
                _auction = (string?)Stream["auction"];
                break;
            case "snapshot":
                var (id, sequence) = ((string)message["auction"]!["id"]!, (long)message["sequence"]!);
                Assert.Equal(_auction, id);
                // The stream may have been elsewhere and back between two pictures: then it shows again what is known, and never less.
                Assert.True(_awaitsSnapshot || sequence >= _sequence, "A snapshot of less than what was known already.");
                Snapshots.Add((id, sequence));
                (_awaitsSnapshot, _sequence) = (false, Messages is ["stream", "snapshot"] ? Math.Min(after ?? sequence, sequence) : sequence);
                break;
            case "event":
                Assert.False(_awaitsSnapshot, "An event came before its auction's snapshot.");
                Assert.Equal((_auction, _sequence + 1), ((string?)message["auction"], (long)message["sequence"]!));
                _sequence++;
                Events.Add((_auction!, _sequence, (string)message["event"]!["kind"]!));
                break;
            default:
                Assert.Equal("heartbeat", (string?)message["type"]);
                Assert.True(message["stream"] is not null, "A heartbeat without the stream's sequence.");
                break;
        }
    }
}
