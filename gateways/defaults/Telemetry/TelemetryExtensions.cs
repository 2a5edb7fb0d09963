using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>Metrics for Prometheus on port xx90, traces where an OTLP endpoint is configured, structured logs.</summary>
public static class TelemetryExtensions
{
    /// <summary>The meter of the house's own figures.</summary>
    public const string Meter = "Sothebais";

    /// <summary>Adds metrics, traces and logs.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="ports">Whose.</param>
    /// <param name="shared">In a process with several services: the first one's metrics, which see the whole process.</param>
    public static void AddTelemetry(this WebApplicationBuilder builder, ServicePorts ports, MeterProvider? shared)
    {
        builder.Logging.ClearProviders();
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService(ports.Service, serviceInstanceId: $"{Environment.MachineName}:{ports.Main}"));
        if (shared is null)
        {
            OrleansSeconds.Start();
            telemetry.WithMetrics(metrics => metrics
                .AddMeter(Meter, OrleansMetrics.Meter, OrleansSeconds.Meter).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation()
                .AddView(MetricViews.Of).AddPrometheusExporter());
        }
        else
            builder.Services.AddSingleton(shared);
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            telemetry.WithLogging(logs => logs.AddOtlpExporter());
            telemetry.WithTracing(traces => traces
                .AddSource("Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", Meter).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter());
        }
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddConsoleFormatter<OneLineConsole, ConsoleFormatterOptions>(o => o.TimestampFormat = "HH:mm:ss.fff ").AddConsole(o => o.FormatterName = OneLineConsole.FormatterName);
        else
            builder.Logging.AddJsonConsole(o => (o.IncludeScopes, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning).AddFilter("Microsoft.Orleans", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning).AddFilter("Polly", LogLevel.Error)
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error) // it takes the machine's uptime for a delay when it starts
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    /// <summary>Maps <c>/metrics</c> on the metrics port.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder routes, ServicePorts ports) =>
        routes.MapPrometheusScrapingEndpoint("/metrics", routes.ServiceProvider.GetRequiredService<MeterProvider>(), configureBranchedPipeline: null, optionsName: null)
            .OnPort(ports.Metrics).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting();
}
