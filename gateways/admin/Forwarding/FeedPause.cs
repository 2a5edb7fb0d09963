using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;

namespace Sothebais.Gateways.Admin.Forwarding;

/// <summary>
/// What a follower of the feed hears while the event handler is away. A browser's EventSource gives up for good on any answer but 200
/// (https://html.spec.whatwg.org/multipage/server-sent-events.html#sse-processing-model), and comes back by itself, with its place, to a stream that has ended.
/// </summary>
internal static class FeedPause
{
    private static readonly byte[] Pause = "retry: 2000\n: the event handler does not answer\n\n"u8.ToArray();

    public static async Task Answer(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Features.Get<IForwarderErrorFeature>() is null || http.Response.HasStarted || !http.GetReverseProxyFeature().Route.Config.RouteId.EndsWith(ForwardingExtensions.FollowedRoute, StringComparison.Ordinal)) return;
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        await http.Response.Body.WriteAsync(Pause, http.RequestAborted);
    }
}
