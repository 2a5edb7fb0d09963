using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Keeps and gives dead letters where the caller is; holds nothing itself.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class DeadLettersGrain(IDeadLetterStore store, ILogger<DeadLettersGrain> logger) : Grain, IDeadLettersGrain
{
    private const int Tries = 8;

    public async Task<DeadLetter> Keep(DeadLetter letter)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var kept = await store.Keep(letter, IDeadLettersGrain.Most);
            if (kept.Known is null)
            {
                if (kept.Gone > 0) Note(kept.Gone);
                return letter;
            }
            if (await store.Find(kept.Known) is { } known)
                letter = letter with { Id = known.Id, FirstAt = known.FirstAt, Attempts = known.Attempts + letter.Attempts };
        }
        throw new OutcomeUnknownException($"Letter {letter.Id} comes and goes.");
    }

    public Task<DeadLetter?> Find(string id) => store.Find(id);

    public Task<DeadLetter[]> List(DeadLetterFilter filter, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, IDeadLettersGrain.MostAtOnce));
        return store.List(filter, after, limit);
    }

    public Task<bool> Discard(string id) => store.Discard(id);

    public Task<long> Count(DeadLetterFilter filter) => store.Count(filter);

    private void Note(long gone)
    {
        HouseMetrics.DeadLettersDropped(gone);
        Dropped(gone, IDeadLettersGrain.Most);
    }

    [LoggerMessage(LogLevel.Error, "{Gone} dead letters went, the oldest: {Most} are held. Nobody will retry them.")]
    private partial void Dropped(long gone, int most);
}
