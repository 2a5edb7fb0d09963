using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>What the stream manager measures.</summary>
internal static class ViewerMetrics
{
    private static readonly Meter Meter = new(TelemetryExtensions.Meter);
    private static readonly UpDownCounter<long> Viewers = Meter.CreateUpDownCounter<long>("sothebais.viewers", "{viewer}", "Viewers on this gateway.");
    private static readonly Counter<long> Skips = Meter.CreateCounter<long>("sothebais.viewers.skipped", "{snapshot}", "Times a slow viewer was given a snapshot in place of events.");
    private static readonly Counter<long> Repairs = Meter.CreateCounter<long>("sothebais.viewers.gaps", "{gap}", "Gaps that were repaired from the log.");
    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "sothebais.delivery.lag", "s", "From the decision of an event to its way out to viewers.",
        advice: new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });

    public static void Came() => Viewers.Add(1);

    public static void Left() => Viewers.Add(-1);

    public static void Skipped() => Skips.Add(1);

    public static void Repaired() => Repairs.Add(1);

    public static void Delivered(TimeSpan lag) => Lag.Record(Math.Max(0, lag.TotalSeconds));
}
