using System.Diagnostics;
using System.Net.WebSockets;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>A WebSocket whose messages are read one by one, in the order in which they came.</summary>
public sealed class SocketLine : IDisposable
{
    private static readonly TimeSpan Patience = Wait.Patience;

    private readonly WebSocket _socket;

    /// <summary>Takes over a connected socket.</summary>
    public SocketLine(WebSocket socket) => _socket = socket;

    /// <summary>The socket itself.</summary>
    public WebSocket Socket => _socket;

    /// <summary>Connects to a documented port.</summary>
    public static async Task<SocketLine> Connect(HouseAddresses at, string path, int port = 4201)
    {
        var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(at.SocketOn(port, path), patience.Token);
        return new SocketLine(socket);
    }

    /// <summary>The status with which a handshake is refused.</summary>
    public static async Task<int> Refused(HouseAddresses at, string path, int port = 4201)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        using var patience = new CancellationTokenSource(Patience);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(at.SocketOn(port, path), patience.Token));
        return (int)socket.HttpStatusCode;
    }

    /// <summary>The next message; null where the house has hung up.</summary>
    public async Task<JsonNode?> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (buffer, length) = (new byte[64 * 1024], 0);
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            Assert.Equal(WebSocketMessageType.Text, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage) return JsonNode.Parse(buffer.AsSpan(0, length), documentOptions: new() { AllowDuplicateProperties = false });
            if (length == buffer.Length) Array.Resize(ref buffer, 2 * length);
        }
    }

    /// <summary>The next message of a type; those of other types must be heartbeats.</summary>
    public async Task<JsonNode> Next(string type)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            var message = await Next() ?? throw new InvalidOperationException($"The house hung up with {(int?)_socket.CloseStatus} before a message of type {type}.");
            if ((string?)message["type"] == type) return message;
            Assert.Equal("heartbeat", (string?)message["type"]);
        }
        throw new TimeoutException($"Nothing but heartbeats, and no message of type {type}.");
    }

    /// <summary>The status with which the house hangs up, whatever it says before.</summary>
    public async Task<int?> HungUp()
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
            if (await Next() is null) return (int?)_socket.CloseStatus;
        throw new TimeoutException("The house does not hang up.");
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
