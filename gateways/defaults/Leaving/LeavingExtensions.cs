namespace Sothebais.Gateways.Defaults.Leaving;

/// <summary>Lets a gateway leave without failing a request.</summary>
internal static class LeavingExtensions
{
    /// <summary>Adds how this process ends.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="alone">Whether the process is this gateway's own; in one with a silo the house's host ends it.</param>
    public static void AddLeaving(this WebApplicationBuilder builder, bool alone)
    {
        builder.Services.AddOptions<LeavingOptions>().BindConfiguration("Leaving").ValidateDataAnnotations().ValidateOnStart();
        if (alone) builder.Services.AddSingleton<IHostLifetime, LingeringLifetime>();
        else builder.Services.AddSingleton<IHostLifetime, EndedByTheHouse>();
    }

    /// <summary>While it is leaving, every answer asks for the line to be closed: a proxy that kept it would send its next request into the void.</summary>
    public static void UseLeaving(this WebApplication app)
    {
        var departure = app.Services.GetRequiredService<Departure>();
        app.Use((http, next) =>
        {
            if (departure.Begun && http.Request.Protocol == HttpProtocol.Http11 && http.Request.Headers.Upgrade.Count == 0) http.Response.Headers.Connection = "close";
            return next(http);
        });
    }

    // In one process the signals go to the silo's host, which stops the gateways first.
    private sealed class EndedByTheHouse : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
