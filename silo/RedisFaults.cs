using Orleans.Reminders.Redis;
using Sothebais.GrainInterfaces.Auctions;
using StackExchange.Redis;

namespace Sothebais.Silo;

/// <summary>
/// Tells callers of a failing Redis in the house's own words, for some of its exceptions are of libraries that only silos have. An answer that a gateway
/// cannot read costs more than itself: where it came in pieces, Orleans 10.4 (<c>Connection.ProcessIncoming</c>) goes on waiting for as many bytes as
/// it had, and every answer behind it on that connection is held up until so many have gathered; calls time out for many seconds.
/// </summary>
internal sealed class RedisFaults : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException or RedisCommandException or RedisRemindersException or ReminderException)
        {
            throw Told(e);
        }
    }

    /// <summary>A failure as callers are told of it: without its cause, which may be of a kind that they do not know.</summary>
    public static OutcomeUnknownException Told(Exception e) => new($"Redis does not answer ({e.GetType().Name}); retry with the same key.");
}
