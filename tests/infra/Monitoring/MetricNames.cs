using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>Finds the metrics that a PromQL expression reads: what is left of it without strings, matchers, groupings, durations, functions and keywords.</summary>
internal static partial class MetricNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal) { "and", "or", "unless", "offset", "bool", "on", "by", "without", "ignoring", "group_left", "group_right" };

    /// <summary>The metrics of an expression.</summary>
    public static IEnumerable<string> In(string expression)
    {
        var bare = Durations().Replace(Groupings().Replace(Matchers().Replace(Strings().Replace(expression, ""), " "), " "), " ");
        return Names().Matches(bare).Where(name => !IsCall(bare, name)).Select(name => name.Value).Where(name => !Keywords.Contains(name)).Distinct();
    }

    private static bool IsCall(string bare, Match name) => bare.AsSpan(name.Index + name.Length).TrimStart().StartsWith("(");

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Groupings();

    [GeneratedRegex(@"\[[^\]]*\]|(?<![\w:])\d[\w.]*")]
    private static partial Regex Durations();

    [GeneratedRegex(@"[a-zA-Z_:][\w:]*")]
    private static partial Regex Names();
}
