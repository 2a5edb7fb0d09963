using System.Globalization;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>Sizes as people read them.</summary>
internal static class Bytes
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>A number of bytes, 1,024 to the next unit.</summary>
    public static string Write(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; value >= 1024 && unit < Units.Length - 1; unit++) value /= 1024;
        return $"{value.ToString(value < 10 && unit > 0 ? "0.0" : "0", CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
