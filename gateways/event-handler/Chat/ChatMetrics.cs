using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>What connectors measure.</summary>
internal sealed class ChatMetrics : IDisposable
{
    /// <summary>What becomes of messages.</summary>
    public const string Bid = "bid", NotABid = "not-a-bid", Refused = "refused", Dropped = "dropped", Failed = "failed";

    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly Counter<long> _messages;
    private readonly ConcurrentDictionary<string, bool> _connected = new();

    public ChatMetrics()
    {
        _messages = _meter.CreateCounter<long>("sothebais.chat.messages", "{message}", "Chat messages that connectors heard, by what became of them.");
        _meter.CreateObservableGauge(
            "sothebais.chat.connected", () => _connected.Select(c => new Measurement<int>(c.Value ? 1 : 0, new KeyValuePair<string, object?>("connector", c.Key))), null,
            "Whether a connector listens to its channel.");
    }

    /// <summary>Counts a message.</summary>
    public void Heard(string platform, string outcome) => _messages.Add(1, new("platform", platform), new("outcome", outcome));

    /// <summary>Notes whether a connector listens.</summary>
    public void Connected(string connector, bool connected) => _connected[connector] = connected;

    public void Dispose() => _meter.Dispose();
}
