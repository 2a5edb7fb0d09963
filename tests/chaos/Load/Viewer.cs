using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Watches an auction over a WebSocket, and comes back after the last event it saw whenever the line ends.</summary>
public sealed class Viewer(ChaosHouse house, string auction) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<Seen> _seen = new();
    private Task _watching = Task.CompletedTask;
    private long _last;
    private long _newest;

    /// <summary>The auction.</summary>
    public string Auction => auction;

    /// <summary>What it was told, in that order.</summary>
    public IReadOnlyList<Seen> Seen => [.. _seen];

    /// <summary>The newest event that it knows the consequences of, by itself or by a snapshot.</summary>
    public long Newest => Interlocked.Read(ref _newest);

    /// <summary>Begins.</summary>
    public void Begin() => _watching = Task.Run(Watch);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        _ending.Dispose();
    }

    private async Task Watch()
    {
        while (!_ending.IsCancellationRequested)
        {
            using var socket = new ClientWebSocket();
            socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(2);
            socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(4);
            try
            {
                await socket.ConnectAsync(house.At.SocketOn(4201, $"/ws?auction={auction}{(_last > 0 ? $"&after={_last}" : "")}"), _ending.Token);
                await Read(socket);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
            {
                // cut, or the house is away
            }
            await Task.Delay(100, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Read(ClientWebSocket socket)
    {
        var buffer = new byte[256 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do length += (part = await socket.ReceiveAsync(buffer.AsMemory(length), _ending.Token)).Count;
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close) return;
            var message = JsonNode.Parse(buffer.AsSpan(0, length))!;
            if ((string?)message["type"] is not ("event" or "snapshot")) continue;
            var sequence = (long)message["sequence"]!;
            var seen = new Seen(sequence, (string?)message["event"]?["kind"]);
            _seen.Enqueue(seen);
            if (seen.Kind is not null || _last == 0) _last = sequence;
            Interlocked.Exchange(ref _newest, sequence);
        }
    }
}
