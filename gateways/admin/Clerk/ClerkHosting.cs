using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>Adds Clerk's frontend and backend, as far as each is configured.</summary>
internal static class ClerkHosting
{
    private const string DefaultAddress = "https://api.clerk.com/v1";

    // A person waits for the answer. Clerk's own answers take a few hundred milliseconds.
    private static readonly TimeSpan Try = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Altogether = TimeSpan.FromSeconds(10);

    /// <summary>Longer than this nobody waits for Clerk to want to be asked again: the caller is told instead.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    /// <summary>Adds <see cref="ClerkFrontend"/> where a publishable key is configured, and <see cref="ClerkBackend"/> where a secret key is.</summary>
    /// <exception cref="InvalidOperationException">A key or the address does not do; the message says which, and not the secret key.</exception>
    public static void AddClerk(this WebApplicationBuilder builder)
    {
        var clerk = builder.ClerkInForce();
        if (clerk.PublishableKey is { Length: > 0 } publishable) builder.Services.AddSingleton(ClerkFrontend.Of(publishable, builder.Environment));
        if (clerk.SecretKey is not { Length: > 0 } secret) return;
        if (secret.Any(c => c is <= ' ' or >= '\x7f')) throw new InvalidOperationException("Clerk:SecretKey has characters in it that no key has; a line end, perhaps.");
        var address = Address(builder);
        builder.Services.AddTransient<AnswersInFull>();
        var client = builder.Services.AddHttpClient<ClerkBackend>(http =>
        {
            http.BaseAddress = address;
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        });
        // The key goes to the configured address and nowhere else, whatever an answer may say.
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = Try,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
        client.AddStandardResilienceHandler(Patience);
        client.AddHttpMessageHandler<AnswersInFull>(); // inside of a try
    }

    /// <summary>How long an answer asks to be left alone; null where it does not.</summary>
    public static TimeSpan? RetryAfter(this HttpResponseMessage answer) =>
        answer.Headers.RetryAfter is not { } after ? null : after.Delta ?? after.Date - (answer.Headers.Date ?? after.Date);

    private static void Patience(HttpStandardResilienceOptions options)
    {
        options.TotalRequestTimeout.Timeout = Altogether;
        options.AttemptTimeout.Timeout = Try;
        // Both calls may be repeated: reading changes nothing, and revoking twice is revoking.
        options.Retry.MaxRetryAttempts = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.BackoffType = DelayBackoffType.Exponential;
        options.Retry.UseJitter = true;
        options.Retry.ShouldRetryAfterHeader = true;
        options.Retry.ShouldHandle = outcome => ValueTask.FromResult(
            HttpClientResiliencePredicates.IsTransient(outcome.Outcome) && !(outcome.Outcome.Result?.RetryAfter() > LongestPause));
        // Opens when half of at least eight tries within half a minute failed: an outage, and not one bad answer.
        options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
        options.CircuitBreaker.MinimumThroughput = 8;
        options.CircuitBreaker.FailureRatio = 0.5;
        options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(5);
        // Asked too often is an answer: Clerk is there.
        options.CircuitBreaker.ShouldHandle = outcome => ValueTask.FromResult(
            HttpClientResiliencePredicates.IsTransient(outcome.Outcome) && outcome.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests);
    }

    private static Uri Address(WebApplicationBuilder builder)
    {
        var text = builder.Configuration["Clerk:ApiUrl"] is { Length: > 0 } configured ? configured : DefaultAddress;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 || address.Query.Length > 0)
            throw new InvalidOperationException($"Clerk:ApiUrl is not an address such as {DefaultAddress}.");
        if (address.Scheme == "http" && !address.IsLoopback && !builder.Environment.IsDevelopment())
            throw new InvalidOperationException("Clerk:ApiUrl is not https: the secret key would be read on its way.");
        return address;
    }
}
