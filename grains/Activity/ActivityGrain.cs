using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Grains.Activity;

/// <summary>Reads the acts where the caller is; keeps nothing.</summary>
[StatelessWorker, Reentrant]
internal sealed class ActivityGrain(IActivity activity) : Grain, IActivityGrain
{
    public async Task<Act[]> Newest(string? before, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        return [.. await activity.Newest(before, limit)];
    }
}
