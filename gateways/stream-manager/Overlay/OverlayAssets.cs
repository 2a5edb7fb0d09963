using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>A file of the overlay.</summary>
/// <param name="MediaType">What it is; null where it is no file for itself.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Packed">The same, by gzip; null where that would save nothing.</param>
internal sealed record OverlayAsset(string? MediaType, byte[] Bytes, byte[]? Packed);

/// <summary>The overlay's files, which travel inside the program, and the version that they make together.</summary>
internal sealed class OverlayAssets
{
    private const string Prefix = "overlay/";

    private readonly Dictionary<string, OverlayAsset> _files = [];

    /// <summary>Reads the files.</summary>
    public OverlayAssets()
    {
        var program = Assembly.GetExecutingAssembly();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in program.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var resource = program.GetManifestResourceStream(name)!;
            var bytes = new byte[resource.Length];
            resource.ReadExactly(bytes);
            var type = MediaTypeOf(name);
            _files[name[Prefix.Length..].Replace('\\', '/')] = new OverlayAsset(type, bytes, type is null or "font/woff2" ? null : Pack(bytes));
            hash.AppendData(bytes);
        }
        Version = Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
    }

    /// <summary>Changes whenever any of the files does.</summary>
    public string Version { get; }

    /// <summary>A file; null where there is none of that name.</summary>
    public OverlayAsset? Find(string name) => _files.GetValueOrDefault(name);

    // Pages are made, not served as they are.
    private static string? MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".woff2" => "font/woff2",
        ".txt" => "text/plain; charset=utf-8",
        _ => null,
    };

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
