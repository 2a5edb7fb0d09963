using System.Globalization;
using System.Text;

namespace Sothebais.Tests.Chaos.Campaign;

/// <summary>The report of a campaign, in Markdown.</summary>
public static class Report
{
    /// <summary>Writes it.</summary>
    public static string Of(IReadOnlyList<SeedResult> results)
    {
        var text = new StringBuilder();
        var broken = results.Where(r => r.Breaches.Count > 0).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.Count} seeds ({results.Min(r => r.Schedule.Seed)} to {results.Max(r => r.Schedule.Seed)}), {results.Sum(r => r.Schedule.Faults.Count)} faults, {results.Sum(r => r.Bids):N0} bids answered, {results.Sum(r => r.Taken):N0} of them taken, in {results.Sum(r => r.Took.TotalMinutes):0} minutes. Promises broken: {broken.Sum(r => r.Breaches.Count)}, in {broken.Count} seeds.");
        text.AppendLine();
        text.AppendLine("| seeds with | seeds | bids again after, median | 90 % | most | longest silence, median | most |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var kind in results.SelectMany(r => r.Schedule.Faults.Select(f => f.Kind)).Distinct().Order(StringComparer.Ordinal))
            Row(text, kind, [.. results.Where(r => r.Schedule.Faults.Any(f => f.Kind == kind))]);
        Row(text, "any", results);
        foreach (var result in broken) text.AppendLine().AppendLine("```").AppendLine(result.ToString()).AppendLine("```");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string kind, IReadOnlyList<SeedResult> results)
    {
        var (recovery, silence) = (results.Select(r => r.Recovery.TotalSeconds).Order().ToArray(), results.Select(r => r.Silence.TotalSeconds).Order().ToArray());
        text.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {results.Count} | {At(recovery, 0.5):0.0} s | {At(recovery, 0.9):0.0} s | {recovery[^1]:0.0} s | {At(silence, 0.5):0.0} s | {silence[^1]:0.0} s |");
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
