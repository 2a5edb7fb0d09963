using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Outages;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Signs of life that can be held back, as a Redis that hangs does: they are written when it goes on, as of then.</summary>
internal sealed class HeldPulse(IPulse pulse) : IPulse
{
    private volatile TaskCompletionSource? _held;
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds back what is asked from now on.</summary>
    /// <returns>Completes when something is.</returns>
    public Task Hold()
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _reached.Task;
    }

    /// <summary>Lets it be answered.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async Task<DateTimeOffset?> Beat(string silo)
    {
        await Held();
        return await pulse.Beat(silo);
    }

    public async Task<IReadOnlyList<Outage>> TakeOver(string entity, string silo)
    {
        await Held();
        return await pulse.TakeOver(entity, silo);
    }

    public async Task Release(string entity, string silo)
    {
        await Held();
        await pulse.Release(entity, silo);
    }

    private Task Held()
    {
        if (_held is not { } held) return Task.CompletedTask;
        _reached.TrySetResult();
        return held.Task;
    }
}
