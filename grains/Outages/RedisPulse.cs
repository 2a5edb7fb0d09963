using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using StackExchange.Redis;

namespace Sothebais.Grains.Outages;

/// <summary>Signs of life in Redis, beside the log.</summary>
public sealed class RedisPulse(IConnectionMultiplexer redis, HouseRules house) : IPulse
{
    private static readonly RedisKey Alive = "sothebais:pulse:alive"; // sorted set: a silo (or "house") by its last sign of life
    private static readonly RedisKey Hosts = "sothebais:pulse:hosts"; // hash: entity -> silo
    private const string Outages = "sothebais:pulse:outages:"; // lists: "from to", newest first

    // KEYS: alive, outages of the house, outages of the silo. ARGV: silo, now, outage moment, oldest sign kept (all in ms)
    private const string BeatScript = """
        for i, who in ipairs({'house', ARGV[1]}) do
          local last = redis.call('ZSCORE', KEYS[1], who)
          if last and tonumber(ARGV[2]) - tonumber(last) > tonumber(ARGV[3]) then
            redis.call('LPUSH', KEYS[1 + i], string.format('%d %d', last, ARGV[2]))
            redis.call('LTRIM', KEYS[1 + i], 0, 15)
            redis.call('EXPIRE', KEYS[1 + i], 86400)
          end
          if not last or tonumber(last) < tonumber(ARGV[2]) then redis.call('ZADD', KEYS[1], ARGV[2], who) end
        end
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[4])
        """;

    // KEYS: alive, hosts, outages of the house. ARGV: entity, silo, now, outage moment, prefix of outages of a silo, longest failover
    private const string TakeOverScript = """
        local found = redis.call('LRANGE', KEYS[3], 0, -1)
        local function silence(who, most)
          local last = redis.call('ZSCORE', KEYS[1], who)
          if last and tonumber(ARGV[3]) - tonumber(last) > tonumber(ARGV[4]) then
            table.insert(found, string.format('%d %d', last, math.min(tonumber(ARGV[3]), last + most)))
          end
        end
        silence('house', math.huge)
        local before = redis.call('HGET', KEYS[2], ARGV[1])
        if before then
          for _, outage in ipairs(redis.call('LRANGE', ARGV[5] .. before, 0, -1)) do table.insert(found, outage) end
          silence(before, tonumber(ARGV[6]))
        end
        redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
        return found
        """;

    private const string ReleaseScript = "if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end";

    private long Moment => (long)house.OutageMoment.TotalMilliseconds;

    /// <inheritdoc/>
    public Task Beat(string silo, DateTimeOffset now)
    {
        var ms = now.ToUnixTimeMilliseconds();
        return redis.GetDatabase().ScriptEvaluateAsync(
            BeatScript, [Alive, Outages + "house", Outages + silo], [silo, ms, Moment, ms - (long)TimeSpan.FromDays(1).TotalMilliseconds]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Outage>> TakeOver(string entity, string silo, DateTimeOffset now)
    {
        var found = (RedisValue[]?)await redis.GetDatabase().ScriptEvaluateAsync(
            TakeOverScript, [Alive, Hosts, Outages + "house"], [entity, silo, now.ToUnixTimeMilliseconds(), Moment, Outages, (long)IPulse.Failover.TotalMilliseconds]);
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
