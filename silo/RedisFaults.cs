using Sothebais.GrainInterfaces.Auctions;
using StackExchange.Redis;

namespace Sothebais.Silo;

/// <summary>
/// Tells callers of a failing Redis in the house's own words: Redis' exceptions carry causes that cannot cross the wire, and one that is sent all
/// the same holds up every answer behind it.
/// </summary>
internal sealed class RedisFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException or RedisCommandException)
        {
            throw new OutcomeUnknownException($"Redis does not answer ({e.GetType().Name}); retry with the same key.");
        }
    }
}
