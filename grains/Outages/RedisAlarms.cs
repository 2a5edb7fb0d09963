using StackExchange.Redis;

namespace Sothebais.Grains.Outages;

/// <summary>Alarms in Redis, beside the log.</summary>
public sealed class RedisAlarms(IConnectionMultiplexer redis) : IAlarms
{
    private static readonly RedisKey Alarms = "sothebais:alarms"; // sorted set: an auction's id by when it is due, in ms

    /// <inheritdoc/>
    public Task Set(string auction, DateTimeOffset due) => redis.GetDatabase().SortedSetAddAsync(Alarms, auction, due.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public Task Clear(string auction) => redis.GetDatabase().SortedSetRemoveAsync(Alarms, auction);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Overdue(DateTimeOffset before, int most) =>
        [.. (await redis.GetDatabase().SortedSetRangeByScoreAsync(Alarms, stop: before.ToUnixTimeMilliseconds(), take: most)).Select(id => id.ToString())];
}
