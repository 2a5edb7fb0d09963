using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.DeadLetters;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>Dead letters: looking at them, trying them again, discarding them.</summary>
internal static class LetterEndpoints
{
    /// <summary>How many letters one call tries again or discards at most.</summary>
    private const int MostTried = 100, MostDiscarded = 1_000;

    public static void MapDeadLetters(this IEndpointRouteBuilder routes)
    {
        var letters = routes.MapGroup("/dead-letters").WithTags("Dead letters").RequireAuthorization(Policies.Administer);
        letters.MapGet("/", List).WithName("ListDeadLetters").Produces<LetterList>().ProducesProblem(400);
        letters.MapGet("/{id}", One).WithName("ReadDeadLetter").Produces<PublicLetter>().ProducesProblem(404);
        letters.MapPost("/{id}/retry", Retry).WithName("RetryDeadLetter").Produces<PublicRetried>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
        letters.MapPost("/retry", RetryMany).WithName("RetryDeadLetters").Produces<PublicRetriedMany>().ProducesProblem(400);
        letters.MapDelete("/{id}", Discard).WithName("DiscardDeadLetter").Produces(204).ProducesProblem(404);
        letters.MapDelete("/", DiscardMany).WithName("DiscardDeadLetters").Produces<PublicDiscarded>().ProducesProblem(400);
    }

    private static async Task<IResult> List(
        IGrainFactory grains, string? kind = null, string? webhook = null, string? reason = null, int limit = 50, string? cursor = null, string? q = null)
    {
        if (!TryFilter(kind, webhook, out var filter)) return Problem.Result(BadKind());
        if (!Paging.TryRead(limit, cursor, out var after, out var problem) || !Searching.TryRead(q, out var wanted, out problem)) return Problem.Result(problem);
        var all = wanted is null && string.IsNullOrEmpty(reason);
        async Task<(IReadOnlyList<DeadLetter> Items, string? Next)> Some(string? from, int most)
        {
            var some = await Page(grains, filter, from, Math.Min(most, IDeadLettersGrain.MostAtOnce));
            return (some, some.Length == 0 ? null : some[^1].Id);
        }
        bool Wanted(DeadLetter l) => (string.IsNullOrEmpty(reason) || l.Reason == reason) && (wanted is null || Matches(wanted, l));
        // One more than is shown says whether there is a next page.
        var (found, next) = await Searching.Page(Some, Wanted, l => l.Id, after, limit + 1);
        if (found.Count > limit) (found, next) = (found[..limit], found[limit - 1].Id);
        long? total = all ? await HouseCalls.Retry(() => Dead(grains).Count(filter)) : null;
        return TypedResults.Ok(new LetterList([.. found.Select(l => PublicLetter.Of(l, whole: false))], Paging.Cursor(next), total));
    }

    private static bool Matches(string wanted, DeadLetter l) =>
        Searching.Matches(wanted, l.Id, l.EventId, l.Type, l.Source, l.Subject, l.WebhookId, l.Sender, l.Reason, l.Detail);

    private static async Task<IResult> One(string id, IGrainFactory grains) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => Dead(grains).Find(id)) is { } letter ? TypedResults.Ok(PublicLetter.Of(letter, whole: true)) : Problem.Result(NotFound());

    private static async Task<IResult> Retry(string id, HttpContext http, LetterRetry retry)
    {
        var retried = ResourceId.IsValid(id) ? await retry.Try(id, http.TraceIdentifier, http.RequestAborted) : new Retried(RetryStatus.Gone);
        switch (retried.Status)
        {
            case RetryStatus.Succeeded or RetryStatus.Failed:
                return TypedResults.Ok(RetryAnswers.Of(retried));
            case RetryStatus.UnderWay:
                return Problem.Result(Problem.Of(409, "conflict", "Somebody else tries this letter right now.", "Look again in a moment."));
            case RetryStatus.Unknown:
                http.Response.Headers.RetryAfter = "1";
                return Problem.Result(Problem.Of(503, "outcome-unknown", "It is not known whether this happened.", "Try it again: it will have the effect of one, and you will know."));
            default:
                return Problem.Result(NotFound());
        }
    }

    private static async Task<IResult> RetryMany(
        HttpContext http, LetterRetry retry, IGrainFactory grains, string? kind = null, string? webhook = null, int limit = MostTried, string? cursor = null)
    {
        if (!TryFilter(kind, webhook, out var filter)) return Problem.Result(BadKind());
        if (limit is < 1 or > MostTried) return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"A limit is 1 to {MostTried}."));
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        var (tried, succeeded, failed) = (0, 0, 0);
        var letters = await Page(grains, filter, after, limit);
        foreach (var letter in letters)
        {
            if (http.RequestAborted.IsCancellationRequested) break;
            var status = (await retry.Try(letter.Id, http.TraceIdentifier, http.RequestAborted)).Status;
            if (status == RetryStatus.Unknown) break; // the house does not answer now: the others would fare no better
            after = letter.Id;
            if (status is RetryStatus.Gone or RetryStatus.UnderWay) continue;
            tried++;
            if (status == RetryStatus.Succeeded) succeeded++;
            else failed++;
        }
        var whole = letters.Length < limit && (letters.Length == 0 || after == letters[^1].Id);
        return TypedResults.Ok(new PublicRetriedMany(tried, succeeded, failed, await HouseCalls.Retry(() => Dead(grains).Count(filter)), whole ? null : Paging.Cursor(after ?? "")));
    }

    private static async Task<IResult> Discard(string id, IGrainFactory grains) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => Dead(grains).Discard(id)) ? TypedResults.NoContent() : Problem.Result(NotFound());

    private static async Task<IResult> DiscardMany(HttpContext http, IGrainFactory grains, string? kind = null, string? webhook = null)
    {
        if (!TryFilter(kind, webhook, out var filter)) return Problem.Result(BadKind());
        var discarded = 0;
        for (var read = 0; read < MostDiscarded && !http.RequestAborted.IsCancellationRequested;)
        {
            var some = await Page(grains, filter, null, IDeadLettersGrain.MostAtOnce);
            if (some.Length == 0) break;
            read += some.Length;
            foreach (var letter in some)
                if (await HouseCalls.Retry(() => Dead(grains).Discard(letter.Id))) discarded++;
        }
        return TypedResults.Ok(new PublicDiscarded(discarded, await HouseCalls.Retry(() => Dead(grains).Count(filter))));
    }

    private static IDeadLettersGrain Dead(IGrainFactory grains) => grains.GetGrain<IDeadLettersGrain>(0);

    private static Task<DeadLetter[]> Page(IGrainFactory grains, DeadLetterFilter filter, string? after, int limit) => HouseCalls.Retry(() => Dead(grains).List(filter, after, limit));

    private static bool TryFilter(string? kind, string? webhook, out DeadLetterFilter filter)
    {
        DeadLetterKind? wanted = kind switch { "intake" => DeadLetterKind.Intake, "delivery" => DeadLetterKind.Delivery, _ => null };
        filter = new DeadLetterFilter(wanted, string.IsNullOrEmpty(webhook) ? null : webhook);
        return string.IsNullOrEmpty(kind) || wanted is not null;
    }

    private static ProblemDetails BadKind() => Problem.Of(400, "bad-request", "The request is malformed.", "A kind is intake or delivery.");

    private static ProblemDetails NotFound() => Problem.Of(404, "dead-letter-not-found", "There is no such letter.", "It was discarded, or succeeded meanwhile, or never was.");
}
