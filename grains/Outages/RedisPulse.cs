using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using StackExchange.Redis;

namespace Sothebais.Grains.Outages;

/// <summary>
/// Signs of life in Redis, beside the log, by Redis' own clock at the instant they are written: what a silo sent to a Redis that hangs is carried out when it
/// goes on, and says nothing about the time before.
/// </summary>
public sealed class RedisPulse(IConnectionMultiplexer redis, HouseRules house) : IPulse
{
    private static readonly RedisKey Alive = "sothebais:pulse:alive"; // sorted set: a silo (or "house") by its last sign of life
    private static readonly RedisKey Hosts = "sothebais:pulse:hosts"; // hash: entity -> silo
    private const string Outages = "sothebais:pulse:outages:"; // lists: "from to", newest first

    // KEYS: alive, outages of the house, outages of the silo. ARGV: silo, outage moment, how long a sign is kept (in ms)
    private const string BeatScript = """
        local time = redis.call('TIME')
        local now, newest = time[1] * 1000 + math.floor(time[2] / 1000), 0
        for i, who in ipairs({'house', ARGV[1]}) do
          local last = redis.call('ZSCORE', KEYS[1], who)
          if last and now - tonumber(last) > tonumber(ARGV[2]) then
            redis.call('LPUSH', KEYS[1 + i], string.format('%d %d', last, now))
            redis.call('LTRIM', KEYS[1 + i], 0, 15)
            redis.call('EXPIRE', KEYS[1 + i], 86400)
          end
          if not last or tonumber(last) < now then redis.call('ZADD', KEYS[1], string.format('%d', now), who) end
          local outage = redis.call('LINDEX', KEYS[1 + i], 0)
          if outage then newest = math.max(newest, tonumber(string.match(outage, ' (%d+)'))) end
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%d', now - ARGV[3]))
        return newest
        """;

    // KEYS: alive, hosts, outages of the house. ARGV: entity, silo, outage moment, prefix of outages of a silo, longest failover
    private const string TakeOverScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local found = redis.call('LRANGE', KEYS[3], 0, -1)
        local function silence(who, most)
          local last = redis.call('ZSCORE', KEYS[1], who)
          if last and now - tonumber(last) > tonumber(ARGV[3]) then
            table.insert(found, string.format('%d %d', last, math.min(now, last + most)))
          end
        end
        silence('house', math.huge)
        local before = redis.call('HGET', KEYS[2], ARGV[1])
        if before then
          for _, outage in ipairs(redis.call('LRANGE', ARGV[4] .. before, 0, -1)) do table.insert(found, outage) end
          silence(before, tonumber(ARGV[5]))
        end
        redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
        return found
        """;

    private const string ReleaseScript = "if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end";

    private long Moment => (long)house.OutageMoment.TotalMilliseconds;

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> Beat(string silo)
    {
        var newest = (long)await redis.GetDatabase().ScriptEvaluateAsync(BeatScript, [Alive, Outages + "house", Outages + silo], [silo, Moment, (long)TimeSpan.FromDays(1).TotalMilliseconds]);
        return newest == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(newest);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Outage>> TakeOver(string entity, string silo)
    {
        var found = (RedisValue[]?)await redis.GetDatabase().ScriptEvaluateAsync(
            TakeOverScript, [Alive, Hosts, Outages + "house"], [entity, silo, Moment, Outages, (long)IPulse.Failover.TotalMilliseconds]);
        return [.. (found ?? []).Select(text =>
        {
            var times = text.ToString().Split(' ');
            return new Outage(At(times[0]), At(times[1]));
        })];
    }

    /// <inheritdoc/>
    public Task Release(string entity, string silo) => redis.GetDatabase().ScriptEvaluateAsync(ReleaseScript, [Hosts], [entity, silo]);

    private static DateTimeOffset At(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, System.Globalization.CultureInfo.InvariantCulture));
}
