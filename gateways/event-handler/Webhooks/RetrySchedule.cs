namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>When to try again. Pure.</summary>
internal static class RetrySchedule
{
    /// <summary>The longest that a receiver may ask to be left alone.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private const double Jitter = 0.1;

    /// <summary>The wait after a failed try; null where it was the last one.</summary>
    /// <param name="waits">The waits before each try.</param>
    /// <param name="tries">How often it was tried.</param>
    /// <param name="retryAfter">For how long the receiver asked to be left alone; null is not at all.</param>
    /// <param name="random">Zero up to one: never sooner than planned, and up to a tenth later, so that what failed together does not come back together.</param>
    public static TimeSpan? After(IReadOnlyList<TimeSpan> waits, int tries, TimeSpan? retryAfter, double random)
    {
        if (tries >= waits.Count) return null;
        var wait = waits[tries] * (1 + Jitter * random);
        var asked = retryAfter > LongestRetryAfter ? LongestRetryAfter : retryAfter;
        return asked > wait ? asked : wait;
    }

    /// <summary>What <c>Retry-After</c> (RFC 9110, 10.2.3) asks for; null where it is not there, or makes no sense.</summary>
    public static TimeSpan? Read(System.Net.Http.Headers.RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date && date > now ? date - now : null);
}
