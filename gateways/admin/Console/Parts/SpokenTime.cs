using System.Globalization;
using System.Text.RegularExpressions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>Lengths of time as people type them: <c>1 h 30 min</c>, <c>90 s</c>, <c>2 days</c>; and ISO 8601, <c>PT10M</c>.</summary>
internal static partial class SpokenTime
{
    /// <summary>How to type one, for a field's help.</summary>
    public const string Help = "such as 30 s, 10 min, 1 h 30 min, 2 days";

    /// <summary>What is wrong where it is none.</summary>
    public const string Wrong = "Write a length of time, such as 30 s, 10 min, 1 h 30 min or 2 days.";

    /// <summary>Reads one; up to 10,000 days.</summary>
    public static bool TryRead(string text, out TimeSpan time)
    {
        time = default;
        text = text.Trim();
        if (text == "0") return true;
        if (text.StartsWith('P'))
        {
            try
            {
                time = System.Xml.XmlConvert.ToTimeSpan(text);
                return true;
            }
            catch (Exception e) when (e is FormatException or OverflowException)
            {
                return false;
            }
        }
        if (Whole().Match(text) is not { Success: true } match || text.Length == 0) return false;
        var seconds = Part(match, "d") * 86_400 + Part(match, "h") * 3_600 + Part(match, "m") * 60 + Part(match, "s");
        if (seconds > 10_000m * 86_400) return false;
        time = TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Writes one.</summary>
    public static string Write(TimeSpan time)
    {
        if (time < TimeSpan.Zero || time.Ticks % TimeSpan.TicksPerMillisecond != 0) return StrictJson.Write(time);
        var parts = new List<string>();
        if (time.Days > 0) parts.Add(time.Days == 1 ? "1 day" : $"{time.Days} days");
        if (time.Hours > 0) parts.Add($"{time.Hours} h");
        if (time.Minutes > 0) parts.Add($"{time.Minutes} min");
        if (time.Seconds > 0 || time.Milliseconds > 0 || parts.Count == 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Seconds + time.Milliseconds / 1_000m:0.###} s"));
        return string.Join(' ', parts);
    }

    private static decimal Part(Match match, string unit) => match.Groups[unit] is { Success: true, Value: var text } ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?:(?<d>\d{1,5}(?:\.\d{1,3})?)\s*d(?:ays?)?)?\s*(?:(?<h>\d{1,6}(?:\.\d{1,3})?)\s*h(?:ours?)?)?\s*(?:(?<m>\d{1,7}(?:\.\d{1,3})?)\s*m(?:in(?:utes?)?)?)?\s*(?:(?<s>\d{1,9}(?:\.\d{1,3})?)\s*s(?:ec(?:onds?)?)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
