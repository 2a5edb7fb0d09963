using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Outages;

/// <summary>Signs of life in the memory of one process.</summary>
public sealed class MemoryPulse(HouseRules house, TimeProvider clock) : IPulse
{
    private const int Kept = 16;
    private const string House = "";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _alive = [];
    private readonly Dictionary<string, List<Outage>> _outages = [];
    private readonly Dictionary<string, string> _hosts = [];

    /// <inheritdoc/>
    public Task<DateTimeOffset?> Beat(string silo)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            Beat(now, House);
            Beat(now, silo);
            return Task.FromResult<DateTimeOffset?>(_outages[House].Concat(_outages[silo]).Select(o => (DateTimeOffset?)o.To).Max());
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Outage>> TakeOver(string entity, string silo)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var concerning = new List<Outage>(_outages.GetValueOrDefault(House, []));
            if (_hosts.TryGetValue(entity, out var before)) concerning.AddRange([.. _outages.GetValueOrDefault(before, []), .. Silence(before, now).Select(Bounded)]);
            concerning.AddRange(Silence(House, now));
            _hosts[entity] = silo;
            return Task.FromResult<IReadOnlyList<Outage>>(concerning);
        }
    }

    /// <inheritdoc/>
    public Task Release(string entity, string silo)
    {
        lock (_lock)
            if (_hosts.GetValueOrDefault(entity) == silo) _hosts.Remove(entity);
        return Task.CompletedTask;
    }

    private void Beat(DateTimeOffset now, string who)
    {
        var outages = _outages.TryGetValue(who, out var known) ? known : _outages[who] = [];
        outages.AddRange(Silence(who, now));
        if (outages.Count > Kept) outages.RemoveAt(0);
        _alive[who] = now;
    }

    private static Outage Bounded(Outage silence) =>
        silence.To - silence.From > IPulse.Failover ? silence with { To = silence.From + IPulse.Failover } : silence;

    private Outage[] Silence(string who, DateTimeOffset now) =>
        _alive.TryGetValue(who, out var last) && now - last > house.OutageMoment ? [new Outage(last, now)] : [];
}
