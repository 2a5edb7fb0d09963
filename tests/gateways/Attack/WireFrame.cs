using System.Buffers.Binary;
using System.IO.Compression;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>A client's WebSocket frames by hand (RFC 6455, section 5.2), for what no library would send. The mask is zero, so that a payload stands as it is.</summary>
public static class WireFrame
{
    /// <summary>Goes on from the frame before; text; bytes; asks for an answer.</summary>
    public const byte More = 0, Text = 1, Bytes = 2, Ping = 9;

    private const byte Final = 0x80, Deflated = 0x40, Masked = 0x80;

    /// <summary>A frame.</summary>
    /// <param name="kind">Its opcode.</param>
    /// <param name="payload">What is in it.</param>
    /// <param name="final">Whether its message ends with it.</param>
    /// <param name="deflated">Whether its message is compressed.</param>
    /// <param name="says">How long it says that it is; null is as long as it is.</param>
    public static byte[] Of(byte kind, ReadOnlySpan<byte> payload, bool final = true, bool deflated = false, ulong? says = null)
    {
        var length = new byte[9];
        length[0] = Masked | 127;
        BinaryPrimitives.WriteUInt64BigEndian(length.AsSpan(1), says ?? (ulong)payload.Length);
        return [(byte)(kind | (final ? Final : 0) | (deflated ? Deflated : 0)), .. says is null && payload.Length < 126 ? [(byte)(Masked | payload.Length)] : length, 0, 0, 0, 0, .. payload];
    }

    /// <summary>A ping; its length has one byte.</summary>
    public static byte[] OfPing() => Of(Ping, new byte[100]);

    /// <summary>Zeros, as permessage-deflate sends them (RFC 7692, section 7.2.1).</summary>
    /// <param name="bytes">How many.</param>
    public static byte[] Bomb(int bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) deflate.Write(new byte[bytes]);
        return Of(Text, packed.ToArray(), deflated: true);
    }
}
