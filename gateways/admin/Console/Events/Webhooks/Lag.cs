using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Events.Webhooks;

/// <summary>How far a webhook is behind, in words.</summary>
internal static class Lag
{
    /// <summary>None, or how long the oldest event has waited; a dash where nobody looked.</summary>
    /// <param name="ms">In ms.</param>
    public static string Words(long? ms) => ms switch
    {
        null => "–",
        0 => "none",
        { } some => Spans.Roughly(TimeSpan.FromMilliseconds(some)),
    };
}
