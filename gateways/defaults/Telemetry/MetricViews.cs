using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>How other people's figures are shown: so that <c>promtool check metrics</c> finds nothing to say.</summary>
internal static class MetricViews
{
    private static readonly double[] Bytes = [128, 256, 512, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576];

    /// <summary>The view of an instrument; null is the instrument as it is.</summary>
    public static MetricStreamConfiguration? Of(Instrument instrument) => instrument.Meter.Name == OrleansMetrics.Meter ? OfOrleans(instrument) : instrument.Name switch
    {
        // A name that ends in count is kept for histograms.
        "dotnet.assembly.count" => new MetricStreamConfiguration { Name = "dotnet.assemblies" },
        "dotnet.process.cpu.count" => new MetricStreamConfiguration { Name = "dotnet.process.cpus" },
        "dotnet.timer.count" => new MetricStreamConfiguration { Name = "dotnet.timers" },
        _ => null,
    };

    private static MetricStreamConfiguration OfOrleans(Instrument instrument) => (OrleansMetrics.Of(instrument), instrument.Name) switch
    {
        (null, _) => MetricStreamConfiguration.Drop,
        _ when OrleansMetrics.IsInMilliseconds(instrument) => MetricStreamConfiguration.Drop,
        // Without their labels: the other silo's address is a new one with every start.
        ({ } description, "orleans-messaging-sent-messages-size" or "orleans-messaging-received-messages-size") =>
            new ExplicitBucketHistogramConfiguration { Description = description, Boundaries = Bytes, TagKeys = [] },
        ({ } description, var name) when name.StartsWith("orleans-messaging-pings-", StringComparison.Ordinal) =>
            new MetricStreamConfiguration { Description = description, TagKeys = [] },
        ({ } description, _) => new MetricStreamConfiguration { Description = description },
    };
}
