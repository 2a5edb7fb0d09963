using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>
/// Shows Orleans' times, which it measures in milliseconds, in seconds: Prometheus' base unit, as all other times of the house are. One for the process,
/// however many hosts are in it: it hears them all.
/// </summary>
internal static class OrleansSeconds
{
    public const string Meter = "Sothebais.Orleans";

    private static readonly Meter Seconds = new(Meter);
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly ConcurrentDictionary<string, Histogram<double>> Shown = new();
    private static readonly Lazy<MeterListener> Listening = new(Listen);

    /// <summary>Begins to listen, if nobody has.</summary>
    public static void Start() => _ = Listening.Value;

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (OrleansMetrics.Of(instrument) is not { } description || !OrleansMetrics.IsInMilliseconds(instrument)) return;
                listener.EnableMeasurementEvents(instrument, Shown.GetOrAdd(instrument.Name, name => Seconds.CreateHistogram(name, "s", description, tags: null, Buckets)));
            },
        };
        listener.SetMeasurementEventCallback<double>((_, milliseconds, tags, seconds) => ((Histogram<double>)seconds!).Record(milliseconds / 1_000, tags));
        listener.SetMeasurementEventCallback<long>((_, milliseconds, tags, seconds) => ((Histogram<double>)seconds!).Record(milliseconds / 1_000d, tags));
        listener.Start();
        return listener;
    }
}
