using Sothebais.GrainInterfaces.DeadLetters;
using StackExchange.Redis;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Dead letters in Redis: a hash of them, and a sorted set that keeps their order.</summary>
public sealed class RedisDeadLetterStore(IConnectionMultiplexer redis) : IDeadLetterStore
{
    // KEYS: letters, order. ARGV: id, letter, how many to hold.
    private const string KeepScript = """
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZADD', KEYS[2], 0, ARGV[1])
        local over = redis.call('ZCARD', KEYS[2]) - ARGV[3]
        if over <= 0 then return 0 end
        for _, id in ipairs(redis.call('ZRANGE', KEYS[2], 0, over - 1)) do
          redis.call('ZREM', KEYS[2], id)
          redis.call('HDEL', KEYS[1], id)
        end
        return over
        """;

    private const string DiscardScript = "redis.call('ZREM', KEYS[2], ARGV[1]) return redis.call('HDEL', KEYS[1], ARGV[1])";

    private static readonly RedisKey Letters = "sothebais:dead-letters";
    private static readonly RedisKey InOrder = "sothebais:dead-letters:order";

    private IDatabase Database => redis.GetDatabase();

    /// <inheritdoc/>
    public async Task<long> Keep(DeadLetter letter, int most) =>
        (long)await Database.ScriptEvaluateAsync(KeepScript, [Letters, InOrder], [letter.Id, DeadLetterJson.Write(letter), most]);

    /// <inheritdoc/>
    public async Task<DeadLetter?> Find(string id) => (byte[]?)await Database.HashGetAsync(Letters, id) is { } json ? DeadLetterJson.Read(json) : null;

    /// <inheritdoc/>
    public async Task<DeadLetter[]> List(string? after, int limit)
    {
        var ids = await Database.SortedSetRangeByValueAsync(InOrder, after ?? default(RedisValue), default, after is null ? Exclude.None : Exclude.Start, Order.Ascending, 0, limit);
        if (ids.Length == 0) return [];
        // One that was discarded in between is not there any more.
        return [.. (await Database.HashGetAsync(Letters, ids)).Where(json => json.HasValue).Select(json => DeadLetterJson.Read((byte[])json!))];
    }

    /// <inheritdoc/>
    public async Task<bool> Discard(string id) => (long)await Database.ScriptEvaluateAsync(DiscardScript, [Letters, InOrder], [id]) == 1;

    /// <inheritdoc/>
    public Task<long> Count() => Database.SortedSetLengthAsync(InOrder);
}
