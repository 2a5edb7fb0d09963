using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Leaving;
using Sothebais.Gateways.Defaults.Limits;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Reference;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Settings;
using Sothebais.Gateways.Defaults.Telemetry;
using StackExchange.Redis;

namespace Sothebais.Gateways.Defaults;

/// <summary>What the services of one process share.</summary>
/// <param name="Cluster">The silo's own client.</param>
/// <param name="Metrics">The process's metrics.</param>
/// <param name="Redis">The process's connection to Redis; null where the house runs in memory.</param>
/// <param name="Environment">The environment's name.</param>
public sealed record SharedHouse(IClusterClient Cluster, MeterProvider Metrics, IConnectionMultiplexer? Redis, string Environment);

/// <summary>How every service of the house is hosted: its ports, identity, limits, problems, health and telemetry.</summary>
public static class ServiceHost
{
    private const string SecretsFolder = "/run/secrets";

    /// <summary>The largest body a request may have, in bytes.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>Prepares a gateway.</summary>
    /// <param name="ports">Its documented ports.</param>
    /// <param name="args">The command line: <c>--redis</c>, <c>--port-offset</c>, and any configuration key.</param>
    /// <param name="house">In a process with a silo: what it shares; null connects to the silos through Redis.</param>
    /// <exception cref="InvalidOperationException">The configuration does not do; the message says what is missing.</exception>
    public static WebApplicationBuilder CreateGateway(ServicePorts ports, string[] args, SharedHouse? house)
    {
        var builder = Create(ports, args, house?.Environment, house?.Metrics);
        if (house is not null)
        {
            builder.Services.AddSingleton(house.Cluster);
            builder.Services.AddSingleton<IGrainFactory>(house.Cluster);
            if (house.Redis is not null) builder.Services.AddSingleton(house.Redis);
        }
        else
            builder.AddClusterClient(RedisConnection.From(builder.Configuration) ??
                throw new InvalidOperationException($"The {ports.Service} needs the silos' Redis: --redis <connection>. (The all-in-one host can do without.)"));
        builder.AddLeaving(alone: house is null);
        builder.AddIdentity();
        builder.AddStrictJson();
        builder.AddReference(ports.Service);
        return builder;
    }

    /// <summary>Prepares any service: ports, health, telemetry, problems.</summary>
    public static WebApplicationBuilder Create(ServicePorts ports, string[] args, string? environment, MeterProvider? metrics)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
        });
        // A secret a file, named like its setting (redis, Clerk__SecretKey), as containers get them; what is said at the start itself goes before.
        builder.Configuration.AddKeyPerFile(SecretsFolder, optional: true).AddEnvironmentVariables().AddCommandLine(args);
        var moved = ports.Moved(builder.Configuration);
        builder.Services.AddSingleton(moved);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Departure>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, PortMatcherPolicy>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            foreach (var port in moved.All)
            {
                if (builder.Environment.IsDevelopment()) kestrel.Listen(IPAddress.Loopback, port);
                else kestrel.ListenAnyIP(port);
            }
        });
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.AddProblems();
        builder.AddTelemetry(moved, metrics);
        builder.AddHealth();
        return builder;
    }

    // What is not there is not a secret: 404, 405 and 415 go before the question who asks.
    private static Task AnswerWhatIsNotThere(HttpContext http, RequestDelegate next)
    {
        switch (http.GetEndpoint())
        {
            case null:
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            // Nothing is called by a name of nothing but spaces: no grain has such a key.
            case RouteEndpoint when http.Request.RouteValues.Values.Any(value => value is string { Length: > 0 } name && string.IsNullOrWhiteSpace(name)):
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            case RouteEndpoint:
                return next(http);
            case var refusal: // made by routing itself
                return refusal.RequestDelegate!(http);
        }
    }

    /// <summary>Builds a gateway: everything in its order, and the endpoints all gateways have.</summary>
    public static WebApplication BuildGateway(this WebApplicationBuilder builder)
    {
        var limited = builder.AddRateLimits();
        builder.AddTrustedProxies();
        builder.AddSecurityHeaders();
        var app = builder.Build();
        app.UseLeaving();
        app.UseTrustedProxies();
        app.UseRequestIds();
        app.UseProblems();
        app.UseRouting(); // explicitly, and after the problems: a status without a body is given one
        app.UseSecurityHeaders();
        app.Use(AnswerWhatIsNotThere);
        app.UsePrivateAnswers();
        app.UseSameOriginCookies();
        app.UseAuthentication();
        if (limited) app.UseRateLimiter();
        app.UseAuthorization();
        var ports = app.Services.GetRequiredService<ServicePorts>();
        app.MapServiceEndpoints();
        app.MapReference(ports.Service);
        return app;
    }

    /// <summary>Answers exceptions and bare status codes with problem details.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }

    /// <summary>Maps health, metrics and the configuration in force.</summary>
    public static void MapServiceEndpoints(this WebApplication app)
    {
        var ports = app.Services.GetRequiredService<ServicePorts>();
        app.MapHealth(ports);
        app.MapMetrics(ports);
        app.MapSettings(ports);
    }
}
