using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Dead letters in the memory of one process: the embedded default. Everything is gone with the process.</summary>
public sealed class MemoryDeadLetterStore : IDeadLetterStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = []; // by what a letter of the same event is known

    /// <inheritdoc/>
    public Task<KeptLetter> Keep(DeadLetter letter, int most)
    {
        lock (_lock)
        {
            var key = KeptLetter.KeyOf(letter);
            if (_ids.TryGetValue(key, out var known) && known != letter.Id) return Task.FromResult(new KeptLetter(known, 0));
            (_letters[letter.Id], _ids[key]) = (letter, letter.Id);
            var gone = 0L;
            for (; _letters.Count > most; gone++) Remove(_letters.First().Key);
            return Task.FromResult(new KeptLetter(null, gone));
        }
    }

    /// <inheritdoc/>
    public Task<DeadLetter?> Find(string id)
    {
        lock (_lock) return Task.FromResult(_letters.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public Task<DeadLetter[]> List(DeadLetterFilter filter, string? after, int limit)
    {
        lock (_lock) return Task.FromResult(_letters.Values.Where(l => (after is null || string.CompareOrdinal(l.Id, after) > 0) && filter.Passes(l)).Take(limit).ToArray());
    }

    /// <inheritdoc/>
    public Task<bool> Discard(string id)
    {
        lock (_lock) return Task.FromResult(Remove(id));
    }

    /// <inheritdoc/>
    public Task<long> Count(DeadLetterFilter filter)
    {
        lock (_lock) return Task.FromResult(filter == DeadLetterFilter.All ? _letters.Count : _letters.Values.LongCount(filter.Passes));
    }

    private bool Remove(string id) => _letters.Remove(id, out var letter) && _ids.Remove(KeptLetter.KeyOf(letter));
}
