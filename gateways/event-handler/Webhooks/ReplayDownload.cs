using System.IO.Pipelines;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>A stretch of the feed as NDJSON: a CloudEvent a line, a page at a time in memory. A gap is a line of its own.</summary>
internal sealed class ReplayDownload(FeedTail tail, TimeProvider clock, EventFilter filter, FeedPosition? after, FeedPosition until) : IResult
{
    private const int Commits = 500;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (position, body) = (after, httpContext.Response.BodyWriter);
        httpContext.Response.ContentType = "application/x-ndjson; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = "attachment; filename=\"events.ndjson\"";
        try
        {
            while (!(position?.CompareTo(until) >= 0))
            {
                var (events, reset, end) = await tail.Read(position, Commits, httpContext.RequestAborted);
                if (reset && position is { } from) Write(body, HouseEvent.Reset(from, events.Count > 0 ? events[0].Position : null, clock.GetUtcNow()));
                foreach (var happened in events)
                {
                    position = happened.Position;
                    if (happened.Position.CompareTo(until) > 0) break;
                    if (happened.Passes(filter)) Write(body, happened);
                }
                await body.FlushAsync(httpContext.RequestAborted); // waits for a slow client; the server hangs up on one that is too slow
                if (end) return;
            }
        }
        catch (HouseUnavailableException) when (httpContext.Response.HasStarted)
        {
            httpContext.Abort(); // cut off, and not ended: the caller sees the difference
        }
    }

    private static void Write(PipeWriter body, FeedEvent happened)
    {
        var line = body.GetSpan(happened.Json.Length + 1);
        happened.Json.Span.CopyTo(line);
        line[happened.Json.Length] = (byte)'\n';
        body.Advance(happened.Json.Length + 1);
    }
}
