using System.Runtime.InteropServices;
using System.Text;

namespace Sothebais.Benchmarks.Report;

/// <summary>The table as the README has it.</summary>
internal static class MarkdownTable
{
    /// <summary>Writes it.</summary>
    /// <param name="plan">What was run.</param>
    /// <param name="redis">The version of Redis.</param>
    /// <param name="write">How long a single write with its fsync takes there, in milliseconds.</param>
    /// <param name="others">The share of the cores that other processes took meanwhile.</param>
    /// <param name="rows">The figures.</param>
    public static string Of(Plan plan, Version redis, double write, double others, IEnumerable<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"Measured by `tests/benchmarks/run.sh{(plan == Plan.Quick ? " --quick" : "")}` in one run on {Environment.ProcessorCount} cores, which the house, Redis and the load share " +
            $"({RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}, .NET {Environment.Version}, Redis {redis.ToString(3)} with `appendfsync always`; a single write takes {Row.Ratio(write)} ms). " +
            $"Medians of rounds that alternate with those of the ceiling. Other processes took {100 * others:0} % of the cores meanwhile.");
        text.AppendLine();
        text.AppendLine("| What | Sothebais | Ceiling | Ratio |");
        text.AppendLine("| --- | ---: | ---: | ---: |");
        foreach (var row in rows) text.AppendLine($"| {row.What} | {row.House} | {row.Ceiling} | {row.Relation} |");
        text.AppendLine();
        text.Append(
            "The ceilings run in the same process: for bids an endpoint behind the same pipeline, token check and parser that answers a constant 201 of the same size; " +
            "for viewers WebSockets of the same server and a plain loop that sends the same bytes to each, " +
            "at once or after the one Redis write without which a bid could be shown and then lost.");
        return text.ToString();
    }
}
