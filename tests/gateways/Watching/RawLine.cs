using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>A WebSocket's line with the handshake by hand, for what no client library does or tells.</summary>
internal static class RawLine
{
    /// <summary>Connects, and takes as little as there can be of what is sent ahead.</summary>
    /// <param name="at">Where.</param>
    /// <param name="path">What is asked for.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    /// <returns>The answer's head, and the line after it.</returns>
    public static async Task<(string Head, NetworkStream Line)> Connect(Uri at, string path, string headers = "")
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024, NoDelay = true };
        await client.ConnectAsync(at.Host, at.Port);
        var line = new NetworkStream(client, ownsSocket: true);
        await line.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {at.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{headers}\r\n"));
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await line.ReadExactlyAsync(letter);
            head.Append((char)letter[0]);
        }
        Assert.StartsWith("HTTP/1.1 101", head.ToString(), StringComparison.Ordinal);
        return (head.ToString(), line);
    }
}
