using StackExchange.Redis;

namespace Sothebais.Grains.Outages;

/// <summary>Alarms in Redis, beside the log: a sorted set for each kind, ids by when they are due, in ms.</summary>
public sealed class RedisAlarms(IConnectionMultiplexer redis) : IAlarms
{
    private static readonly (AlarmOf Of, RedisKey Key)[] Kinds = [(AlarmOf.Auction, "sothebais:alarms"), (AlarmOf.Sale, "sothebais:alarms:sales")];

    /// <inheritdoc/>
    public Task Set(Alarm alarm, DateTimeOffset due) => redis.GetDatabase().SortedSetAddAsync(KeyOf(alarm), alarm.Id, due.ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public Task Clear(Alarm alarm) => redis.GetDatabase().SortedSetRemoveAsync(KeyOf(alarm), alarm.Id);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Alarm>> Overdue(DateTimeOffset before, int most)
    {
        var found = await Task.WhenAll(Kinds.Select(kind => redis.GetDatabase().SortedSetRangeByScoreAsync(kind.Key, stop: before.ToUnixTimeMilliseconds(), take: most)));
        return [.. Kinds.Zip(found).SelectMany(kind => kind.Second.Select(id => new Alarm(kind.First.Of, id.ToString())))];
    }

    private static RedisKey KeyOf(Alarm alarm) => Kinds[(int)alarm.Of].Key;
}
