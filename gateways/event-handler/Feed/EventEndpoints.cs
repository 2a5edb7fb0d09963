using System.Text.Json;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>The feed's history as CloudEvents.</summary>
internal static class EventEndpoints
{
    /// <summary>How many commits are read at once where most may not pass the filter.</summary>
    private const int Commits = 500;

    /// <summary>How many commits of the feed one request looks through for events that pass its filter: what it then has found goes out, with a cursor.</summary>
    private const int MostCommits = 20_000;

    private const string Structured = "application/cloudevents+json; charset=utf-8";

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/events").WithTags("Events").AllowAnonymous();
        events.MapGet("/", List).WithName("ListFeed").Produces(200, contentType: "application/json").ProducesProblem(400);
        events.MapGet("/{id}", One).WithName("ReadEvent").Produces(200, contentType: "application/cloudevents+json").ProducesProblem(404);
    }

    private static async Task List(
        HttpContext http, FeedTail tail, string? type = null, string? subject = null, string? source = null, string? after = null, string? from = null, string? to = null, int limit = 50,
        string? cursor = null)
    {
        if (limit is < 1 or > Paging.Most || !FeedRange.TryRead(string.IsNullOrEmpty(cursor) ? after : cursor, from, to, out var range))
        {
            await Problem.Write(http, Problem.Of(400, "bad-request", "The request is malformed.", $"A limit is 1 to {Paging.Most}. {FeedRange.Form}"));
            return;
        }
        var (found, filter) = (new List<FeedEvent>(), new EventFilter(type, subject, source));
        var (reset, position, end) = (false, range.After, false);
        // Where everything passes, a commit is at least an event.
        var commits = filter == EventFilter.Everything ? limit : Commits;
        for (var read = 0; read < MostCommits && found.Count < limit && !end; read += commits)
        {
            var (events, missed, last) = await tail.Read(position, commits, http.RequestAborted);
            (reset, end) = (reset || missed, last);
            foreach (var happened in events)
            {
                if (end = range.EndsBefore(happened.Position)) break;
                position = happened.Position;
                if (happened.Passes(filter)) found.Add(happened);
                if (found.Count == limit) break;
            }
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var happened in found) json.WriteRawValue(happened.Json.Span, skipInputValidation: true);
        json.WriteEndArray();
        json.WriteString("nextCursor"u8, end ? null : position?.ToString());
        // Said aloud, and never silently: events after the asked position are no longer kept.
        json.WriteBoolean("reset"u8, reset);
        json.WriteEndObject();
    }

    private static async Task<IResult> One(string id, IGrainFactory grains, string? source = null)
    {
        if (!string.IsNullOrEmpty(source) && !source.StartsWith(FeedEvent.Auctions, StringComparison.Ordinal))
        {
            // A slash of an id comes escaped, and routing leaves that as it is.
            var sent = id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
            return await HouseCalls.Retry(() => grains.GetGrain<IIntakeGrain>(0).Find(source, sent)) is { } kept
                ? TypedResults.Bytes(kept.Json, Structured)
                : Problem.Result(Problem.Of(404, "event-not-found", "There is no such event.", "No event of this source and id was kept, or it is kept no longer."));
        }
        if (!AuctionEventId.TryParse(id, out var auctionId, out var sequence) || (!string.IsNullOrEmpty(source) && source != FeedEvent.Auctions + auctionId) ||
            await HouseCalls.Retry(() => grains.GetGrain<IAuctionHistoryGrain>(auctionId).Read(sequence - 1, 1)) is not { Events: [var happened] } batch)
            return Problem.Result(Problem.Of(404, "event-not-found", "There is no such event.", "An event's id is the auction's id, a hyphen and the sequence; with ?source= it is one that was sent in."));
        return TypedResults.Bytes(FeedEvent.Of(default, auctionId, batch.Currency, happened).Json, Structured);
    }
}
