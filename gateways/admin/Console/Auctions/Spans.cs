using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>Durations as people write them: <c>1 h 30 min</c>.</summary>
internal static partial class Spans
{
    /// <summary>How they are written, for a field's help.</summary>
    public const string Form = "Such as 90 s, 10 min, 1 h 30 min, 2 d.";

    private const int Longest = 40; // characters

    private static readonly (string Unit, TimeSpan Of)[] Units =
    [
        ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)), ("min", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)), ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    /// <summary>Reads a duration: <c>1 h 30 min</c>, <c>1:30:00</c>, or as the API has it, <c>PT1H30M</c>.</summary>
    public static bool TryRead(string? text, out TimeSpan span)
    {
        span = default;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > Longest) return false;
        try
        {
            if (text[0] is 'P' or 'p')
            {
                span = System.Xml.XmlConvert.ToTimeSpan(text.ToUpperInvariant());
                return true;
            }
            if (Clock().Match(text) is { Success: true } clock)
            {
                span = new TimeSpan(clock.Groups["h"].Success ? Number(clock.Groups["h"]) : 0, Number(clock.Groups["m"]), Number(clock.Groups["s"]));
                return true;
            }
            if (!Words().IsMatch(text)) return false;
            foreach (Match part in Part().Matches(text)) span += Number(part.Groups["n"]) * Unit(part.Groups["unit"].Value);
            return true;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Writes a duration, to the millisecond.</summary>
    public static string Write(TimeSpan span)
    {
        if (span == TimeSpan.Zero) return "0 s";
        var text = new StringBuilder(span < TimeSpan.Zero ? "-" : "");
        foreach (var (unit, of) in Units)
        {
            var count = Math.Abs(span.Ticks) / of.Ticks;
            if (count == 0) continue;
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 1 ? " " : "")}{count} {unit}");
            span = new TimeSpan(Math.Abs(span.Ticks) % of.Ticks);
        }
        return text.Length > 1 ? text.ToString() : StrictJson.Write(span);
    }

    private static int Number(Group digits) => int.Parse(digits.Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static TimeSpan Unit(string name) => name.ToLowerInvariant() switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        var other => other[0] switch { 'd' => TimeSpan.FromDays(1), 'h' => TimeSpan.FromHours(1), _ => TimeSpan.FromSeconds(1) },
    };

    [GeneratedRegex(@"^(?:(?<h>\d{1,3}):)?(?<m>\d{1,2}):(?<s>\d{2})$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^(?:\d+\s*(?:ms|d|days?|h|hours?|m|mins?|minutes?|s|secs?|seconds?)(?:\s+|$|(?=\d)))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<n>\d+)\s*(?<unit>[a-z]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
