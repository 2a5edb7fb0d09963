using Sothebais.Tests.Chaos.Audit;
using Sothebais.Tests.Chaos.Faults;
using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Campaign;

/// <summary>Lets a schedule's faults happen, each at its time and for its time.</summary>
public sealed class FaultRun(ChaosHouse house, Schedule schedule)
{
    private readonly Lock _gate = new();
    private readonly List<Interval> _outages = [];

    /// <summary>When nobody can have been able to bid, since Redis was away.</summary>
    public IReadOnlyList<Interval> Outages
    {
        get
        {
            lock (_gate) return [.. _outages];
        }
    }

    /// <summary>Comes back when all are made good.</summary>
    public Task Run() => Task.WhenAll(schedule.Faults.Select(Happen));

    private async Task Happen(Fault fault)
    {
        await Task.Delay(fault.At);
        await fault.Begin(house);
        var from = TimeProvider.System.GetUtcNow();
        await Task.Delay(fault.For);
        var to = TimeProvider.System.GetUtcNow();
        await fault.End(house);
        // A full disk ends Redis only at its next write: that is no time that could be known from outside.
        if (fault is not (AllKilled or OutOfMemory or Killed { Target: "redis" } or Frozen { Target: "redis" })) return;
        lock (_gate) _outages.Add(new Interval(from, to));
    }
}
