using Yarp.ReverseProxy.Configuration;

namespace Sothebais.Gateways.Admin.Forwarding;

/// <summary>The way in: requests under <c>/api</c>, <c>/ws</c> and <c>/overlay</c> go on to the services, which verify the caller's token themselves.</summary>
internal static class ForwardingExtensions
{
    private const string Anonymous = "anonymous"; // YARP's word for: this proxy asks for nothing, the service behind does

    public static void AddForwarding(this WebApplicationBuilder builder, ServiceAddresses services)
    {
        ClusterConfig Cluster(string id, Uri address) => new()
        {
            ClusterId = id,
            Destinations = new Dictionary<string, DestinationConfig> { [id] = new() { Address = address.ToString() } },
            HttpRequest = new() { ActivityTimeout = TimeSpan.FromSeconds(100) },
        };
        RouteConfig Route(string cluster, string from, string to) => new()
        {
            RouteId = from,
            ClusterId = cluster,
            Match = new() { Path = from + "/{**rest}" },
            AuthorizationPolicy = Anonymous,
            Transforms = [new Dictionary<string, string> { ["PathPattern"] = to + "/{**rest}" }],
        };
        builder.Services.AddReverseProxy().LoadFromMemory(
            [
                Route("auction-manager", "/api/auctions", "/auctions"),
                Route("auction-manager", "/api/sales", "/sales"),
                Route("auction-manager", "/api/bidders", "/bidders"),
                Route("stream-manager", "/api/streams", "/streams"),
                Route("event-handler", "/api/events", "/events"),
                Route("stream-manager", "/overlay", "/overlay"),
                new RouteConfig { RouteId = "/ws", ClusterId = "stream-manager-sockets", Match = new() { Path = "/ws" }, AuthorizationPolicy = Anonymous },
            ],
            [
                Cluster("auction-manager", services.AuctionManager), Cluster("stream-manager", services.StreamManager),
                Cluster("event-handler", services.EventHandler), Cluster("stream-manager-sockets", services.StreamManagerSockets),
            ]);
    }

    public static void MapForwarding(this IEndpointRouteBuilder routes) => routes.MapReverseProxy();
}
