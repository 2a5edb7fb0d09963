namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Rooms of one kind by their ids, each open while somebody holds it.</summary>
/// <param name="open">Opens one.</param>
internal sealed class OpenRooms<TRoom>(Func<string, TRoom> open) where TRoom : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (TRoom Room, int Held)> _rooms = [];

    /// <summary>The room of an id, opened where it is not.</summary>
    public TRoom Hold(string id)
    {
        lock (_lock)
        {
            var (room, held) = _rooms.TryGetValue(id, out var known) ? known : (open(id), 0);
            _rooms[id] = (room, held + 1);
            return room;
        }
    }

    /// <summary>Holds it no longer; the last one closes it.</summary>
    public async Task Release(string id)
    {
        TRoom room;
        lock (_lock)
        {
            if (!_rooms.TryGetValue(id, out var known)) return; // all are closed already
            room = known.Room;
            if (known.Held > 1)
            {
                _rooms[id] = (room, known.Held - 1);
                return;
            }
            _rooms.Remove(id);
        }
        await room.DisposeAsync();
    }

    /// <summary>Those that are open.</summary>
    public TRoom[] All()
    {
        lock (_lock) return [.. _rooms.Values.Select(r => r.Room)];
    }

    /// <summary>Closes all of them, whoever holds them.</summary>
    public async Task Close()
    {
        TRoom[] rooms;
        lock (_lock)
        {
            rooms = [.. _rooms.Values.Select(r => r.Room)];
            _rooms.Clear();
        }
        foreach (var room in rooms) await room.DisposeAsync();
    }
}
