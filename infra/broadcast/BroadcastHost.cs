using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Sothebais.Broadcast.Encoding;
using Sothebais.Broadcast.Pages;
using Sothebais.Broadcast.Processes;
using Sothebais.Broadcast.Stage;
using Sothebais.Broadcast.Supervision;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Broadcast;

/// <summary>A page of the house, shown on a display of its own and sent to a platform's RTMP server. It needs neither Redis nor a silo.</summary>
public static class BroadcastHost
{
    /// <summary>Its ports; the main one answers nothing but its health.</summary>
    public static readonly ServicePorts Ports = new("broadcast", 4500, null, 4590, 4591);

    // As in the gateways' health: what decides whether this process is ready, and what is said of it on the main port.
    private static readonly string[] Told = ["ready", "house"];

    /// <summary>Adds the broadcast: its options, parts, figures and health.</summary>
    public static void AddBroadcast(this WebApplicationBuilder builder)
    {
        // What is wrong is said once, by who finds it, and not at every look.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        var services = builder.Services;
        services.AddOptions<BroadcastOptions>().BindConfiguration(BroadcastOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BroadcastOptions>, BroadcastOptionsCheck>();
        services.AddSingleton(s => s.GetRequiredService<IOptions<BroadcastOptions>>().Value);
        services.AddSingleton<Redactor>();
        services.AddSingleton<Forebear>();
        services.AddSingleton<RunFolder>();
        services.AddSingleton<Parts>();
        services.AddSingleton<Flow>();
        services.AddSingleton<BroadcastMetrics>();
        services.AddSingleton<Display>();
        services.AddSingleton<Browser>();
        services.AddSingleton<Encoder>();
        services.AddHostedService<Supervisor>();

        var checks = services.AddHealthChecks();
        checks.Add(Check("display", s => new PartCheck(s.GetRequiredService<Parts>().Display)));
        checks.Add(Check("page", s => new PartCheck(s.GetRequiredService<Parts>().Page)));
        checks.Add(Check("encoder", s => new EncoderCheck(s.GetRequiredService<Parts>().Encoder, s.GetRequiredService<Flow>())));
        // There is no silo here to be asked.
        services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var silo in health.Registrations.Where(r => r.Name == "house").ToArray()) health.Registrations.Remove(silo);
        });
    }

    private static HealthCheckRegistration Check(string name, Func<IServiceProvider, IHealthCheck> check) => new(name, check, HealthStatus.Unhealthy, Told);
}
