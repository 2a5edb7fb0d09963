using System.Globalization;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Webhooks;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Sending a stretch of the feed again: to a webhook, or to the caller.</summary>
internal static class ReplayEndpoints
{
    private const string Ndjson = "application/x-ndjson";

    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        var replays = routes.MapGroup("/replays").WithTags("Webhooks").RequireAuthorization(Policies.Administer);
        replays.MapPost("/", Create).WithName("CreateReplay").Produces<PublicReplay>(202).Produces(200, contentType: Ndjson).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        replays.MapGet("/", List).WithName("ListReplays").Produces<ReplayList>().ProducesProblem(400);
        replays.MapGet("/{id}", Read).WithName("ReadReplay").Produces<PublicReplay>().ProducesProblem(404);
        replays.MapDelete("/{id}", Cancel).WithName("CancelReplay").Produces(204).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> Create(ReplayRequest request, HttpContext http, IGrainFactory grains, FeedTail tail, TimeProvider clock)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = WebhookReader.Filter(request.Type, request.Subject, request.Source, errors);
        var newest = await HouseCalls.Retry(() => grains.GetGrain<IFeedGrain>(0).Newest());
        var (after, until) = Stretch(request, newest, errors);
        var download = request.Webhook is null;
        if (download && request.Format != "ndjson" && !http.Request.Headers.Accept.ToString().Contains(Ndjson, StringComparison.OrdinalIgnoreCase))
            errors.TryAdd("webhook", [$"Name a webhook, or ask for a download: \"format\": \"ndjson\", or Accept: {Ndjson}."]);
        if (!download && request.Format is not null) errors.TryAdd("format", ["Only a download has a format."]);
        if (errors.Count > 0) return Problem.Result(Problem.Invalid(errors));
        if (download) return new ReplayDownload(tail, clock, filter, after, until);

        if (await WebhookEndpoints.View(request.Webhook!, grains) is not { } webhook) return Problem.Result(WebhookAnswers.NotFound());
        var command = new ReplayToWebhook(filter == EventFilter.Everything ? webhook.Live.Filter : filter, after, until)
        {
            Origin = OperationKey.From(http, "replay " + JsonSerializer.Serialize(request, StrictJson.Options)),
        };
        return await WebhookEndpoints.Ask(webhook.Id, command, grains, done =>
            done.View.Lanes.FirstOrDefault(l => l.Number == done.Lane) is { } lane
                ? TypedResults.Accepted($"/replays/{webhook.Id}.{lane.Number}", PublicReplay.Of(webhook.Id, lane))
                : Problem.Result(WebhookAnswers.ReplayNotFound())); // asked again long after it had ended
    }

    // It ends where the feed does now, at the latest: a replay of the past comes to an end.
    private static (FeedPosition? After, FeedPosition Until) Stretch(ReplayRequest request, FeedPosition? newest, Dictionary<string, string[]> errors)
    {
        FeedPosition? after = null, until = newest;
        if (request is { After: not null, From: not null }) errors.Add("from", ["It begins after a feed id or from an instant, not both."]);
        if (request is { Until: not null, To: not null }) errors.Add("to", ["It ends with a feed id or an instant, not both."]);
        if (string.IsNullOrEmpty(request.After) && request.From is null) errors.Add("after", ["It begins after a feed id, 0 for the oldest kept; or from an instant."]);
        WebhookReader.Position(request.After, "after", newest, ref after, errors);
        if (request.From is { } from) after = FeedRange.Before(from);
        WebhookReader.Position(request.Until, "until", newest, ref until, errors);
        if (request.To is { } to && newest is { } end && FeedRange.Before(to) is var last) until = last.CompareTo(end) < 0 ? last : end;
        return (after, until ?? default);
    }

    private static async Task<IResult> List(IGrainFactory grains, int limit = 50, string? cursor = null, string? webhook = null, string? q = null)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem) || !Searching.TryRead(q, out var wanted, out problem)) return Problem.Result(problem);
        var (afterWebhook, afterLane) = ("", 0);
        if (after is not null && !TryId(after, out afterWebhook, out afterLane)) return Problem.Result(Paging.BadCursor());
        var ids = webhook is null ? await HouseCalls.Retry(() => grains.GetGrain<IWebhookCatalogueGrain>(0).Ids()) : [webhook];
        var found = new List<PublicReplay>();
        foreach (var id in ids.Where(id => string.CompareOrdinal(id, afterWebhook) >= 0))
        {
            if (await WebhookEndpoints.View(id, grains) is not { } view) continue;
            found.AddRange(view.Lanes.Where(l => l.Number > (id == afterWebhook ? afterLane : WebhookLane.Live)).Select(l => PublicReplay.Of(id, l)).Where(r => wanted is null || Searching.Matches(wanted, r.Id, r.Status, r.Type, r.Subject, r.Source)));
            if (found.Count > limit) break;
        }
        return TypedResults.Ok(new ReplayList([.. found.Take(limit)], Paging.Cursor(found.Count > limit ? found[limit - 1].Id : null)));
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains) =>
        TryId(id, out var webhookId, out var number) && (await WebhookEndpoints.View(webhookId, grains))?.Lanes.FirstOrDefault(l => l.Number == number) is { } lane
            ? TypedResults.Ok(PublicReplay.Of(webhookId, lane))
            : Problem.Result(WebhookAnswers.ReplayNotFound());

    private static async Task<IResult> Cancel(string id, HttpContext http, IGrainFactory grains)
    {
        if (!TryId(id, out var webhookId, out var number)) return Problem.Result(WebhookAnswers.ReplayNotFound());
        var command = new CancelReplay(number) { Origin = OperationKey.From(http, $"cancel replay {number}") };
        return await WebhookEndpoints.Ask(webhookId, command, grains, _ => TypedResults.NoContent());
    }

    private static bool TryId(string id, out string webhookId, out int number)
    {
        var dot = id.IndexOf('.', StringComparison.Ordinal);
        (webhookId, number) = (dot > 0 ? id[..dot] : "", 0);
        return ResourceId.IsValid(webhookId) && int.TryParse(id.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > WebhookLane.Live;
    }
}
