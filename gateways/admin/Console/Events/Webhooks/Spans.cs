using System.Globalization;

namespace Sothebais.Gateways.Admin.Console.Events.Webhooks;

/// <summary>Lengths of time in words.</summary>
internal static class Spans
{
    /// <summary>A lag: none, or how long the oldest event has waited; a dash where nobody looked.</summary>
    /// <param name="ms">In ms.</param>
    public static string Of(long? ms) => ms switch
    {
        null => "–",
        0 => "none",
        { } some => Of(TimeSpan.FromMilliseconds(some)),
    };

    /// <summary>A length of time, to two places at most: 350 ms, 4 s, 12 min, 3 h 5 min, 2 d 4 h.</summary>
    public static string Of(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span switch
    {
        { TotalSeconds: < 1 } => $"{Math.Ceiling(span.TotalMilliseconds):0} ms",
        { TotalMinutes: < 1 } => $"{span.TotalSeconds:0.#} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)span.TotalHours} h {span.Minutes} min",
        _ => $"{(int)span.TotalDays} d {span.Hours} h",
    }}");
}
