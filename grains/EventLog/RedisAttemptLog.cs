using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>Refused bids in Redis: a capped stream an auction, one entry an attempt.</summary>
public sealed class RedisAttemptLog(IConnectionMultiplexer redis) : IAttemptLog
{
    // One script, so that a batch is one round trip and one fsync. KEYS: the stream. ARGV: about how many to keep, then the attempts.
    private const string AppendScript = "for i = 2, #ARGV do redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'attempt', ARGV[i]) end";

    /// <inheritdoc/>
    public Task Append(string entity, IReadOnlyList<byte[]> attempts, int keep) =>
        redis.GetDatabase().ScriptEvaluateAsync(AppendScript, [RedisKeys.Attempts(entity)], [keep, .. attempts.Select(a => (RedisValue)a)]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredAttempt>> Read(string entity, string? after, int limit) =>
    [
        .. (await redis.GetDatabase().StreamRangeAsync(RedisKeys.Attempts(entity), after is null ? "-" : $"({after}", "+", limit))
            .Select(entry => new StoredAttempt(entry.Id!, (byte[])entry.Values[0].Value!)),
    ];
}
