using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>Draws QR codes (ISO/IEC 18004).</summary>
internal static class QrCode
{
    /// <summary>A text as an SVG picture: black on white, error correction M (of 100 parts of it 15 may be lost), with the quiet zone of four modules.</summary>
    public static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var modules = code.ModuleMatrix; // the quiet zone is part of it
        var size = modules.Count.ToString(CultureInfo.InvariantCulture);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">"
            + $"<path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path d=\"{Path(modules)}\"/></svg>";
    }

    // A rectangle for each run of black modules in a line.
    private static string Path(List<BitArray> modules)
    {
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
            for (var x = 0; x < modules[y].Count; x++)
            {
                var start = x;
                while (x < modules[y].Count && modules[y][x]) x++;
                if (x > start) path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        return path.ToString();
    }
}
