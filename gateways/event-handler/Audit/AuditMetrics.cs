using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>What the audit measures.</summary>
internal sealed class AuditMetrics : IDisposable
{
    private static readonly (Findings Finding, KeyValuePair<string, object?> Kind)[] Kinds =
    [
        (Findings.SequenceGap, new("kind", "sequence-gap")), (Findings.DoubleBid, new("kind", "double-bid")),
        (Findings.LateBid, new("kind", "late-bid")), (Findings.LateClose, new("kind", "late-close")),
    ];

    private readonly Counter<long> _events;
    private readonly Counter<long> _findings;
    private readonly Counter<long> _forgotten;
    private long _behindSince;
    private long _unsettled = -1;

    public AuditMetrics(TimeProvider clock)
    {
        _events = Meter.CreateCounter<long>("sothebais.audit.events", "{event}", "Events of the feed that were audited.");
        _findings = Meter.CreateCounter<long>("sothebais.audit.findings", "{finding}", "Broken promises found in the feed, by kind.");
        _forgotten = Meter.CreateCounter<long>("sothebais.audit.forgotten", "{auction}", "Auctions that left the audit to make room for others.");
        Meter.CreateObservableGauge("sothebais.feed.lag", () => BehindSince is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0, "s", "Age of the oldest event of the feed that was not yet audited.");
        Meter.CreateObservableGauge("sothebais.audit.unsettled.lots", () => Unsettled is { } lots ? [new(lots)] : Array.Empty<Measurement<long>>(), "{lot}", "Lots sold too long ago to be still unsettled.");
    }

    /// <summary>Where they stand.</summary>
    public Meter Meter { get; } = new(TelemetryExtensions.Meter);

    /// <summary>Since when there may be events that were not yet audited; null where there are none.</summary>
    public DateTimeOffset? BehindSince
    {
        get => new DateTimeOffset(Volatile.Read(ref _behindSince), TimeSpan.Zero) is var since && since > DateTimeOffset.MinValue ? since : null;
        set => Volatile.Write(ref _behindSince, value?.UtcTicks ?? 0);
    }

    /// <summary>Lots that are too long unsettled; null before the first look.</summary>
    public long? Unsettled
    {
        get => Volatile.Read(ref _unsettled) is var lots && lots >= 0 ? lots : null;
        set => Volatile.Write(ref _unsettled, value ?? -1);
    }

    /// <summary>Shows every kind of finding from the start: an alert needs the nought before the one.</summary>
    public void Begin()
    {
        foreach (var (_, kind) in Kinds) _findings.Add(0, kind);
        _events.Add(0);
    }

    public void Audited() => _events.Add(1);

    public void Forgot() => _forgotten.Add(1);

    public void Found(Findings found)
    {
        foreach (var (finding, kind) in Kinds)
            if (found.HasFlag(finding)) _findings.Add(1, kind);
    }

    public void Dispose() => Meter.Dispose();
}
