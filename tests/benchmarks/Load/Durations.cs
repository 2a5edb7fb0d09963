using System.Diagnostics;

namespace Sothebais.Benchmarks.Load;

/// <summary>Many durations, of which percentiles are asked.</summary>
internal sealed class Durations
{
    private readonly List<long> _ticks = [];

    /// <summary>How many there are.</summary>
    public int Count => _ticks.Count;

    /// <summary>Adds one, in ticks of <see cref="Stopwatch"/>.</summary>
    public void Add(long ticks) => _ticks.Add(ticks);

    /// <summary>Adds others.</summary>
    public void Add(Durations others) => _ticks.AddRange(others._ticks);

    /// <summary>The duration, in milliseconds, that a share of them does not exceed.</summary>
    public double Percentile(double share)
    {
        var sorted = _ticks.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min((int)(share * sorted.Length), sorted.Length - 1)] * 1_000.0 / Stopwatch.Frequency;
    }
}

/// <summary>The middle of a few figures.</summary>
internal static class MedianExtensions
{
    /// <summary>The median.</summary>
    public static double Median(this IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
