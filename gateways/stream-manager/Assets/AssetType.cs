using System.Text;
using System.Text.RegularExpressions;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>A type of asset.</summary>
/// <param name="MediaType">The content type under which it is served.</param>
/// <param name="Extension">The ending of its path, without the point.</param>
internal sealed partial record AssetType(string MediaType, string Extension)
{
    /// <summary>The types that there are.</summary>
    public static readonly AssetType
        Png = new("image/png", "png"), Jpeg = new("image/jpeg", "jpg"), WebP = new("image/webp", "webp"), Gif = new("image/gif", "gif"), Svg = new("image/svg+xml", "svg"),
        Mp4 = new("video/mp4", "mp4"), WebM = new("video/webm", "webm");

    /// <summary>All of them.</summary>
    public static readonly AssetType[] All = [Png, Jpeg, WebP, Gif, Svg, Mp4, WebM];

    /// <summary>What begins the path of every asset.</summary>
    public const string Path = "/overlay/media/";

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Whether it is a video, and otherwise an image.</summary>
    public bool IsVideo => this == Mp4 || this == WebM;

    /// <summary>The path of an asset of this type.</summary>
    public string PathOf(string id) => $"{Path}{id}.{Extension}";

    /// <summary>The type of a path; null where it is no asset's.</summary>
    public static AssetType? OfPath(string path) => PathForm().Match(path) is { Success: true } match ? All.FirstOrDefault(t => t.Extension == match.Groups["extension"].Value) : null;

    /// <summary>The type of a content type; null where there is none.</summary>
    public static AssetType? Of(string mediaType) => All.FirstOrDefault(t => t.MediaType == mediaType);

    /// <summary>Whether a text is the id of an asset: a SHA-256 in lower-case hexadecimal.</summary>
    public static bool IsId(string text) => text.Length == 64 && text.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f');

    /// <summary>The type that a file's first bytes claim; null is none of these. Whether it is true is for its form to show.</summary>
    /// <param name="head">The first bytes: 64 KiB, or all that there are.</param>
    public static AssetType? Claimed(ReadOnlySpan<byte> head) =>
        head.StartsWith(PngSignature) ? Png
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? Gif
        : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? WebP
        : head.Length >= 12 && head[4..].StartsWith("ftyp"u8) ? Mp4
        : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? WebM
        : IsSvg(head) ? Svg
        : null;

    private static bool IsSvg(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) head = head[Encoding.UTF8.Preamble.Length..];
        head = head.TrimStart(" \t\r\n"u8);
        return head.StartsWith("<"u8) && head.IndexOf("<svg"u8) >= 0;
    }

    [GeneratedRegex("^/overlay/media/[0-9a-f]{64}\\.(?<extension>[a-z0-9]{3,4})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathForm();
}
