using System.Globalization;
using Sothebais.GrainInterfaces.Feed;
using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>The feed in Redis: one capped stream, whose entries are commits.</summary>
public sealed class RedisFeed : IFeed
{
    private readonly IConnectionMultiplexer _redis;
    private readonly TimeProvider _clock;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Opens the feed and listens for announcements of commits. One may be lost: <see cref="Next"/> has a time limit for that.</summary>
    public RedisFeed(IConnectionMultiplexer redis, TimeProvider clock)
    {
        (_redis, _clock) = (redis, clock);
        redis.GetSubscriber().Subscribe(RedisKeys.Announcements, (_, _) =>
            Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(), CommandFlags.FireAndForget);
    }

    /// <inheritdoc/>
    public async Task<FeedStretch> Read(FeedPosition? after, int limit)
    {
        var database = _redis.GetDatabase();
        if (after is not { } from) return new FeedStretch(Commits(await database.StreamRangeAsync(RedisKeys.Feed, "-", "+", limit)), false);
        // Asked in one go with the entries, so that trimming in between is seen.
        var entries = database.StreamRangeAsync(RedisKeys.Feed, $"{from.Milliseconds}-{from.Number}", "+", limit + 1);
        var info = database.ExecuteAsync("XINFO", "STREAM", RedisKeys.Feed);
        var commits = Commits(await entries).Where(c => Last(c).CompareTo(from) > 0).Take(limit).ToArray();
        return new FeedStretch(commits, FirstKept(await InfoOf(info)) is { } first && (from.Milliseconds, from.Number).CompareTo(first) < 0);
    }

    /// <inheritdoc/>
    public async Task<FeedPosition?> Newest()
    {
        var newest = await _redis.GetDatabase().StreamRangeAsync(RedisKeys.Feed, "-", "+", 1, Order.Descending);
        return newest.Length == 0 ? null : Last(Commits(newest)[0]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FeedCommit>> Latest(int limit)
    {
        var commits = Commits(await _redis.GetDatabase().StreamRangeAsync(RedisKeys.Feed, "-", "+", limit, Order.Descending));
        Array.Reverse(commits);
        return commits;
    }

    /// <inheritdoc/>
    public Task Next(TimeSpan wait) => Task.WhenAny(Volatile.Read(ref _next).Task, Task.Delay(wait, _clock));

    private static FeedPosition Last(FeedCommit commit) => commit.Position with { Index = commit.Events.Count - 1 };

    private static async Task<Dictionary<string, RedisResult>> InfoOf(Task<RedisResult> info)
    {
        try
        {
            return (await info).ToDictionary();
        }
        catch (RedisServerException e) when (e.Message.Contains("no such key", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }
    }

    // The first entry kept, where older ones were trimmed (XINFO STREAM since Redis 7.0; its max-deleted-entry-id knows only of XDEL).
    private static (long, long)? FirstKept(Dictionary<string, RedisResult> info) =>
        info.TryGetValue("recorded-first-entry-id", out var id) && (long)info["entries-added"] > (long)info["length"] ? Id(id.ToString()) : null;

    private static (long Milliseconds, long Number) Id(string text)
    {
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        return (long.Parse(text.AsSpan(0, hyphen), CultureInfo.InvariantCulture), long.Parse(text.AsSpan(hyphen + 1), CultureInfo.InvariantCulture));
    }

    private static FeedCommit[] Commits(StreamEntry[] entries) => [.. entries.Select(entry =>
    {
        var (milliseconds, number) = Id(entry.Id!);
        var fields = entry.Values;
        return new FeedCommit(new FeedPosition(milliseconds, number, 0), fields[0].Value!, fields[1].Value!, [.. fields.Skip(2).Select(f => (byte[])f.Value!)]);
    })];
}
