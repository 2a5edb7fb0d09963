using System.Text.Json;
using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Webhooks;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Creating, reading, changing and removing webhooks.</summary>
internal static class WebhookEndpoints
{
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);

    /// <summary>How many commits are looked through for the first event that waits.</summary>
    private const int LagCommits = 500;

    /// <summary>Of how many webhooks a list tells the lag: each may be a look into the feed.</summary>
    private const int MostLags = 50;

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var webhooks = routes.MapGroup("/webhooks").WithTags("Webhooks").RequireAuthorization(Policies.Administer);
        webhooks.MapPost("/", Create).WithName("CreateWebhook").Produces<PublicWebhook>(201).ProducesProblem(409).ProducesProblem(422);
        webhooks.MapGet("/", List).WithName("ListWebhooks").Produces<WebhookList>().ProducesProblem(400);
        webhooks.MapGet("/{id}", Read).WithName("ReadWebhook").Produces<PublicWebhook>().ProducesProblem(404);
        webhooks.MapPatch("/{id}", Change).WithName("ChangeWebhook").Accepts<WebhookTerms>("application/json", "application/merge-patch+json")
            .Produces<PublicWebhook>().ProducesProblem(404).ProducesProblem(422);
        webhooks.MapDelete("/{id}", Remove).WithName("RemoveWebhook").Produces(204).ProducesProblem(404);
        webhooks.MapPost("/{id}/enable", (string id, EmptyRequest? request, HttpContext http, IGrainFactory grains) => Ask(id, new EnableWebhook { Origin = OperationKey.From(http, "enable") }, grains))
            .WithName("EnableWebhook").Produces<PublicWebhook>().ProducesProblem(404);
        webhooks.MapPost("/{id}/disable", (string id, EmptyRequest? request, HttpContext http, IGrainFactory grains) => Ask(id, new DisableWebhook { Origin = OperationKey.From(http, "disable") }, grains))
            .WithName("DisableWebhook").Produces<PublicWebhook>().ProducesProblem(404);
        webhooks.MapPost("/{id}/rotate", Rotate).WithName("RotateWebhook").Produces<PublicWebhook>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        webhooks.MapPost("/{id}/test", Test).WithName("TestWebhook").Produces<TestResult>().ProducesProblem(404);
    }

    private static async Task<IResult> Create(CreateWebhookRequest request, HttpContext http, IGrainFactory grains, Couriers couriers, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        var errors = new Dictionary<string, string[]>();
        if (request.Id is not null && !ResourceId.IsValid(request.Id)) errors.Add("id", [ResourceId.Form]);
        WebhookReader.Url(request.Url, options.Value, errors);
        var (filter, secret) = (WebhookReader.Filter(request.Type, request.Subject, request.Source, errors), WebhookReader.Secret(request.Secret, errors));
        var newest = await HouseCalls.Retry(() => grains.GetGrain<IFeedGrain>(0).Newest());
        var after = newest;
        WebhookReader.Position(request.After, "after", newest, ref after, errors);
        if (errors.Count > 0) return Problem.Result(Problem.Invalid(errors));
        var origin = OperationKey.From(http, "create webhook " + JsonSerializer.Serialize(request, StrictJson.Options));
        // A retried request must find the webhook that the first one made.
        var id = request.Id ?? await HouseCalls.Retry(() => grains.GetGrain<ICreationKeyGrain>($"{origin.By}\nwebhook {origin.Key}").Bind(ResourceId.New(clock)));
        var result = await Ask(id, new CreateWebhook(request.Url, filter, secret, after) { Origin = origin }, grains,
            done => TypedResults.Created($"/webhooks/{id}", PublicWebhook.Of(done.View, secret: done.Secret)));
        couriers.LookNow();
        return result;
    }

    private static async Task<IResult> List(IGrainFactory grains, FeedTail tail, TimeProvider clock, CancellationToken stopping, int limit = 50, string? cursor = null, string? q = null, bool lag = false)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem) || !Searching.TryRead(q, out var wanted, out problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        if (lag && limit > MostLags) return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"With the lag, a limit is 1 to {MostLags}."));
        var ids = await HouseCalls.Retry(() => grains.GetGrain<IWebhookCatalogueGrain>(0).Ids());
        async Task<(IReadOnlyList<WebhookView> Items, string? Next)> Some(string? from, int most)
        {
            var page = ids.Where(id => string.CompareOrdinal(id, from) > 0).Take(most + 1).ToArray();
            var views = await Task.WhenAll(page.Take(most).Select(id => HouseCalls.Retry(() => grains.GetGrain<IWebhookGrain>(id).View())));
            return ([.. views.OfType<WebhookView>()], page.Length > most ? page[most - 1] : null);
        }
        var (found, next) = wanted is null ? await Some(after, limit) : await Searching.Page(Some, v => Matches(wanted, v), v => v.Id, after, limit);
        var items = await Task.WhenAll(found.Select(async v => PublicWebhook.Of(v, lag ? await Lag(v.Live, tail, clock, stopping) : null)));
        return TypedResults.Ok(new WebhookList(items, Paging.Cursor(next)));
    }

    private static bool Matches(string wanted, WebhookView view) =>
        Searching.Matches(wanted, view.Id, view.Url, view.Live.Filter.Type, view.Live.Filter.Subject, view.Live.Filter.Source);

    private static async Task<IResult> Read(string id, IGrainFactory grains, FeedTail tail, TimeProvider clock, CancellationToken stopping) =>
        await View(id, grains) is { } view ? TypedResults.Ok(PublicWebhook.Of(view, await Lag(view.Live, tail, clock, stopping))) : Problem.Result(WebhookAnswers.NotFound());

    private static async Task<IResult> Change(string id, JsonElement body, HttpContext http, IGrainFactory grains, IOptions<WebhookOptions> options)
    {
        var patch = MergePatch.Read(body);
        if (await View(id, grains) is not { } view) return Problem.Result(WebhookAnswers.NotFound());
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        var before = new WebhookTerms { Url = view.Url, Type = view.Live.Filter.Type, Subject = view.Live.Filter.Subject, Source = view.Live.Filter.Source };
        var after = patch.Over(JsonSerializer.SerializeToNode(before, StrictJson.Options)!.AsObject()).Deserialize<WebhookTerms>(StrictJson.Options)!;
        var errors = new Dictionary<string, string[]>();
        WebhookReader.Url(after.Url, options.Value, errors);
        var filter = WebhookReader.Filter(after.Type, after.Subject, after.Source, errors);
        if (errors.Count > 0) return Problem.Result(Problem.Invalid(errors));
        return await Ask(id, new ChangeWebhook(after.Url, filter) { Origin = OperationKey.From(http, "change webhook " + patch.Text) }, grains);
    }

    private static async Task<IResult> Remove(string id, HttpContext http, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(WebhookAnswers.NotFound());
        var origin = OperationKey.From(http, "remove webhook");
        return await HouseCalls.Retry(() => grains.GetGrain<IWebhookGrain>(id).Execute(new RemoveWebhook { Origin = origin })) is WebhookAnswer.Refused no
            ? Problem.Result(WebhookAnswers.Of(no.Reason))
            : TypedResults.NoContent();
    }

    private static async Task<IResult> Rotate(string id, RotateRequest? request, HttpContext http, IGrainFactory grains)
    {
        var (errors, overlap) = (new Dictionary<string, string[]>(), request?.Overlap ?? Overlap);
        var secret = WebhookReader.Secret(request?.Secret, errors);
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap) errors.Add("overlap", ["An overlap is PT0S to P7D."]);
        if (errors.Count > 0) return Problem.Result(Problem.Invalid(errors));
        var origin = OperationKey.From(http, "rotate webhook " + JsonSerializer.Serialize(request ?? new RotateRequest(), StrictJson.Options));
        return await Ask(id, new RotateWebhook(secret, overlap) { Origin = origin }, grains, done => TypedResults.Ok(PublicWebhook.Of(done.View, secret: done.Secret)));
    }

    private static async Task<IResult> Test(string id, EmptyRequest? request, HttpContext http, IGrainFactory grains, Carrier carrier, TimeProvider clock)
    {
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IWebhookGrain>(id).Target()) is not { } target) return Problem.Result(WebhookAnswers.NotFound());
        var outcome = await carrier.Carry(target, HouseEvent.Ping(id, clock.GetUtcNow()), http.RequestAborted);
        return TypedResults.Ok(new TestResult(outcome.Delivered, outcome.Reason, outcome.Status, outcome.Detail, outcome.Took));
    }

    /// <summary>Asks a webhook.</summary>
    public static Task<IResult> Ask(string id, WebhookCommand command, IGrainFactory grains) => Ask(id, command, grains, done => TypedResults.Ok(PublicWebhook.Of(done.View)));

    /// <summary>Asks a webhook, and answers with what is made of the answer.</summary>
    public static async Task<IResult> Ask(string id, WebhookCommand command, IGrainFactory grains, Func<WebhookAnswer.Done, IResult> done)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(WebhookAnswers.NotFound());
        return await HouseCalls.Retry(() => grains.GetGrain<IWebhookGrain>(id).Execute(command)) switch
        {
            WebhookAnswer.Done answer => done(answer),
            WebhookAnswer.Refused no => Problem.Result(WebhookAnswers.Of(no.Reason)),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    /// <summary>A webhook; null where there is none of this id.</summary>
    public static async Task<WebhookView?> View(string id, IGrainFactory grains) => ResourceId.IsValid(id) ? await HouseCalls.Retry(() => grains.GetGrain<IWebhookGrain>(id).View()) : null;

    // The cursor lags by what merely passed by: what counts is the first event that a receiver is to see.
    private static async Task<long> Lag(WebhookLane lane, FeedTail tail, TimeProvider clock, CancellationToken stopping)
    {
        var since = lane.Progress.Attempt?.EventAt.ToUnixTimeMilliseconds() ??
            (await tail.Read(lane.Progress.Cursor, LagCommits, stopping)).Events.FirstOrDefault(e => e.Passes(lane.Filter))?.Position.Milliseconds;
        return since is { } waiting ? Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds() - waiting) : 0;
    }
}
