using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>What the delivery measures. Of the webhooks whose lease this process holds: the sum over all event handlers is the house's.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _deadLetters;
    private readonly Histogram<double> _duration;

    public WebhookMetrics(TimeProvider clock)
    {
        _deliveries = _meter.CreateCounter<long>("sothebais.webhook.deliveries", "{try}", "Tries to deliver an event to a webhook, by outcome.");
        _deadLetters = _meter.CreateCounter<long>("sothebais.webhook.dead_letters", "{event}", "Events that no try could deliver.");
        _duration = _meter.CreateHistogram("sothebais.webhook.delivery.duration", "s", "One try to deliver an event to a webhook.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15] });
        _meter.CreateObservableGauge("sothebais.webhook.lag", () => Held.Select(h => new Measurement<double>(
            h.Value.WaitingSince is { } since ? Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds) : 0, new KeyValuePair<string, object?>("webhook", h.Key))), "s", "Age of the oldest event that a webhook has yet to be told.");
        _meter.CreateObservableGauge("sothebais.webhooks", () => Held.GroupBy(h => h.Value.State).Select(g =>
            new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("state", g.Key))), "{webhook}", "Webhooks that this process delivers to, by state.");
    }

    /// <summary>The webhooks that are held here; no more than <see cref="IWebhookCatalogueGrain.Most"/>.</summary>
    public ConcurrentDictionary<string, Courier> Held { get; } = new();

    public void Tried(Outcome outcome)
    {
        _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome.Reason));
        _duration.Record(outcome.Took.TotalSeconds);
    }

    public void DeadLettered() => _deadLetters.Add(1);

    public void Dispose() => _meter.Dispose();
}
