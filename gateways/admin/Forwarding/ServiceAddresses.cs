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
    public static ServiceAddresses From(IConfiguration configuration, IHostEnvironment environment)
    {
        Uri Of(string key, ServicePorts service, int port)
        {
            var host = environment.IsDevelopment() ? "127.0.0.1" : service.Service;
            var address = configuration[$"Services:{key}"] ?? $"http://{host}:{port}";
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri : throw new InvalidOperationException($"Services:{key} is not an http address: '{address}'.");
        }
        var (auctions, events, streams) = (
            ServicePorts.AuctionManager.Moved(configuration), ServicePorts.EventHandler.Moved(configuration), ServicePorts.StreamManager.Moved(configuration));
        return new ServiceAddresses(
            Of("AuctionManager", auctions, auctions.Main), Of("EventHandler", events, events.Main), Of("EventHandlerStream", events, events.Stream!.Value),
            Of("StreamManager", streams, streams.Main), Of("StreamManagerSockets", streams, streams.Stream!.Value));
    }

    /// <summary>A service's address on another of its ports.</summary>
    public static Uri On(Uri main, int port) => new UriBuilder(main) { Port = port }.Uri;
}
