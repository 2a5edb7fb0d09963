using System.Reflection;
using System.Security.Cryptography;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>The overlay's files, which travel inside the program, and the version that they make together.</summary>
internal sealed class OverlayAssets
{
    private const string Prefix = "overlay/";

    private readonly Dictionary<string, byte[]> _files = [];

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
            _files[name[Prefix.Length..].Replace('\\', '/')] = bytes;
            hash.AppendData(bytes);
        }
        Version = Convert.ToHexStringLower(hash.GetHashAndReset()[..8]);
    }

    /// <summary>Changes whenever any of the files does.</summary>
    public string Version { get; }

    /// <summary>A file; null where there is none of that name.</summary>
    public byte[]? Find(string name) => _files.GetValueOrDefault(name);
}
