using System.Diagnostics;
using System.Globalization;

namespace Sothebais.Benchmarks.Report;

/// <summary>How much of the machine others took while it was measured: beside busy neighbours figures are low and uneven, whoever's they are.</summary>
internal sealed class Neighbours
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly TimeSpan _busyBefore = Busy();
    private TimeSpan _own = -Environment.CpuUsage.TotalTime;

    /// <summary>Takes note of processor time that was not others'.</summary>
    public void Except(TimeSpan own) => _own += own;

    /// <summary>Their share of all cores until now, from 0 to 1.</summary>
    public double Share() => Math.Max(0,
        (Busy() - _busyBefore - _own - Environment.CpuUsage.TotalTime) / (Stopwatch.GetElapsedTime(_started) * Environment.ProcessorCount));

    // user, nice, system and steal; interrupts are nobody's
    private static TimeSpan Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return TimeSpan.FromSeconds(new[] { 1, 2, 3, 8 }.Sum(i => long.Parse(fields[i], CultureInfo.InvariantCulture)) / House.ProcessFigures.TicksPerSecond);
    }
}
