using System.Globalization;
using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The log in Redis, readable with redis-cli: a stream an entity, whose entries are commits and whose fields are the events by sequence. Durable when
/// Redis runs with <c>appendfsync always</c>: the answer to a commit then comes after the fsync.
/// </summary>
public sealed class RedisEventLog(IConnectionMultiplexer redis, RedisEventLogOptions options) : IEventLog
{
    private readonly RedisCommits _commits = new(redis, options);

    private IDatabase Database => redis.GetDatabase();

    /// <inheritdoc/>
    public Task Commit(Commit commit) => _commits.Send(commit);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCommit>> Read(string entity, long after, int limit)
    {
        var page = new List<StoredCommit>();
        var read = 0;
        while (read < limit)
        {
            // Commits hold from one to hundreds of events: read a few at a time, and never many more than asked for.
            var count = Math.Clamp((limit - read) / 4, 1, 250);
            var entries = await Database.StreamRangeAsync(RedisKeys.Log(entity), $"({after}", "+", count);
            foreach (var entry in entries)
            {
                var stored = Stored(entry);
                page.Add(stored);
                read += stored.Events.Count;
                after = stored.First + stored.Events.Count - 1;
                if (read >= limit) break;
            }
            if (entries.Length < count) break;
        }
        return page;
    }

    /// <inheritdoc/>
    public Task RememberKeys(string entity, IReadOnlyCollection<RememberedKey> keys) =>
        keys.Count == 0
            ? Task.CompletedTask
            : Database.HashSetAsync(RedisKeys.UsedKeys(entity), [.. keys.Select(k => new HashEntry(Field(k.Key), $"{k.Sequence} {k.Body}"))]);

    /// <inheritdoc/>
    public async Task<RememberedKey?> FindKey(string entity, UInt128 key)
    {
        string? found = await Database.HashGetAsync(RedisKeys.UsedKeys(entity), Field(key));
        if (found is null) return null;
        var space = found.IndexOf(' ', StringComparison.Ordinal);
        return new RememberedKey(key, long.Parse(found.AsSpan(0, space), CultureInfo.InvariantCulture), found[(space + 1)..]);
    }

    /// <inheritdoc/>
    public async Task<bool> Ready()
    {
        await Database.PingAsync();
        return true;
    }

    private static RedisValue Field(UInt128 key) => key.ToString("x32", CultureInfo.InvariantCulture);

    private static StoredCommit Stored(StreamEntry entry)
    {
        var fields = entry.Values;
        if (fields.Length < 2 || fields[0].Name != "hash" || !fields[1].Name.TryParse(out long first))
            throw new InvalidOperationException($"Entry {entry.Id} of a log was not written by this house.");
        var events = new byte[fields.Length - 1][];
        for (var i = 1; i < fields.Length; i++) events[i - 1] = (byte[])fields[i].Value!;
        return new StoredCommit(first, events, fields[0].Value!);
    }
}

/// <summary>How the log uses Redis. Configuration section <c>EventLog</c>.</summary>
public sealed class RedisEventLogOptions
{
    /// <summary>About how many commits the feed keeps. Default 1,000,000; at least 1,000.</summary>
    [System.ComponentModel.DataAnnotations.Range(1_000, 1_000_000_000)]
    public int FeedCommits { get; set; } = 1_000_000;

    /// <summary>About how many acts of the house's people are kept. Default 100,000, about 30 MB; 1,000 to 10,000,000.</summary>
    [System.ComponentModel.DataAnnotations.Range(1_000, 10_000_000)]
    public int Acts { get; set; } = 100_000;
}
