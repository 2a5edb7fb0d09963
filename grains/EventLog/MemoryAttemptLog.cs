using System.Globalization;

namespace Sothebais.Grains.EventLog;

/// <summary>Refused bids in the memory of one process: the embedded default. Everything is gone with the process.</summary>
public sealed class MemoryAttemptLog : IAttemptLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long First, Queue<byte[]> Kept)> _entities = [];

    /// <inheritdoc/>
    public Task Append(string entity, IReadOnlyList<byte[]> attempts, int keep)
    {
        lock (_lock)
        {
            var (first, kept) = _entities.GetValueOrDefault(entity, (1, []));
            foreach (var attempt in attempts) kept.Enqueue(attempt);
            for (; kept.Count > keep; first++) kept.Dequeue();
            _entities[entity] = (first, kept);
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredAttempt>> Read(string entity, string? after, int limit)
    {
        lock (_lock)
        {
            var (first, kept) = _entities.GetValueOrDefault(entity, (1, []));
            var known = after is null ? 0 : long.Parse(after.AsSpan(0, after.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            var skipped = Math.Clamp(known - first + 1, 0, kept.Count);
            return Task.FromResult<IReadOnlyList<StoredAttempt>>(
                [.. kept.Skip((int)skipped).Take(limit).Select((json, i) => new StoredAttempt(string.Create(CultureInfo.InvariantCulture, $"{first + skipped + i}-0"), json))]);
        }
    }
}
