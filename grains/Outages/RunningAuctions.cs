using System.Collections.Concurrent;

namespace Sothebais.Grains.Outages;

/// <summary>The open auctions that this silo runs.</summary>
public sealed class RunningAuctions
{
    private readonly ConcurrentDictionary<string, byte> _ids = new();

    /// <summary>Their ids at this moment.</summary>
    public ICollection<string> Ids => _ids.Keys;

    /// <summary>Enters an auction; says whether it was not there.</summary>
    public bool Add(string id) => _ids.TryAdd(id, 0);

    /// <summary>Strikes an auction out; says whether it was there.</summary>
    public bool Remove(string id) => _ids.TryRemove(id, out _);
}
