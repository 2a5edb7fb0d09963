using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Limits;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>The WebSocket on the stream port: what a stream shows, snapshot, missed events, live events, heartbeats.</summary>
internal static class ViewerEndpoint
{
    // A compressor is lent for one message at a time and remembers none: what a viewer may cost is bounded by this window, and only while a large frame goes out.
    private const int WindowBits = 13;

    public static void MapViewers(this WebApplication app)
    {
        var ports = app.Services.GetRequiredService<ServicePorts>();
        app.Map("/ws", Serve).OnPort(ports.Stream!.Value).AllowAnonymous().DisableRateLimiting().WithName("Watch").WithTags("Viewers").ExcludeFromDescription();
        app.Lifetime.ApplicationStopping.Register(() => _ = app.Services.GetRequiredService<Rooms>().Leave());
    }

    private static async Task Serve(
        HttpContext http, Rooms rooms, LinesByAddress addresses, IOptions<ViewerOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime,
        string? auction = null, string? stream = null, long? after = null, bool preview = false)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            await Problem.Write(http, Problem.Of(426, "websocket-expected", "This address speaks WebSocket.", "Connect with a WebSocket client."));
            return;
        }
        if ((auction is null) == (stream is null) || after < 0 || (preview && stream is null))
        {
            await Problem.Write(http, Problem.Of(400, "bad-request", "The request is malformed.", "Give exactly one of auction and stream; after is a sequence, 0 or more; only a stream has a preview."));
            return;
        }
        if (!Origins.MayConnect(http.Request, options.Value.AllowedOrigins))
        {
            await Problem.Write(http, Problem.Of(403, "origin-not-allowed", "Pages of this origin may not connect.", "Viewers:AllowedOrigins lists the origins that may."));
            return;
        }
        var (id, visitor) = (auction ?? stream!, Visitor.Of(http, preview));
        if (!ResourceId.IsValid(id))
        {
            using var nobody = await Accept(http);
            await new Viewer(nobody, visitor, new Crowd(clock), clock).SendAway(CloseStatus.Unknown);
            return;
        }
        var address = http.Connection.RemoteIpAddress;
        if (!addresses.TryEnter(address))
        {
            http.Response.Headers.RetryAfter = "5";
            await Problem.Write(http, Problem.Of(429, "too-many-lines", "Too many viewers come from your address.", $"An address may have {options.Value.MostFromOneAddress} lines at once."));
            return;
        }
        try
        {
            await Watch(http, rooms, id, stream is not null, visitor, after, clock, lifetime.ApplicationStopping);
        }
        finally
        {
            addresses.Leave(address);
        }
    }

    private static async Task Watch(HttpContext http, Rooms rooms, string id, bool isStream, Visitor visitor, long? after, TimeProvider clock, CancellationToken stopping)
    {
        if (rooms.Enter(id, isStream) is not { } crowd)
        {
            http.Response.Headers.RetryAfter = "5";
            await Problem.Write(http, Problem.Of(503, "gateway-full", "This gateway has all the viewers it can take.", "Come back as Retry-After says, or to another gateway."));
            return;
        }
        var counts = !SyntheticViewer.Is(http.Request);
        if (counts) ViewerMetrics.Came();
        try
        {
            using var socket = await Accept(http);
            await new Visit(socket, visitor, crowd, clock).Last(after, stopping);
        }
        finally
        {
            if (counts) ViewerMetrics.Left();
            await rooms.Exit(id, isStream);
        }
    }

    // Compressing is dangerous where a message mixes a secret with what an attacker chose and can measure: here nothing is secret to whom it is sent.
    private static Task<System.Net.WebSockets.WebSocket> Accept(HttpContext http) => http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
    {
        SubProtocol = http.WebSockets.WebSocketRequestedProtocols.Contains(Visitor.Protocol) ? Visitor.Protocol : null,
        DangerousEnableCompression = true,
        DisableServerContextTakeover = true,
        ServerMaxWindowBits = WindowBits,
    });
}
