using System.Security.Cryptography;
using System.Text;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;
using Sothebais.Grains.EventLog;
using StackExchange.Redis;

namespace Sothebais.Grains.Intake;

/// <summary>Events that were sent in, in Redis: an entry of the feed a commit, and beside it a key an event that says where it stands, until it expires.</summary>
public sealed class RedisIntakeLog(IConnectionMultiplexer redis, RedisEventLogOptions options) : IIntakeLog
{
    // One script, so that what is known and what is in the feed agree. KEYS: feed, the events' keys... ARGV: feed cap, memory in ms, entity, header, the events as JSON...
    // A key is taken before its place is known, so that an event that comes twice in one call is kept once.
    private const string KeepScript = """
        local new, fields = {}, {}
        for i = 2, #KEYS do
          if redis.call('SET', KEYS[i], '', 'NX', 'PX', ARGV[2]) then
            fields[#fields + 1] = #new
            fields[#fields + 1] = ARGV[3 + i]
            new[#new + 1] = i
          end
        end
        if #new == 0 then return new end
        local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'entity', ARGV[3], 'header', ARGV[4], unpack(fields))
        for n, i in ipairs(new) do redis.call('SET', KEYS[i], id .. '-' .. (n - 1), 'KEEPTTL') end
        redis.call('PUBLISH', 'sothebais:commits', '')
        return new
        """;

    /// <inheritdoc/>
    public async Task<bool[]> Keep(IReadOnlyList<SentEvent> events)
    {
        RedisKey[] keys = [RedisKeys.Feed, .. events.Select(e => Key(e.Source, e.Id))];
        RedisValue[] values = [options.FeedCommits, (long)IIntakeGrain.Memory.TotalMilliseconds, IIntakeLog.Entity, IIntakeLog.Header, .. events.Select(e => (RedisValue)e.Json)];
        var fresh = new bool[events.Count];
        foreach (var place in (int[])(await redis.GetDatabase().ScriptEvaluateAsync(KeepScript, keys, values))!) fresh[place - 2] = true;
        return fresh;
    }

    /// <inheritdoc/>
    public async Task<FeedPosition?> Find(string source, string id) =>
        FeedPosition.TryParse(await redis.GetDatabase().StringGetAsync(Key(source, id)), out var position) ? position : null;

    // A source may be long and of any characters.
    private static RedisKey Key(string source, string id) => $"sothebais:sent:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{id}")))}";
}
