using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Sothebais.Gateways.Admin.Console.Api;

/// <summary>How the console calls the services: an unanswered call is made again under the same Idempotency-Key, which has the effect of one.</summary>
internal static class HouseCallsHosting
{
    /// <summary>The client's name.</summary>
    public const string Client = "house";

    /// <summary>The name of the client that sends files: once, and for as long as that takes.</summary>
    public const string Files = "house files";

    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(150);

    /// <summary>How long one try may take: longer than a gateway's own patience with a silo that has died.</summary>
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(10);

    /// <summary>How long a file may take: a video over a slow line.</summary>
    private static readonly TimeSpan OneFile = TimeSpan.FromHours(1);

    /// <summary>How long a call may take with all its tries: longer than a killed silo's auctions are away.</summary>
    private static readonly TimeSpan AllTries = TimeSpan.FromSeconds(25);

    /// <summary>How long a call may take in which the house itself waits for a receiver: longer than it may be told to wait (a minute).</summary>
    private static readonly TimeSpan ForOthers = TimeSpan.FromSeconds(75);

    public static void AddHouseCalls(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(Files, http => http.Timeout = OneFile).ConfigurePrimaryHttpMessageHandler(Lines);
        builder.Services.AddHttpClient(Client, http => http.Timeout = Timeout.InfiniteTimeSpan) // the strategies below limit it
            .ConfigurePrimaryHttpMessageHandler(Lines)
            .AddResilienceHandler(Client, line => line
                .AddTimeout(Patience(AllTries))
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = Tries - 1,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = FirstPause,
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
                    {
                        { Exception: { } e } => IsAway(e),
                        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
                        _ => false,
                    }),
                })
                .AddTimeout(Patience(OneTry)));
    }

    /// <summary>Whether this says that nobody answers.</summary>
    public static bool IsAway(Exception e) => e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or OperationCanceledException or IOException;

    private static TimeoutStrategyOptions Patience(TimeSpan usual) =>
        new() { TimeoutGenerator = args => ValueTask.FromResult(args.Context.GetRequestMessage() is { } request && WaitsForOthers(request) ? ForOthers : usual) };

    // A webhook's test, and a letter that is tried again: they end when the receiver has answered, or has not.
    private static bool WaitsForOthers(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post && request.RequestUri?.AbsolutePath is { } path &&
        ((path.StartsWith("/webhooks/", StringComparison.Ordinal) && path.EndsWith("/test", StringComparison.Ordinal)) ||
         (path.StartsWith("/dead-letters/", StringComparison.Ordinal) && path.EndsWith("/retry", StringComparison.Ordinal)));

    private static SocketsHttpHandler Lines() => new()
    {
        UseCookies = false,
        UseProxy = false,
        AllowAutoRedirect = false,
        // As the forwarding does: a service that leaves closes its lines as they are used.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromSeconds(30),
    };
}
