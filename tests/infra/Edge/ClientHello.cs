using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Infra.Edge;

/// <summary>The first words of a TLS connection, said by hand: this machine's own TLS may not be talked into an old version.</summary>
internal static class ClientHello
{
    /// <summary>Offers one version at most, and hears the first record of the answer.</summary>
    /// <param name="port">Where.</param>
    /// <param name="host">The server's name.</param>
    /// <param name="version">0x0302 is TLS 1.1, 0x0303 is 1.2.</param>
    /// <returns>The record's type, 22 for the handshake and 21 for an alert, and its body.</returns>
    public static async Task<(byte Type, byte[] Body)> Say(int port, string host, ushort version)
    {
        using var patience = new CancellationTokenSource(Wait.Patience);
        using var line = new TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        var stream = line.GetStream();
        await stream.WriteAsync(Record(host, version), patience.Token);
        var head = new byte[5];
        await stream.ReadExactlyAsync(head, patience.Token);
        var body = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))];
        await stream.ReadExactlyAsync(body, patience.Token);
        return (head[0], body);
    }

    private static byte[] Record(string host, ushort version)
    {
        var name = Encoding.ASCII.GetBytes(host);
        byte[] extensions =
        [
            .. Extension(0, Counted16([0, .. Counted16(name)])), // the server's name
            .. Extension(10, Counted16([0, 23, 0, 24])), // groups: P-256, P-384
            .. Extension(11, [1, 0]), // points uncompressed
            .. Extension(13, Counted16([4, 3, 4, 1, 2, 3, 2, 1])), // signatures: ECDSA and RSA, with SHA-256 and SHA-1
        ];
        byte[] hello =
        [
            .. Number(version), .. Enumerable.Repeat((byte)7, 32), 0, // a random that is none, no session
            .. Counted16([0xC0, 0x2B, 0xC0, 0x2F, 0xC0, 0x09, 0xC0, 0x13, 0x00, 0x2F]), // ECDHE with AES-GCM, and what 1.1 has: with AES-CBC
            1, 0, // no compression
            .. Counted16(extensions),
        ];
        return [22, 3, 1, .. Counted16([1, 0, .. Number((ushort)hello.Length), .. hello])];
    }

    private static byte[] Extension(ushort type, byte[] body) => [.. Number(type), .. Counted16(body)];

    private static byte[] Counted16(byte[] body) => [.. Number((ushort)body.Length), .. body];

    private static byte[] Number(ushort value) => [(byte)(value >> 8), (byte)value];
}
