using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Dead letters in the memory of one process: the embedded default. Everything is gone with the process.</summary>
public sealed class MemoryDeadLetterStore : IDeadLetterStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<long> Keep(DeadLetter letter, int most)
    {
        lock (_lock)
        {
            _letters[letter.Id] = letter;
            var gone = 0L;
            for (; _letters.Count > most; gone++) _letters.Remove(_letters.First().Key);
            return Task.FromResult(gone);
        }
    }

    /// <inheritdoc/>
    public Task<DeadLetter?> Find(string id)
    {
        lock (_lock) return Task.FromResult(_letters.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public Task<DeadLetter[]> List(string? after, int limit)
    {
        lock (_lock) return Task.FromResult(_letters.Values.Where(l => after is null || string.CompareOrdinal(l.Id, after) > 0).Take(limit).ToArray());
    }

    /// <inheritdoc/>
    public Task<bool> Discard(string id)
    {
        lock (_lock) return Task.FromResult(_letters.Remove(id));
    }

    /// <inheritdoc/>
    public Task<long> Count()
    {
        lock (_lock) return Task.FromResult((long)_letters.Count);
    }
}
