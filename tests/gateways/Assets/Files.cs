using System.Buffers.Binary;
using System.Text;

namespace Sothebais.Tests.Gateways.Assets;

/// <summary>Files of every type, as small as they can be, and made by hand.</summary>
public static class Files
{
    /// <summary>A PNG of a size, with as many bytes as are wanted in its pixels.</summary>
    public static byte[] Png(uint width = 2, uint height = 3, int pixels = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header), .. Chunk("tEXt", Unique()), .. Chunk("IDAT", new byte[pixels]), .. Chunk("IEND", [])];
    }

    /// <summary>A JPEG of a size.</summary>
    public static byte[] Jpeg(ushort width = 2, ushort height = 3) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xFE, 0, 4, 3, 4, 0xFF, 0xC2, 0, 8, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 0,
        0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9,
    ];

    /// <summary>A GIF whose screen and whose only frame have sizes.</summary>
    public static byte[] Gif(ushort width = 2, ushort height = 3, ushort frameWidth = 2) =>
    [
        .. "GIF89a"u8, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x21, 0xF9, 4, 0, 0, 0, 0, 0,
        0x2C, 0, 0, 0, 0, (byte)frameWidth, (byte)(frameWidth >> 8), 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    /// <summary>A lossy WebP of a size.</summary>
    public static byte[] WebP(ushort width = 2, ushort height = 3) => Riff([.. "VP8 "u8, 10, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)]);

    /// <summary>A lossless WebP of a size.</summary>
    public static byte[] LosslessWebP(uint width = 2, uint height = 3)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (width - 1) | (height - 1) << 14);
        return Riff([.. "VP8L"u8, 5, 0, 0, 0, 0x2F, .. size, 0]);
    }

    /// <summary>A moving WebP on a canvas of a size.</summary>
    public static byte[] MovingWebP(int width = 2, int height = 3) => Riff(
    [
        .. "VP8X"u8, 10, 0, 0, 0, 2, 0, 0, 0, (byte)(width - 1), (byte)((width - 1) >> 8), (byte)((width - 1) >> 16), (byte)(height - 1), (byte)((height - 1) >> 8), (byte)((height - 1) >> 16),
        .. "ANIM"u8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "ANMF"u8, 16, 0, 0, 0, .. new byte[16],
    ]);

    /// <summary>An MP4 of a brand, with as many bytes as are wanted in it.</summary>
    public static byte[] Mp4(string brand = "isom", int media = 16, bool described = true) =>
        [.. Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. "isommp41"u8]), .. described ? Box("moov", new byte[8]) : [], .. Box("mdat", [.. Unique(), .. new byte[media]])];

    /// <summary>A file of the Matroska family.</summary>
    public static byte[] WebM(string type = "webm", bool endless = true)
    {
        byte[] inside = [0x42, 0x86, 0x81, 1, 0x42, 0x82, (byte)(0x80 | type.Length), .. Encoding.ASCII.GetBytes(type)];
        return [0x1A, 0x45, 0xDF, 0xA3, (byte)(0x80 | inside.Length), .. inside, 0xEC, 0x82, 0, 0, 0x18, 0x53, 0x80, 0x67, .. endless ? new byte[] { 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } : [0x84], 1, 2, 3, 4];
    }

    /// <summary>A drawing with something in it.</summary>
    public static byte[] Svg(string inside = "<rect width=\"1\" height=\"1\"/>", string attributes = "") => Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" {attributes}>{inside}</svg>");

    /// <summary>Bytes that no other file has.</summary>
    public static byte[] Unique() => Guid.NewGuid().ToByteArray();

    private static byte[] Chunk(string kind, byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. bytes, 0, 0, 0, 0];
    }

    private static byte[] Box(string kind, byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length + 8);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. bytes];
    }

    private static byte[] Riff(byte[] chunks)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, chunks.Length + 4);
        return [.. "RIFF"u8, .. length, .. "WEBP"u8, .. chunks];
    }
}
