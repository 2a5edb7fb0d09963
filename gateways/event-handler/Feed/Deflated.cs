using System.IO.Compression;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>
/// A gzip stream (RFC 1952) that is put together of stretches which were deflated apart from each other and are the same for everybody: an event is compressed
/// once, and a client costs no compressor of its own (256 KiB each).
/// </summary>
internal static class Deflated
{
    /// <summary>How the stream begins: deflated, without a name or time.</summary>
    public static readonly byte[] Head = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    /// <summary>A stretch that refers to nothing before it and ends at a byte's end: it may follow any other.</summary>
    public static byte[] Stretch(ReadOnlySpan<byte> bytes)
    {
        using var stretch = new MemoryStream(bytes.Length / 2 + 16);
        using var deflate = new DeflateStream(stretch, CompressionLevel.Optimal);
        deflate.Write(bytes);
        deflate.Flush(); // a sync flush: ends with an empty stored block (RFC 1951, 3.2.4)
        return stretch.ToArray(); // before the end is written that would end the whole stream
    }
}
