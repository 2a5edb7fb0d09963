using StackExchange.Redis;

namespace Sothebais.Silo;

/// <summary>
/// A silo's two connections to Redis. Redis reads a piece of each in turn: with one for all, a commit stands in line behind every state that is written, and
/// the sign that a silo is alive behind every commit.
/// </summary>
/// <param name="Log">For log, feed, catalogue, and the signs of life that say whether there was an outage: what that judges must go the same way.</param>
/// <param name="Orleans">For membership, grain storage and reminders.</param>
public sealed record RedisLines(IConnectionMultiplexer Log, IConnectionMultiplexer Orleans);
