using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>What the intake measures.</summary>
internal sealed class IntakeMetrics : IDisposable
{
    private const string Other = "other";

    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly Counter<long> _taken;

    public IntakeMetrics() => _taken = _meter.CreateCounter<long>("sothebais.events.taken", "{event}", "Events that were sent in, by type and by what became of them.");

    /// <summary>An outcome's name, as in the API.</summary>
    public static string NameOf(IntakeStatus status) => status switch
    {
        IntakeStatus.Accepted => "accepted",
        IntakeStatus.Refused => "refused",
        IntakeStatus.Kept => "kept",
        IntakeStatus.Duplicate => "duplicate",
        IntakeStatus.Ignored => "ignored",
        IntakeStatus.DeadLettered => "dead-lettered",
        _ => "unknown",
    };

    /// <summary>Notes an event. A type of the senders' own goes by <c>other</c>: there may be any number of them.</summary>
    public void Taken(string type, IntakeStatus status) => _taken.Add(1, new TagList
    {
        { "type", type is BidRequested.Type or Chat.ChatMessage.EventType ? type : Other }, { "outcome", NameOf(status) },
    });

    public void Dispose() => _meter.Dispose();
}
