using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>What is seen on the glass: where an overlay would show it.</summary>
internal sealed class GlassMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?> OpenState = new("state", "open"), WantedState = new("state", "wanted");

    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _gaps;
    private int _open;

    public GlassMetrics()
    {
        _latency = _meter.CreateHistogram<double>(
            "sothebais.glass.latency", "s", "From the decision of a bid to its arrival at an overlay.", tags: null,
            new() { HistogramBucketBoundaries = [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _gaps = _meter.CreateCounter<long>("sothebais.glass.gaps", "{gap}", "Events that an overlay missed or was told twice, without a snapshot that explains it.");
        _meter.CreateObservableGauge<long>("sothebais.glass.lines", () => [new(Volatile.Read(ref _open), OpenState), new(Wanted, WantedState)], "{line}", "Lines to overlays that the synthetic overlay has, and wants.");
    }

    /// <summary>How many lines are wanted.</summary>
    public int Wanted { get; set; }

    /// <summary>Shows the nought before the one.</summary>
    public void Begin() => _gaps.Add(0);

    public void Opened() => Interlocked.Increment(ref _open);

    public void Closed() => Interlocked.Decrement(ref _open);

    public void Missed() => _gaps.Add(1);

    // Two machines' clocks may differ by a little: nothing arrives before it was decided.
    public void Arrived(TimeSpan latency) => _latency.Record(Math.Max(0, latency.TotalSeconds));

    public void Dispose() => _meter.Dispose();
}
