using System.Collections.Concurrent;

namespace Sothebais.Grains.Outages;

/// <summary>The open auctions that this silo runs, and when they close.</summary>
public sealed class RunningAuctions
{
    private readonly ConcurrentDictionary<string, Close> _closes = new();
    private readonly DeadlineGauge _gauge;

    /// <summary>Starts with none.</summary>
    public RunningAuctions() => _gauge = new DeadlineGauge(Soonest);

    /// <summary>Their ids at this moment.</summary>
    public ICollection<string> Ids => _closes.Keys;

    /// <summary>Enters an auction or its new close; says whether it was not there. Called at every commit: it costs one that is there no memory.</summary>
    /// <param name="id">The auction.</param>
    /// <param name="closesAt">UTC instant of the hammer; null where the clock stands or the auctioneer closes.</param>
    public bool Enter(string id, DateTimeOffset? closesAt)
    {
        var ticks = closesAt?.UtcTicks ?? Close.Never;
        if (_closes.TryGetValue(id, out var close))
        {
            Volatile.Write(ref close.Ticks, ticks);
            return false;
        }
        return _closes.TryAdd(id, new Close { Ticks = ticks });
    }

    /// <summary>Strikes an auction out; says whether it was there.</summary>
    public bool Remove(string id) => _closes.TryRemove(id, out _);

    /// <summary>The auctions that close next, soonest first.</summary>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<(string Id, DateTimeOffset ClosesAt)> Soonest(int most)
    {
        var latestFirst = new PriorityQueue<string, long>(most + 1);
        foreach (var (id, close) in _closes)
        {
            var ticks = Volatile.Read(ref close.Ticks);
            if (ticks == Close.Never) continue;
            latestFirst.Enqueue(id, -ticks);
            if (latestFirst.Count > most) latestFirst.Dequeue();
        }
        return [.. latestFirst.UnorderedItems.OrderByDescending(i => i.Priority).Select(i => (i.Element, new DateTimeOffset(-i.Priority, TimeSpan.Zero)))];
    }

    private sealed class Close
    {
        public const long Never = long.MaxValue;

        public long Ticks;
    }
}
