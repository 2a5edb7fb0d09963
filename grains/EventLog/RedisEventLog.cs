using System.Globalization;
using Sothebais.Grains.Activity;
using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The log in Redis, readable with redis-cli: a stream an entity, whose entries are commits and whose fields are the events by sequence. Durable when
/// Redis runs with <c>appendfsync always</c>: the answer to a commit then comes after the fsync.
/// </summary>
public sealed class RedisEventLog(IConnectionMultiplexer redis, RedisEventLogOptions options) : IEventLog
{
    // One script, so that log, feed, head and catalogue change together or not at all. The head fences a second writer and
    // also refuses a writer that is ahead of a Redis which lost its data; the explicit entry id would refuse a repetition by itself.
    // KEYS: log, head, feed, acts, lists to leave..., lists to join..., lists of entries...
    // ARGV: last known sequence, new last sequence, feed cap, entity, header, id in the catalogue, lists to leave, hash, number of entries,
    // number of acts, cap of the acts, then the entries with + or - before each, then the acts, then sequence and JSON of each event
    private const string CommitScript = """
        local head = redis.call('GET', KEYS[2]) or '0'
        if head ~= ARGV[1] then return redis.error_reply('FENCED the log of ' .. ARGV[4] .. ' is at ' .. head .. ', not ' .. ARGV[1]) end
        local first = 12 + ARGV[9] + ARGV[10]
        redis.call('XADD', KEYS[1], ARGV[2] .. '-0', 'hash', ARGV[8], unpack(ARGV, first))
        if ARGV[5] ~= '' then redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[3], '*', 'entity', ARGV[4], 'header', ARGV[5], unpack(ARGV, first)) end
        redis.call('SET', KEYS[2], ARGV[2])
        local moves = #KEYS - ARGV[9]
        for i = 5, moves do
          if i - 4 <= tonumber(ARGV[7]) then redis.call('ZREM', KEYS[i], ARGV[6]) else redis.call('ZADD', KEYS[i], 0, ARGV[6]) end
        end
        for i = 1, ARGV[9] do
          local entry = ARGV[11 + i]
          if entry:byte(1) == 43 then redis.call('ZADD', KEYS[moves + i], 0, entry:sub(2)) else redis.call('ZREM', KEYS[moves + i], entry:sub(2)) end
        end
        for i = 12 + ARGV[9], first - 1 do redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[11], '*', 'act', ARGV[i]) end
        if ARGV[5] ~= '' then redis.call('PUBLISH', 'sothebais:commits', '') end
        return 1
        """;

    private readonly RedisValue _feedCommits = options.FeedCommits;
    private readonly RedisValue _acts = options.Acts;

    private IDatabase Database => redis.GetDatabase();

    /// <inheritdoc/>
    public async Task Commit(Commit commit)
    {
        var (leave, join) = (commit.Move?.Leave ?? [], commit.Move?.Join ?? []);
        RedisKey[] keys =
        [
            RedisKeys.Log(commit.Entity), RedisKeys.Head(commit.Entity), RedisKeys.Feed, RedisKeys.Activity, .. leave.Select(RedisKeys.List), .. join.Select(RedisKeys.List),
            .. commit.Entries.Select(e => RedisKeys.List(e.List)),
        ];
        var values = new RedisValue[11 + commit.Entries.Count + commit.Acts.Count + 2 * commit.Events.Count];
        values[0] = commit.First - 1;
        values[1] = commit.Last;
        values[2] = _feedCommits;
        values[3] = commit.Entity;
        values[4] = commit.Header;
        values[5] = commit.Move?.Id ?? "";
        values[6] = leave.Count;
        values[7] = commit.Hash;
        values[8] = commit.Entries.Count;
        values[9] = commit.Acts.Count;
        values[10] = _acts;
        var at = 11;
        foreach (var entry in commit.Entries) values[at++] = (entry.Gone ? "-" : "+") + entry.Id;
        foreach (var act in commit.Acts) values[at++] = ActJson.Write(act);
        for (var i = 0; i < commit.Events.Count; i++)
        {
            values[at++] = commit.First + i;
            values[at++] = commit.Events[i];
        }
        try
        {
            await Database.ScriptEvaluateAsync(CommitScript, keys, values);
        }
        catch (RedisServerException e) when (e.Message.Contains("FENCED", StringComparison.Ordinal))
        {
            throw new FencedException(e.Message);
        }
    }

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
