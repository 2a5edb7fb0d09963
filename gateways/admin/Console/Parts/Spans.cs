using System.Globalization;
using System.Text.RegularExpressions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>Lengths of time as people write them: <c>1 h 30 min</c>, <c>90 s</c>, <c>2 days</c>.</summary>
internal static partial class Spans
{
    /// <summary>How to write one, for a field's help.</summary>
    public const string Help = "Such as 90 s, 10 min, 1 h 30 min, 2 days.";

    /// <summary>What is wrong where it is none.</summary>
    public const string Wrong = "Write a length of time, such as 90 s, 10 min, 1 h 30 min or 2 days.";

    private const int Longest = 40; // characters

    private static readonly TimeSpan Most = TimeSpan.FromDays(10_000);

    /// <summary>Reads one of up to 10,000 days: <c>1 h 30 min</c>, <c>1.5 h</c>, <c>1:30:00</c>, <c>0</c>, or as the API has it, <c>PT1H30M</c>.</summary>
    public static bool TryRead(string? text, out TimeSpan span)
    {
        span = default;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > Longest) return false;
        if (text == "0") return true;
        try
        {
            if (text[0] is 'P' or 'p') span = System.Xml.XmlConvert.ToTimeSpan(text.ToUpperInvariant());
            else if (OfClock().Match(text) is { Success: true } clock) span = Part(clock, "h", 3_600_000) + Part(clock, "m", 60_000) + Part(clock, "s", 1_000);
            else if (InWords().Match(text) is { Success: true } words) span = Part(words, "d", 86_400_000) + Part(words, "h", 3_600_000) + Part(words, "m", 60_000) + Part(words, "s", 1_000) + Part(words, "ms", 1);
            else return false;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
        return span <= Most;
    }

    /// <summary>Writes one to the millisecond, so that it reads the same.</summary>
    public static string Write(TimeSpan span)
    {
        if (span < TimeSpan.Zero || span.Ticks % TimeSpan.TicksPerMillisecond != 0) return StrictJson.Write(span);
        var parts = new List<string>();
        if (span.Days > 0) parts.Add(span.Days == 1 ? "1 day" : $"{span.Days} days");
        if (span.Hours > 0) parts.Add($"{span.Hours} h");
        if (span.Minutes > 0) parts.Add($"{span.Minutes} min");
        if (span.Seconds > 0 || span.Milliseconds > 0 || parts.Count == 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{span.Seconds + span.Milliseconds / 1_000m:0.###} s"));
        return string.Join(' ', parts);
    }

    /// <summary>Writes one in its two largest units: 350 ms, 4.2 s, 12 min 5 s, 3 h 5 min, 2 d 4 h.</summary>
    public static string Roughly(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span switch
    {
        { Ticks: <= 0 } => "0 s",
        { TotalSeconds: < 1 } => $"{Math.Ceiling(span.TotalMilliseconds):0} ms",
        { TotalMinutes: < 1 } => $"{Math.Floor(span.TotalSeconds * 10) / 10:0.#} s",
        { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
        { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
        _ => $"{span.Days} d {span.Hours} h",
    }}");

    private static TimeSpan Part(Match match, string name, int ms) =>
        match.Groups[name] is { Success: true, Value: var number } ? TimeSpan.FromMilliseconds((double)(decimal.Parse(number, CultureInfo.InvariantCulture) * ms)) : default;

    [GeneratedRegex(@"^(?:(?<h>\d{1,3}):)?(?<m>\d{1,2}):(?<s>\d{2})$")]
    private static partial Regex OfClock();

    [GeneratedRegex(@"^(?:(?<d>\d{1,9}(?:\.\d{1,3})?)\s*d(?:ays?)?(?![a-z])\s*)?(?:(?<h>\d{1,9}(?:\.\d{1,3})?)\s*h(?:ours?)?(?![a-z])\s*)?(?:(?<m>\d{1,9}(?:\.\d{1,3})?)\s*m(?:in(?:ute)?s?)?(?![a-z])\s*)?(?:(?<s>\d{1,9}(?:\.\d{1,3})?)\s*s(?:ec(?:ond)?s?)?(?![a-z])\s*)?(?:(?<ms>\d{1,9})\s*ms)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InWords();
}
