using System.Text.Json;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Admin.Sockets;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>A control room's line to its auction: the same WebSocket that overlays have. Cut off, it comes back and goes on where it was.</summary>
/// <param name="auction">The auction.</param>
/// <param name="services">Where the stream manager is.</param>
/// <param name="clock">The time.</param>
internal sealed class RoomLine(string auction, ServiceAddresses services, TimeProvider clock) : IAsyncDisposable
{
    private const string UserAgent = "sothebais-control-room";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2); // somebody stands before a room

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The room as it stands. Look at it inside of <see cref="Look{T}"/>.</summary>
    private readonly RoomPicture _picture = new();

    /// <summary>Whether the line is up, and what it tells is new.</summary>
    public bool IsLive { get; private set; }

    /// <summary>Something happened, or the line was cut or is back. Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>Opens the line, and keeps it open.</summary>
    public void Open() => _running = Reconnecting.Run(Read, _ => Turn(live: false), LongestPause, clock, _stop.Token);

    /// <summary>Looks at the room, while nothing moves in it.</summary>
    public T Look<T>(Func<RoomPicture, T> look)
    {
        lock (_gate) return look(_picture);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task Read(Action heard)
    {
        var after = Look(p => p.Sequence);
        var door = new UriBuilder(services.StreamManagerSockets) { Scheme = services.StreamManagerSockets.Scheme == "https" ? "wss" : "ws", Path = "/ws", Query = $"auction={Uri.EscapeDataString(auction)}{(after > 0 ? $"&after={after}" : "")}" }.Uri;
        await using var socket = await HouseSocket.Open(door, UserAgent, _stop.Token);
        while (await socket.Next() is { } message)
        {
            bool whole;
            lock (_gate) whole = Taken(message);
            if (!whole) break; // one is missing: the line is opened again, from the last one on
            heard();
            Turn(live: true);
        }
        Turn(live: false);
    }

    private bool Taken(ReadOnlyMemory<byte> message)
    {
        try
        {
            return _picture.Take(message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private void Turn(bool live)
    {
        IsLive = live;
        Changed?.Invoke();
    }
}
