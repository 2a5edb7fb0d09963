using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>The feed as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) on the stream port.</summary>
internal static class EventStreamEndpoint
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void MapEventStream(this WebApplication app) =>
        app.MapGet("/events", Serve).OnPort(app.Services.GetRequiredService<ServicePorts>().Stream!.Value)
            .AllowAnonymous().DisableRateLimiting().WithName("FollowFeed").WithTags("Events").ExcludeFromDescription();

    private static async Task Serve(
        HttpContext http, FeedTail tail, Followers followers, IOptions<FeedOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, string? type = null, string? subject = null, string? source = null,
        string? after = null)
    {
        FeedPosition? position = null;
        // What the browser remembers by itself goes before what stands in the address.
        var resume = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : after;
        if (resume is { Length: > 0 } && !FeedRange.TryPosition(resume, out position))
        {
            await Problem.Write(http, Problem.Of(400, "bad-request", "The request is malformed.", "Last-Event-ID and after take a feed id, or 0 for the oldest kept."));
            return;
        }
        var address = http.Connection.RemoteIpAddress;
        if (!followers.ByAddress.TryEnter(address))
        {
            http.Response.Headers.RetryAfter = "5";
            await Problem.Write(http, Problem.Of(429, "too-many-lines", "Too many followers come from your address.", $"An address may have {options.Value.MostFromOneAddress} lines at once."));
            return;
        }
        try
        {
            await Follow(http, tail, followers, options.Value.LongestWrite, position, string.IsNullOrEmpty(resume), new EventFilter(type, subject, source), lifetime.ApplicationStopping, clock);
        }
        finally
        {
            followers.ByAddress.Leave(address);
        }
    }

    private static async Task Follow(
        HttpContext http, FeedTail tail, Followers followers, TimeSpan longestWrite, FeedPosition? position, bool fromNow, EventFilter filter, CancellationToken stopping, TimeProvider clock)
    {
        if (!followers.TryEnter())
        {
            http.Response.Headers.RetryAfter = "5";
            await Problem.Write(http, Problem.Of(503, "gateway-full", "This gateway has all the followers it can take.", "Come back as Retry-After says, or to another gateway."));
            return;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            using var listening = await tail.Listen(ending.Token);
            if (fromNow) position = tail.Newest;
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache, no-transform";
            http.Response.Headers.Vary = "Accept-Encoding";
            http.Response.Headers["X-Accel-Buffering"] = "no";
            var deflated = TakesGzip(http.Request);
            if (deflated) http.Response.Headers.ContentEncoding = "gzip";
            var line = new EventLine(http.Response.BodyWriter, deflated, longestWrite, clock, ending.Token);
            await line.Begin();
            if (position is { } begin) await line.Send(EventFrame.Place(begin));
            await Follow(line, tail, position, filter, clock, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // the client went, or we do: it comes back with the last id it saw
        }
        catch (Exception e) when (e is HouseUnavailableException or TimeoutException && http.Response.HasStarted)
        {
            http.Abort(); // it comes back with the last id it saw
        }
        finally
        {
            followers.Leave();
        }
    }

    private static async Task Follow(EventLine line, FeedTail tail, FeedPosition? position, EventFilter filter, TimeProvider clock, CancellationToken ending)
    {
        var (reading, written) = (tail.ReadOn(position, ending), clock.GetTimestamp());
        while (true)
        {
            IReadOnlyList<FeedEvent> events;
            bool reset;
            try
            {
                // However busy the feed: what does not pass the filter keeps no line alive.
                var left = KeepAlive - clock.GetElapsedTime(written);
                (events, reset) = left > TimeSpan.Zero ? await reading.WaitAsync(left, clock, ending) : throw new TimeoutException();
            }
            catch (TimeoutException)
            {
                await line.Send(EventFrame.KeepAlive(position));
                written = clock.GetTimestamp();
                continue;
            }
            if (reset) await line.Send(EventFrame.Reset);
            foreach (var happened in events)
            {
                position = happened.Position;
                if (!happened.Passes(filter)) continue;
                written = clock.GetTimestamp();
                await line.Write(happened);
            }
            await line.Flush(); // waits for a slow client, and for nobody else
            if (reset && events.Count == 0) position = tail.Newest;
            reading = tail.ReadOn(position, ending);
        }
    }

    private static bool TakesGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);
}
