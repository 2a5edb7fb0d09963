using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Admin.Forwarding;

/// <summary>Where the other services are. Configuration section <c>Services</c>; by default on this machine in Development, else under their names.</summary>
/// <param name="AuctionManager">The auction manager's main port.</param>
/// <param name="EventHandler">The event handler's main port.</param>
/// <param name="EventHandlerStream">The event handler's event stream.</param>
/// <param name="StreamManager">The stream manager's main port.</param>
/// <param name="StreamManagerSockets">The stream manager's WebSockets.</param>
internal sealed record ServiceAddresses(Uri AuctionManager, Uri EventHandler, Uri EventHandlerStream, Uri StreamManager, Uri StreamManagerSockets)
{
    /// <summary>A silo's main port, where Orleans' dashboard is: any silo's, for each shows them all.</summary>
    public Uri Silo { get; init; } = new($"http://127.0.0.1:{ServicePorts.Silo.Main}");

    /// <summary>Prometheus, the path included under which it serves; null where there is none. In Development there is none unless it is configured.</summary>
    public Uri? Prometheus { get; init; }

    private const string PrometheusInCompose = "http://prometheus:9090/prometheus";

    public static ServiceAddresses From(IConfiguration configuration, IHostEnvironment environment)
    {
        Uri Of(string key, ServicePorts service, int port) => Read(key, $"http://{(environment.IsDevelopment() ? "127.0.0.1" : service.Service)}:{port}");
        Uri Read(string key, string otherwise)
        {
            var address = configuration[$"Services:{key}"] ?? otherwise;
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri : throw new InvalidOperationException($"Services:{key} is not an http address: '{address}'.");
        }
        var (auctions, events, streams, silo) = (
            ServicePorts.AuctionManager.Moved(configuration), ServicePorts.EventHandler.Moved(configuration), ServicePorts.StreamManager.Moved(configuration), ServicePorts.Silo.Moved(configuration));
        var prometheus = configuration["Services:Prometheus"] ?? (environment.IsDevelopment() ? "" : PrometheusInCompose);
        return new ServiceAddresses(
            Of("AuctionManager", auctions, auctions.Main), Of("EventHandler", events, events.Main), Of("EventHandlerStream", events, events.Stream!.Value),
            Of("StreamManager", streams, streams.Main), Of("StreamManagerSockets", streams, streams.Stream!.Value))
        {
            Silo = Of("Silo", silo, silo.Main),
            Prometheus = prometheus.Length == 0 ? null : Read("Prometheus", prometheus),
        };
    }

    /// <summary>A service's address on another of its ports.</summary>
    public static Uri On(Uri main, int port) => new UriBuilder(main) { Port = port }.Uri;
}
