using StackExchange.Redis;

namespace Sothebais.Grains.EventLog;

/// <summary>The names under which the house keeps its log in Redis.</summary>
internal static class RedisKeys
{
    /// <summary>The feed, a stream.</summary>
    public static readonly RedisKey Feed = "sothebais:feed";

    /// <summary>The acts of the house's people, a capped stream.</summary>
    public static readonly RedisKey Activity = "sothebais:activity";

    /// <summary>The channel on which a commit is announced.</summary>
    public static readonly RedisChannel Announcements = RedisChannel.Literal("sothebais:commits");

    /// <summary>The entity's log, a stream; an entry's id is the sequence of its last event.</summary>
    public static RedisKey Log(string entity) => $"sothebais:{entity}:log";

    /// <summary>The sequence of the newest event of the entity's log.</summary>
    public static RedisKey Head(string entity) => $"sothebais:{entity}:head";

    /// <summary>The refused bids of an auction, a capped stream.</summary>
    public static RedisKey Attempts(string entity) => $"sothebais:{entity}:attempts";

    /// <summary>Idempotency keys of events covered by a snapshot, a hash.</summary>
    public static RedisKey UsedKeys(string entity) => $"sothebais:{entity}:keys";

    /// <summary>A list of the catalogue, a sorted set with equal scores.</summary>
    public static RedisKey List(string list) => $"sothebais:catalogue:{list}";
}
