using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Defaults.Settings;

/// <summary>The configuration in force, on the health port: inside the house's network, and without secrets.</summary>
internal static class SettingsEndpoint
{
    public static void MapSettings(this IEndpointRouteBuilder routes, ServicePorts ports) =>
        routes.MapGet("/configuration", (HttpContext http, IConfiguration configuration, IHostEnvironment environment) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(SettingsInForce.Of(ports, configuration, environment));
        }).OnPort(ports.Health).AllowAnonymous().DisableHttpMetrics().DisableRateLimiting().ExcludeFromDescription();
}
