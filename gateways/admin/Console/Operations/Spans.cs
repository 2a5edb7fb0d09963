using System.Globalization;

namespace Sothebais.Gateways.Admin.Console.Operations;

/// <summary>Spans of time and sizes as people read them.</summary>
internal static class Spans
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>How long something has been so: in its two largest units.</summary>
    public static string Of(TimeSpan span) =>
        span.TotalDays >= 1 ? $"{(int)span.TotalDays} d {span.Hours} h"
        : span.TotalHours >= 1 ? $"{span.Hours} h {span.Minutes} min"
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s"
        : $"{Math.Max(0, span.Seconds)} s";

    /// <summary>A number of bytes, 1,024 to the next unit.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++) value /= 1024;
        return $"{value.ToString(value < 10 && unit > 0 ? "0.0" : "0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
