using System.Diagnostics.Metrics;
using Sothebais.Broadcast.Encoding;
using Sothebais.Broadcast.Supervision;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Broadcast;

/// <summary>What the broadcast measures.</summary>
internal sealed class BroadcastMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly Parts _parts;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _restarts;

    public BroadcastMetrics(Parts parts, Flow flow, BroadcastOptions options)
    {
        _parts = parts;
        _frames = _meter.CreateCounter<long>("sothebais.broadcast.frames", "{frame}", "Frames that were sent.");
        _repeated = _meter.CreateCounter<long>("sothebais.broadcast.frames.repeated", "{frame}", "Frames that were sent and repeat the one before, because there was no new one in time.");
        _dropped = _meter.CreateCounter<long>("sothebais.broadcast.frames.dropped", "{frame}", "Frames that were grabbed and not sent.");
        _restarts = _meter.CreateCounter<long>("sothebais.broadcast.restarts", "{restart}", "How often a part was started again.");
        _meter.CreateObservableGauge("sothebais.broadcast.frame.rate", () => flow.FrameRate, "{frame}", "New frames a second, over the last five seconds.");
        _meter.CreateObservableGauge("sothebais.broadcast.frame.rate.wanted", () => options.FrameRate, "{frame}", "Frames a second that are wanted.");
        _meter.CreateObservableGauge("sothebais.broadcast.bitrate", () => flow.Bitrate / 8, "By/s", "Bytes a second that are sent, over the last five seconds.");
        _meter.CreateObservableGauge("sothebais.broadcast.up", () => parts.All.Select(p => new Measurement<int>(p.Up ? 1 : 0, Of(p))), "{part}", "Whether a part is up.");
    }

    /// <summary>Shows the noughts before the ones.</summary>
    public void Begin()
    {
        Sent(new Progress(0, 0, 0, 0));
        foreach (var part in _parts.All) _restarts.Add(0, Of(part));
    }

    public void Sent(Progress more)
    {
        _frames.Add(more.Frames);
        _repeated.Add(more.Repeated);
        _dropped.Add(more.Dropped);
    }

    public void StartedAgain(Part part) => _restarts.Add(1, Of(part));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Of(Part part) => new("part", part.Name);
}
