using System.Collections.Frozen;
using System.Diagnostics.Metrics;

namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>Which of Orleans' figures the house shows, and what each is: Orleans describes none. The others are left out.</summary>
internal static class OrleansMetrics
{
    public const string Meter = "Microsoft.Orleans";

    private static readonly FrozenDictionary<string, string> Shown = new Dictionary<string, string>
    {
        ["orleans-app-requests-latency"] = "From sending a grain call to its answer.",
        ["orleans-app-requests-timedout"] = "Grain calls that got no answer in time.",
        ["orleans-app-requests-canceled"] = "Grain calls that their caller gave up.",
        ["orleans-catalog-activations"] = "Activations in the silo's memory, by grain type.",
        ["orleans-catalog-activation-working-set"] = "Activations used recently, by grain type.",
        ["orleans-catalog-activation-created"] = "Activations made.",
        ["orleans-catalog-activation-destroyed"] = "Activations ended.",
        ["orleans-catalog-activation-failed-to-activate"] = "Activations that did not come up.",
        ["orleans-catalog-activation-collections"] = "Rounds in which idle activations were ended.",
        ["orleans-catalog-activation-shutdown"] = "Activations ended, by what ended them.",
        ["orleans-catalog-activation-non-existent"] = "Messages for activations that were gone.",
        ["orleans-catalog-activation-concurrent-registration-attempts"] = "Activations that found another of the same grain.",
        ["orleans-catalog-activation-latency"] = "From the wish for an activation to its readiness.",
        ["orleans-catalog-deactivation-latency"] = "From the end of an activation's work to its end.",
        ["orleans-client-connected-gateways"] = "Silos to which this client is connected.",
        ["orleans-consistent-ring-size"] = "Silos that this silo takes to be alive, itself included.",
        ["orleans-directory-partition-size"] = "Grains in this silo's part of the directory.",
        ["orleans-directory-cache-size"] = "Grains whose place this silo remembers.",
        ["orleans-directory-lookups-full-issued"] = "Lookups of a grain's place.",
        ["orleans-directory-lookups-remote-sent"] = "Lookups of a grain's place that went to another silo.",
        ["orleans-gateway-connected-clients"] = "Clients connected to this silo.",
        ["orleans-gateway-received"] = "Messages from clients.",
        ["orleans-gateway-sent"] = "Messages to clients.",
        ["orleans-gateway-load-shedding"] = "Messages from clients refused under load.",
        ["orleans-grains"] = "Grains in the silo's memory, by type.",
        ["orleans-messaging-sent-local"] = "Messages within the process.",
        ["orleans-messaging-sent-failed"] = "Messages that could not be sent.",
        ["orleans-messaging-sent-dropped"] = "Messages dropped before they were sent.",
        ["orleans-messaging-rejected"] = "Messages rejected.",
        ["orleans-messaging-rerouted"] = "Messages sent on to where their grain is.",
        ["orleans-messaging-expired"] = "Messages whose time had passed, by phase.",
        ["orleans-messaging-sent-messages-size"] = "Messages sent over connections, by size.",
        ["orleans-messaging-received-messages-size"] = "Messages received over connections, by size.",
        ["orleans-messaging-pings-sent"] = "Probes of other silos.",
        ["orleans-messaging-pings-received"] = "Probes by other silos.",
        ["orleans-messaging-pings-reply-received"] = "Probes of other silos that were answered.",
        ["orleans-messaging-pings-reply-missed"] = "Probes of other silos that were not answered.",
        ["orleans-messaging-processing-dispatcher-received"] = "Messages for grains that arrived; less the processed ones they are the backlog.",
        ["orleans-messaging-processing-dispatcher-processed"] = "Messages for grains that were processed.",
        ["orleans-messaging-processing-dispatcher-forwarded"] = "Messages for grains that were forwarded to another silo.",
        ["orleans-networking-sockets-opened"] = "Connections opened between silos and clients.",
        ["orleans-networking-sockets-closed"] = "Connections closed between silos and clients.",
        ["orleans-reminders-active"] = "Reminders that this silo keeps.",
        ["orleans-reminders-ticks-delivered"] = "Ticks of reminders.",
        ["orleans-reminders-tardiness"] = "How late a reminder ticked.",
        ["orleans-scheduler-long-running-turns"] = "Turns of grains that held a thread for too long.",
        ["orleans-storage-read-latency"] = "One read of a grain's stored state.",
        ["orleans-storage-write-latency"] = "One write of a grain's stored state.",
        ["orleans-storage-clear-latency"] = "One removal of a grain's stored state.",
        ["orleans-storage-read-errors"] = "Reads of stored state that failed.",
        ["orleans-storage-write-errors"] = "Writes of stored state that failed.",
        ["orleans-storage-clear-errors"] = "Removals of stored state that failed.",
        ["orleans-watchdog-health-checks"] = "The silo's looks at itself.",
        ["orleans-watchdog-health-checks-failed"] = "The silo's looks at itself that found something wrong.",
    }.ToFrozenDictionary();

    /// <summary>What a figure is; null where it is left out.</summary>
    public static string? Of(Instrument instrument) => instrument.Meter.Name == Meter ? Shown.GetValueOrDefault(instrument.Name) : null;

    /// <summary>Whether it is a time in milliseconds, which <see cref="OrleansSeconds"/> shows in its place.</summary>
    public static bool IsInMilliseconds(Instrument instrument) => instrument.Unit == "ms";
}
