using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Activity;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Gateways.EventHandler.Activity;

/// <summary>Who did what.</summary>
internal static partial class ActivityEndpoints
{
    private static readonly string[] Things = ["auction", "sale", "bidder", "stream"];

    public static void MapActivity(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/activity", List).WithName("ListActivity").WithTags("Activity").WithSummary("What admins and auctioneers did, the newest first")
            .RequireAuthorization(Policies.Administer).Produces<ActList>().ProducesProblem(400);

    private static async Task<IResult> List(
        IGrainFactory grains, string? by = null, string? thing = null, string? id = null, string? q = null, int limit = 50, string? cursor = null)
    {
        if (!string.IsNullOrEmpty(thing) && !Things.Contains(thing)) return Problem.Result(BadThing());
        if (!Searching.TryRead(q, out var wanted, out var problem) || !Paging.TryRead(limit, cursor, out var before, out problem)) return Problem.Result(problem);
        if (before is not null && !Place().IsMatch(before)) return Problem.Result(Paging.BadCursor());
        bool Matches(PublicAct act) =>
            (string.IsNullOrEmpty(by) || act.By == by) && (string.IsNullOrEmpty(thing) || act.Thing == thing) && (string.IsNullOrEmpty(id) || act.ThingId == id) &&
            (wanted is null || Searching.Matches(wanted, act.By, act.Text, act.ThingId, act.Reason, act.RequestId));
        var (found, next) = await Searching.Page((place, most) => Read(grains, place, most), Matches, act => act.Id, before, limit);
        return TypedResults.Ok(new ActList([.. found], Paging.Cursor(next)));
    }

    private static async Task<(IReadOnlyList<PublicAct> Items, string? Next)> Read(IGrainFactory grains, string? before, int limit)
    {
        var acts = await HouseCalls.Retry(() => grains.GetGrain<IActivityGrain>(0).Newest(before, limit));
        return ([.. acts.Select(PublicAct.Of)], acts.Length < limit ? null : acts[^1].Id);
    }

    private static ProblemDetails BadThing() => Problem.Of(400, "bad-request", "The request is malformed.", $"A thing is one of {string.Join(", ", Things)}.");

    [GeneratedRegex("^[0-9]{1,20}-[0-9]{1,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
