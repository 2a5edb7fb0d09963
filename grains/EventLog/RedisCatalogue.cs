using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>The catalogue in Redis: sorted sets with equal scores, so that they sort by id.</summary>
public sealed class RedisCatalogue(IConnectionMultiplexer redis) : ICatalogue
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Ids(string list, string? after, int limit, bool descending = false)
    {
        var ids = descending
            ? await redis.GetDatabase().SortedSetRangeByValueAsync(
                RedisKeys.List(list), RedisValue.Null, after ?? RedisValue.Null, after is null ? Exclude.None : Exclude.Stop, Order.Descending, 0, limit)
            : await redis.GetDatabase().SortedSetRangeByValueAsync(
                RedisKeys.List(list), after ?? RedisValue.Null, RedisValue.Null, after is null ? Exclude.None : Exclude.Start, Order.Ascending, 0, limit);
        return [.. ids.Select(id => (string)id!)];
    }
}
