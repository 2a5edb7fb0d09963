using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Telemetry;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace Sothebais.Gateways.Admin.Forwarding;

/// <summary>The way in: requests under <c>/api</c>, <c>/ws</c> and <c>/overlay</c> go on to the services, which verify the caller's token themselves.</summary>
internal static class ForwardingExtensions
{
    private const string Anonymous = "anonymous"; // YARP's word for: this proxy asks for nothing, the service behind does
    private const string Api = "/api";

    /// <summary>How the names of routes end on which somebody follows.</summary>
    internal const string FollowedRoute = " followed";

    // A sale's import is a file. The service takes that large a body there and nowhere else.
    private const long LargestImport = 4 * 1024 * 1024 + 64 * 1024;

    // And a batch of events.
    private const long LargestBatch = LargestImport;

    // So is an asset of a stream, and may be a video; the service has the same setting.
    private const string LargestVideo = "Assets:LargestVideo";
    private const long UsualVideo = 200L << 20;
    private const string Assets = "/streams/{id}/assets";

    // A service that leaves closes its lines as they are used, and lingers for some seconds. A line that lay idle for shorter than that is still good.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    // Lines that are always busy would never find out that a service has become two.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    // What a proxy in front says of the caller is for people's eyes; the services believe the token alone.
    private static readonly string[] Hints = ["X-User-Id", "X-User-Name", "X-User-Roles"];

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
        RouteConfig ApiRoute(string cluster, string path) => Route(cluster, Api + path, path);
        RouteConfig Upload(string cluster, string path) => new()
        {
            RouteId = Api + path + " upload",
            ClusterId = cluster,
            Match = new() { Path = Api + path, Methods = ["POST"] },
            AuthorizationPolicy = Anonymous,
            Transforms = [new Dictionary<string, string> { ["PathRemovePrefix"] = Api }],
            MaxRequestBodySize = builder.Configuration.GetValue(LargestVideo, UsualVideo) + 64 * 1024,
        };
        // A browser's EventSource asks for the events themselves and not for a page of them: those come from a port of their own.
        RouteConfig Followed(RouteConfig route) => route with
        {
            RouteId = route.RouteId + FollowedRoute,
            Match = new() { Path = route.Match.Path, Headers = [new RouteHeader { Name = "Accept", Mode = HeaderMatchMode.Contains, Values = ["text/event-stream"] }] },
        };
        builder.Services.AddReverseProxy().LoadFromMemory(
            [
                ApiRoute("auction-manager", "/auctions"), ApiRoute("auction-manager", "/sales") with { MaxRequestBodySize = LargestImport }, ApiRoute("auction-manager", "/bidders"),
                Upload("stream-manager", Assets), ApiRoute("stream-manager", "/streams"), Followed(ApiRoute("event-handler-stream", "/events")), ApiRoute("event-handler", "/events") with { MaxRequestBodySize = LargestBatch },
                ApiRoute("event-handler", "/webhooks"), ApiRoute("event-handler", "/replays"), ApiRoute("event-handler", "/dead-letters"), ApiRoute("event-handler", "/activity"),
                Route("stream-manager", "/overlay", "/overlay"), OrleansDashboard.Route(),
                new RouteConfig { RouteId = "/ws", ClusterId = "stream-manager-sockets", Match = new() { Path = "/ws" }, AuthorizationPolicy = Anonymous },
            ],
            [
                Cluster("auction-manager", services.AuctionManager), Cluster("stream-manager", services.StreamManager),
                Cluster("event-handler", services.EventHandler), Cluster("event-handler-stream", services.EventHandlerStream), Cluster("stream-manager-sockets", services.StreamManagerSockets),
                Cluster(OrleansDashboard.Cluster, services.Silo),
            ]).ConfigureHttpClient((_, http) => (http.PooledConnectionIdleTimeout, http.PooledConnectionLifetime) = (Idle, Lifetime)).AddTransforms(route =>
            {
                route.AddRequestTransform(Introduce);
                route.AddResponseTransform(TakeOver);
                if (route.Route.ClusterId == OrleansDashboard.Cluster) OrleansDashboard.Fence(route);
            });
    }

    public static void MapForwarding(this IEndpointRouteBuilder routes) => routes.MapReverseProxy(proxy =>
    {
        proxy.Use(FeedPause.Answer);
        proxy.UseLoadBalancing();
    });

    /// <summary>Turns the session cookie into a bearer token, and leaves behind what is between the browser and this gateway.</summary>
    private static ValueTask Introduce(RequestTransformContext context)
    {
        var headers = context.ProxyRequest.Headers;
        headers.Remove("Cookie");
        context.HttpContext.Response.Headers.Remove("Cache-Control"); // the service says who may keep its answer
        foreach (var hint in Hints) headers.Remove(hint);
        headers.Remove(RequestId.Header);
        headers.Add(RequestId.Header, context.HttpContext.TraceIdentifier);
        if (SessionToken.IsFromCookie(context.HttpContext.Request)) headers.Authorization = new("Bearer", SessionToken.Of(context.HttpContext.Request));
        return default;
    }

    /// <summary>The answer is this gateway's from here on: what a service made is under this address, too, and the request has one id.</summary>
    private static ValueTask TakeOver(ResponseTransformContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers[RequestId.Header] = context.HttpContext.TraceIdentifier;
        if (context.HttpContext.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal) && headers.Location.ToString() is ['/', ..] location) headers.Location = Api + location;
        return default;
    }
}
