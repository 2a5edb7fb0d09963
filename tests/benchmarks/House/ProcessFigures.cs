using System.Globalization;

namespace Sothebais.Benchmarks.House;

/// <summary>What Linux knows of a process.</summary>
internal static class ProcessFigures
{
    /// <summary>USER_HZ, the same on every Linux that .NET runs on.</summary>
    public const double TicksPerSecond = 100;

    /// <summary>User and system time of all its threads.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // the name in front may hold anything
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }

    /// <summary>How many files, sockets and the like it has open.</summary>
    public static int Handles(int process) => Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Count();

    /// <summary>Its memory in RAM, in bytes.</summary>
    public static long ResidentMemory(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
