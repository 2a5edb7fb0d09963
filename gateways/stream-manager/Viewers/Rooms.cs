using Microsoft.Extensions.Options;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>The rooms of this gateway: one an auction that has viewers.</summary>
internal sealed class Rooms(IClusterClient cluster, IOptions<ViewerOptions> options, TimeProvider clock, ILogger<AuctionRoom> logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (AuctionRoom Room, int Inside)> _rooms = [];
    private int _inside;

    /// <summary>Enters a viewer into the room of an auction; null where this gateway is full.</summary>
    public AuctionRoom? Enter(string auctionId)
    {
        lock (_lock)
        {
            if (_inside >= options.Value.Most) return null;
            _inside++;
            var (room, inside) = _rooms.TryGetValue(auctionId, out var known) ? known : (new AuctionRoom(auctionId, cluster, options.Value.Heartbeat, clock, logger), 0);
            _rooms[auctionId] = (room, inside + 1);
            return room;
        }
    }

    /// <summary>Lets a viewer out; the last one closes the room.</summary>
    public async Task Exit(string auctionId)
    {
        AuctionRoom? empty = null;
        lock (_lock)
        {
            _inside--;
            var (room, inside) = _rooms[auctionId];
            if (inside > 1) _rooms[auctionId] = (room, inside - 1);
            else if (_rooms.Remove(auctionId)) empty = room;
        }
        if (empty is not null) await empty.DisposeAsync();
    }

    /// <summary>Asks all viewers to come back elsewhere.</summary>
    public Task Leave()
    {
        AuctionRoom[] rooms;
        lock (_lock) rooms = [.. _rooms.Values.Select(r => r.Room)];
        return Task.WhenAll(rooms.SelectMany(r => r.Viewers()).Select(v => v.Leave()));
    }

    public async ValueTask DisposeAsync()
    {
        AuctionRoom[] rooms;
        lock (_lock) rooms = [.. _rooms.Values.Select(r => r.Room)];
        foreach (var room in rooms) await room.DisposeAsync();
    }
}
