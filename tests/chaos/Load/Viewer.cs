using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Watches an auction over a WebSocket, and comes back after the last event it saw whenever the line ends.</summary>
public sealed class Viewer(ChaosHouse house, string auction) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly SocketObserver _socket = new(house.At, auction);
    private Task _watching = Task.CompletedTask;

    /// <summary>The auction.</summary>
    public string Auction => auction;

    /// <summary>What it was told, in that order.</summary>
    public IReadOnlyList<Seen> Seen => [.. _socket.Told.Select(m => new Seen((long)m["sequence"]!, (string?)m["event"]?["kind"]))];

    /// <summary>The newest event that it knows the consequences of, by itself or by a snapshot.</summary>
    public long Newest => Seen is [.., var last] ? last.Sequence : 0;

    /// <summary>Begins.</summary>
    public void Begin() => _watching = Line.Keep(() => _socket.Connect(), () => _socket.Ended, _ending.Token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _watching;
        await _socket.DisposeAsync();
        _ending.Dispose();
    }
}
