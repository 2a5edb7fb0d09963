using System.Globalization;

namespace Sothebais.Benchmarks.Report;

/// <summary>A line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="House">The house's figure.</param>
/// <param name="Ceiling">The figure of what it is compared with; empty where there is nothing.</param>
/// <param name="Relation">The one by the other.</param>
internal sealed record Row(string What, string House, string Ceiling, string Relation)
{
    /// <summary>A whole number with its thousands apart.</summary>
    public static string Count(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A ratio.</summary>
    public static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Two durations in milliseconds.</summary>
    public static string Milliseconds(double one, double other) => string.Create(CultureInfo.InvariantCulture, $"{one:0.00} / {other:0.00} ms");

    /// <summary>Bytes in MiB.</summary>
    public static string Mebibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024:0.0} MiB");

    /// <summary>Bytes in KiB.</summary>
    public static string Kibibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0.0} KiB");
}
