using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Limits;

/// <summary>How often one caller may ask. Configuration section <c>RateLimits</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Whether callers are limited at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Requests a second of one person, or of one address where nobody is signed in. Default 50, at least 1; twice as many at once.</summary>
    public int PerSecond { get; set; } = 50;

    /// <summary>Requests a second of one event source, auctioneer or admin: they act for a room. Default 2,000, at least 1; twice as many at once.</summary>
    public int PerSecondForHouse { get; set; } = 2_000;
}

/// <summary>Limits requests by caller.</summary>
public static class RateLimits
{
    /// <summary>Adds the limiter.</summary>
    public static bool AddRateLimits(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("RateLimits").Get<RateLimitOptions>() ?? new RateLimitOptions();
        if (limits.PerSecond < 1 || limits.PerSecondForHouse < 1) throw new InvalidOperationException("RateLimits:PerSecond and RateLimits:PerSecondForHouse are at least 1.");
        if (!limits.Enabled) return false;
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
            {
                if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null) return RateLimitPartition.GetNoLimiter("");
                var signedIn = http.User.Identity?.IsAuthenticated == true;
                var house = IsOfTheHouse(http);
                var perSecond = house ? limits.PerSecondForHouse : limits.PerSecond;
                var tokens = Math.Max(1, perSecond / 10);
                return RateLimitPartition.GetTokenBucketLimiter(signedIn ? (house ? "h:" : "p:") + http.User.Id() : "a:" + (http.Connection.RemoteIpAddress is { } address ? CallerAddress.Of(address) : null), _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = AtOnce(http, limits),
                    TokensPerPeriod = tokens,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / (double)perSecond),
                    QueueLimit = 0,
                    AutoReplenishment = true,
                });
            });
            limiter.OnRejected = async (context, _) => await Refuse(context.HttpContext, context.Lease);
        });
        builder.Services.AddSingleton(limits);
        return true;
    }

    /// <summary>
    /// Takes as much of the caller's allowance as if a request that asks for many things at once had been so many requests. Where it has not that much, the
    /// request is answered, and nothing should be done.
    /// </summary>
    /// <param name="http">The request; it has cost one already.</param>
    /// <param name="things">How many things it asks for.</param>
    /// <returns>Whether they may be done.</returns>
    public static async ValueTask<bool> TryTake(HttpContext http, int things)
    {
        if (things <= 1 || http.RequestServices.GetService<IOptions<RateLimiterOptions>>()?.Value.GlobalLimiter is not { } limiter) return true;
        var most = AtOnce(http, http.RequestServices.GetRequiredService<RateLimitOptions>());
        if (things > most)
        {
            await Problem.Write(http, Problem.Of(StatusCodes.Status413PayloadTooLarge, "batch-too-large", "The batch is too large.", $"You may send {most} at once.", ("most", most)));
            return false;
        }
        using var lease = limiter.AttemptAcquire(http, things - 1);
        if (lease.IsAcquired) return true;
        await Refuse(http, lease);
        return false;
    }

    private static bool IsOfTheHouse(HttpContext http) => http.User.Identity?.IsAuthenticated == true && http.User.ActsForOthers();

    private static int AtOnce(HttpContext http, RateLimitOptions limits) => 2 * (IsOfTheHouse(http) ? limits.PerSecondForHouse : limits.PerSecond);

    private static Task Refuse(HttpContext http, RateLimitLease lease)
    {
        http.Response.Headers.RetryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
            : "1";
        return Problem.Write(http, Problem.Of(StatusCodes.Status429TooManyRequests, "rate-limited", "Too many requests.", "Wait as long as Retry-After says."));
    }
}
