using System.Security.Cryptography;
using System.Text;
using Sothebais.GrainInterfaces.DeadLetters;
using StackExchange.Redis;

namespace Sothebais.Grains.DeadLetters;

/// <summary>
/// Dead letters in Redis: a hash of them; sorted sets that keep their order, one of all and one a kind and a webhook; and what is known of each: the event's
/// key first, by which a second letter of the same event is found out, then the sets it is in.
/// </summary>
public sealed class RedisDeadLetterStore(IConnectionMultiplexer redis) : IDeadLetterStore
{
    // KEYS: letters, known, ids, the set of all. ARGV: id, ...
    private const string Remove = """
        local function remove(id)
          local known = redis.call('HGET', KEYS[2], id)
          if not known then return 0 end
          known = cjson.decode(known)
          redis.call('HDEL', KEYS[1], id)
          redis.call('HDEL', KEYS[2], id)
          redis.call('HDEL', KEYS[3], known[1])
          for i = 2, #known do redis.call('ZREM', known[i], id) end
          return 1
        end

        """;

    // ARGV: id, letter, how many to hold, what is known of it.
    private const string KeepScript = Remove + """
        local known = cjson.decode(ARGV[4])
        local id = redis.call('HGET', KEYS[3], known[1])
        if id and id ~= ARGV[1] then return id end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
        redis.call('HSET', KEYS[3], known[1], ARGV[1])
        for i = 2, #known do redis.call('ZADD', known[i], 0, ARGV[1]) end
        local over = redis.call('ZCARD', KEYS[4]) - ARGV[3]
        if over <= 0 then return 0 end
        for _, oldest in ipairs(redis.call('ZRANGE', KEYS[4], 0, over - 1)) do remove(oldest) end
        return over
        """;

    private const string DiscardScript = Remove + "return remove(ARGV[1])";

    private const string Prefix = "sothebais:dead-letters";
    private static readonly RedisKey Letters = Prefix;
    private static readonly RedisKey All = Prefix + ":order";
    private static readonly RedisKey[] Keys = [Letters, Prefix + ":known", Prefix + ":ids", All];

    private IDatabase Database => redis.GetDatabase();

    /// <inheritdoc/>
    public async Task<KeptLetter> Keep(DeadLetter letter, int most)
    {
        var answer = await Database.ScriptEvaluateAsync(KeepScript, Keys, [letter.Id, DeadLetterJson.Write(letter), most, Known(letter)]);
        return answer.Resp2Type == ResultType.Integer ? new KeptLetter(null, (long)answer) : new KeptLetter((string?)answer, 0);
    }

    /// <inheritdoc/>
    public async Task<DeadLetter?> Find(string id) => (byte[]?)await Database.HashGetAsync(Letters, id) is { } json ? DeadLetterJson.Read(json) : null;

    /// <inheritdoc/>
    public async Task<DeadLetter[]> List(DeadLetterFilter filter, string? after, int limit)
    {
        var ids = await Database.SortedSetRangeByValueAsync(Of(filter), after ?? default(RedisValue), default, after is null ? Exclude.None : Exclude.Start, Order.Ascending, 0, limit);
        if (ids.Length == 0) return [];
        // One that was discarded in between is not there any more. Who asks for both a kind and a webhook gets the webhook's, which are of one kind.
        return [.. (await Database.HashGetAsync(Letters, ids)).Where(json => json.HasValue).Select(json => DeadLetterJson.Read((byte[])json!)).Where(filter.Passes)];
    }

    /// <inheritdoc/>
    public async Task<bool> Discard(string id) => (long)await Database.ScriptEvaluateAsync(DiscardScript, Keys, [id]) == 1;

    /// <inheritdoc/>
    public async Task<long> Count(DeadLetterFilter filter) =>
        filter is { Kind: DeadLetterKind.Intake, WebhookId: not null } ? 0 : await Database.SortedSetLengthAsync(Of(filter));

    private static string Known(DeadLetter letter)
    {
        // An event's source and id may be long and of any characters.
        var known = new List<string> { Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KeptLetter.KeyOf(letter)))), All!, Of(letter.Kind) };
        if (letter.WebhookId is { } webhook) known.Add(Of(webhook));
        return DeadLetterJson.Write([.. known]);
    }

    private static RedisKey Of(DeadLetterFilter filter) => filter.WebhookId is { } webhook ? Of(webhook) : filter.Kind is { } kind ? Of(kind) : All;

    private static string Of(DeadLetterKind kind) => $"{Prefix}:order:kind:{(int)kind}";

    private static string Of(string webhook) => $"{Prefix}:order:webhook:{webhook}";
}
