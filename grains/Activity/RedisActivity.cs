using Sothebais.GrainInterfaces.Activity;
using Sothebais.Grains.EventLog;
using StackExchange.Redis;

namespace Sothebais.Grains.Activity;

/// <summary>The acts in Redis: one capped stream, an entry an act. The log's commits write it.</summary>
public sealed class RedisActivity(IConnectionMultiplexer redis) : IActivity
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Act>> Newest(string? before, int limit)
    {
        var entries = await redis.GetDatabase().StreamRangeAsync(RedisKeys.Activity, "-", before is null ? "+" : $"({before}", limit, Order.Descending);
        return [.. entries.Select(entry => ActJson.Read(entry.Id!, (byte[])entry.Values[0].Value!))];
    }
}
