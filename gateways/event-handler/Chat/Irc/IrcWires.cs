using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>What carries IRC: bytes in, lines out. One reader and one writer at a time.</summary>
internal interface IIrcWire : IAsyncDisposable
{
    /// <summary>Reads some bytes; none and no line's end where the server has hung up.</summary>
    Task<(int Count, bool EndsLine)> Read(Memory<byte> buffer);

    /// <summary>Sends a line, given without its end.</summary>
    Task Send(string line, CancellationToken stopping);
}

/// <summary>Opens wires by the address: <c>irc</c>, <c>ircs</c>, <c>ws</c>, <c>wss</c>.</summary>
internal static class IrcWires
{
    /// <summary>The schemes.</summary>
    public static readonly string[] Schemes = ["irc", "ircs", "ws", "wss"];

    /// <summary>Opens one.</summary>
    public static async Task<IIrcWire> Open(Uri address, CancellationToken stopping) =>
        address.Scheme is "ws" or "wss" ? await SocketWire.Open(address, stopping) : await TcpWire.Open(address, stopping);

    private sealed class TcpWire(TcpClient client, Stream stream) : IIrcWire
    {
        private const int PlainPort = 6667;
        private const int TlsPort = 6697;

        public static async Task<IIrcWire> Open(Uri address, CancellationToken stopping)
        {
            var tls = address.Scheme == "ircs";
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(address.Host, address.Port > 0 ? address.Port : tls ? TlsPort : PlainPort, stopping);
                if (!tls) return new TcpWire(client, client.GetStream());
                var secret = new SslStream(client.GetStream());
                await secret.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.Host }, stopping);
                return new TcpWire(client, secret);
            }
            catch
            {
                client.Dispose();
                throw;
            }
        }

        public async Task<(int Count, bool EndsLine)> Read(Memory<byte> buffer) => (await stream.ReadAsync(buffer), false);

        public async Task Send(string line, CancellationToken stopping) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stopping);

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
        }
    }

    private sealed class SocketWire(ClientWebSocket socket) : IIrcWire
    {
        public static async Task<IIrcWire> Open(Uri address, CancellationToken stopping)
        {
            var socket = new ClientWebSocket();
            try
            {
                await socket.ConnectAsync(address, stopping);
                return new SocketWire(socket);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        public async Task<(int Count, bool EndsLine)> Read(Memory<byte> buffer)
        {
            var read = await socket.ReceiveAsync(buffer, CancellationToken.None);
            return read.MessageType == WebSocketMessageType.Close ? (0, false) : (read.Count, read.EndOfMessage);
        }

        public async Task Send(string line, CancellationToken stopping) =>
            await socket.SendAsync(Encoding.UTF8.GetBytes(line), WebSocketMessageType.Text, endOfMessage: true, stopping);

        public ValueTask DisposeAsync()
        {
            socket.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
