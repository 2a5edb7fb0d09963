using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Keeps and gives dead letters where the caller is; holds nothing itself.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class DeadLettersGrain(IDeadLetterStore store, ILogger<DeadLettersGrain> logger) : Grain, IDeadLettersGrain
{
    public async Task Keep(DeadLetter letter)
    {
        var gone = await store.Keep(letter, IDeadLettersGrain.Most);
        if (gone == 0) return;
        HouseMetrics.DeadLettersDropped(gone);
        Dropped(gone, IDeadLettersGrain.Most);
    }

    public Task<DeadLetter?> Find(string id) => store.Find(id);

    public Task<DeadLetter[]> List(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        return store.List(after, limit);
    }

    public Task<bool> Discard(string id) => store.Discard(id);

    public Task<long> Count() => store.Count();

    [LoggerMessage(LogLevel.Error, "{Gone} dead letters went, the oldest: {Most} are held. Nobody will retry them.")]
    private partial void Dropped(long gone, int most);
}
