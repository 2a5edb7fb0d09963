using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness;

/// <summary>Watches an auction over the WebSocket and keeps what it was told. Cut off, it resumes after the last sequence it saw.</summary>
/// <param name="at">The house.</param>
/// <param name="auction">The auction.</param>
/// <param name="door">The socket's address; null is the stream manager's own.</param>
public sealed class SocketObserver(HouseAddresses at, string auction, Uri? door = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private ClientWebSocket? _socket;
    private Task _reading = Task.CompletedTask;
    private long _last;

    /// <summary>How to get there; null is straight.</summary>
    public HttpMessageInvoker? Way { get; init; }

    /// <summary>Events and snapshots in the order in which they came, over all connections.</summary>
    public ConcurrentQueue<JsonNode> Told { get; } = new();

    /// <summary>The events, as they came, over all connections.</summary>
    public ConcurrentQueue<JsonNode> Events { get; } = new();

    /// <summary>The snapshots, as they came.</summary>
    public ConcurrentQueue<JsonNode> Snapshots { get; } = new();

    /// <summary>The heartbeats, as they came.</summary>
    public ConcurrentQueue<JsonNode> Heartbeats { get; } = new();

    /// <summary>The last sequence seen in an event.</summary>
    public long Last => Interlocked.Read(ref _last);

    /// <summary>The status with which the house closed the line; null where it has not.</summary>
    public int? CloseStatus => (int?)_socket?.CloseStatus;

    /// <summary>Connects, or connects again after the last event seen.</summary>
    public async Task Connect(long? after = null)
    {
        _socket = new ClientWebSocket();
        var resume = after ?? (Last > 0 ? Last : null);
        await _socket.ConnectAsync(new Uri(door ?? at.SocketOn(4201, "/ws"), $"?auction={auction}{(resume is { } sequence ? $"&after={sequence}" : "")}"), Way, _ending.Token);
        _reading = Read(_socket);
    }

    /// <summary>Cuts the line without a goodbye.</summary>
    public async Task Cut()
    {
        _socket!.Abort();
        await _reading;
    }

    /// <summary>Completes when the line has ended.</summary>
    public Task Ended => _reading;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket?.Abort();
        await _reading;
        _socket?.Dispose();
        _ending.Dispose();
    }

    private async Task Read(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), _ending.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                Take(JsonNode.Parse(buffer.AsSpan(0, length))!);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            // cut, or the house is gone
        }
    }

    private void Take(JsonNode message)
    {
        switch ((string?)message["type"])
        {
            case "event":
                Told.Enqueue(message);
                Events.Enqueue(message);
                Interlocked.Exchange(ref _last, (long)message["sequence"]!);
                break;
            case "snapshot":
                Told.Enqueue(message);
                Snapshots.Enqueue(message);
                break;
            case "heartbeat":
                Heartbeats.Enqueue(message);
                break;
        }
    }
}
