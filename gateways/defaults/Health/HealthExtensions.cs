using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Leaving;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.GrainInterfaces.House;
using StackExchange.Redis;

namespace Sothebais.Gateways.Defaults.Health;

/// <summary>Health on port xx91, and a word about it on the main port.</summary>
public static class HealthExtensions
{
    /// <summary>The tag of a check on which it rests whether this process is given work.</summary>
    public const string Ready = "ready";

    private const string House = "house";
    private const string Serving = "serving";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Adds the checks: whether the house answers, whether Redis does, whether this process is leaving.</summary>
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        var checks = builder.Services.AddHealthChecks()
            .AddCheck<NotLeaving>("leaving", tags: [Ready, Serving])
            .AddCheck<HouseAnswers>("house", tags: [Ready, House], timeout: Patience);
        if (RedisConnection.IsConfigured(builder.Configuration))
            checks.AddRedis(services => services.GetRequiredService<IConnectionMultiplexer>(), "redis", tags: [Ready, House], timeout: Patience);
    }

    /// <summary>Maps <c>/health</c>, <c>/health/live</c>, <c>/health/serving</c>, <c>/health/ready</c> on the health port and <c>/api/health</c> on the main one.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes, ServicePorts ports)
    {
        routes.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAll }).OnPort(ports.Health).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
        // Alive is who answers at all: a process is not to be restarted because Redis is away.
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteStatus }).OnPort(ports.Health).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
        // The edge asks this one. Where the house does not answer, that is for this process to say to whoever asks, in words; and pages of the console are to find it again.
        routes.MapHealthChecks("/health/serving", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Serving), ResponseWriter = WriteStatus }).OnPort(ports.Health).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = WriteStatus }).OnPort(ports.Health).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
        // About the house, for whoever looks from outside: that one process of several is leaving is no news to them.
        routes.MapHealthChecks("/api/health", new HealthCheckOptions { Predicate = c => c.Tags.Contains(House), ResponseWriter = WriteStatus }).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
    }

    private static Task WriteStatus(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new { status = report.Status == HealthStatus.Healthy ? "ok" : "unavailable" });

    private static Task WriteAll(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status == HealthStatus.Healthy ? "ok" : "unavailable",
        durationMs = report.TotalDuration.TotalMilliseconds,
        checks = report.Entries.ToDictionary(
            e => e.Key, e => new { status = e.Value.Status == HealthStatus.Healthy ? "ok" : "unavailable", durationMs = e.Value.Duration.TotalMilliseconds, e.Value.Description }),
    }, new JsonSerializerOptions(JsonSerializerDefaults.Web));

    private sealed class NotLeaving(Departure departure) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(departure.Begun ? HealthCheckResult.Unhealthy("This process is leaving.") : HealthCheckResult.Healthy());
    }

    private sealed class HouseAnswers(IClusterClient cluster) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                // As every other call: a silo that leaves takes some along, and the next one answers.
                return await HouseCalls.Retry(() => cluster.GetGrain<IHouseGrain>(0).Ready()).WaitAsync(cancellationToken)
                    ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The log cannot be reached.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy($"No silo answers for the log ({e.GetType().Name}).");
            }
        }
    }
}
