using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.AuctionManager.Sales;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>Driving an auction: what the auctioneer does.</summary>
internal static class DrivingEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static void MapDriving(this IEndpointRouteBuilder routes)
    {
        var auction = routes.MapGroup("/auctions/{id}").WithTags("Driving").RequireAuthorization(Policies.Drive);
        Drive<ScheduleRequest>(auction, "schedule", (r, o) => new ScheduleAuction(r?.OpensAt) { Origin = o });
        Drive<EmptyRequest>(auction, "open", (_, o) => new OpenAuction { Origin = o });
        Drive<ReasonRequest>(auction, "pause", (r, o) => new PauseAuction(Words(r?.Reason)) { Origin = o, Seen = r?.Expected });
        Drive<DriveRequest>(auction, "resume", (r, o) => new ResumeAuction { Origin = o, Seen = r?.Expected });
        Drive<ExtendRequest>(auction, "extend", (r, o) => new ExtendAuction(Span("by", r?.By ?? throw Missing("by", "How much later: an ISO 8601 duration."))) { Origin = o, Seen = r?.Expected });
        Drive<DriveRequest>(auction, "warn", (r, o) => new WarnRoom { Origin = o, Seen = r?.Expected });
        Drive<DriveRequest>(auction, "hammer", (r, o) => new DropHammer { Origin = o, Seen = r?.Expected });
        Drive<ReasonRequest>(auction, "pass", (r, o) => new PassLot(Words(r?.Reason)) { Origin = o, Seen = r?.Expected });
        Drive<UndoRequest>(auction, "undo", (r, o) => new UndoLast(Words(r?.Reason)) { Origin = o, Seen = r?.Expected });
        Drive<ReasonRequest>(auction, "cancel", (r, o) => new CancelAuction(Words(r?.Reason) ?? throw Missing("reason", "Say why it is cancelled.")) { Origin = o, Seen = r?.Expected });
        Drive<SettleRequest>(auction, "settle", (r, o) => new SettleAuction(Words(r?.Reference, "reference", 200) ?? throw Missing("reference", "Give the settlement's reference.")) { Origin = o });
        Drive<ReopenRequest>(auction, "reopen", (r, o) => new ReopenAuction(r?.Duration is { } d ? Span("duration", d) : null, Words(r?.Reason)) { Origin = o, Seen = r?.Expected }, LotRules.HasGoneOn);
    }

    private static void Drive<TRequest>(
        RouteGroupBuilder auction, string verb, Func<TRequest?, Origin, AuctionCommand> command, Func<string, IGrainFactory, Task<ProblemDetails?>>? unless = null) where TRequest : class =>
        auction.MapPost("/" + verb, async (string id, TRequest? request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        {
            if (!ResourceId.IsValid(id)) return Problem.Result(Answers.NotFound());
            AuctionCommand asked;
            try
            {
                asked = command(request, OperationKey.From(http, $"{verb} {request}"));
            }
            catch (FieldException e)
            {
                return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { [e.Field] = [e.Message] }));
            }
            if (unless is not null && await unless(id, grains) is { } problem) return Problem.Result(problem);
            return await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).Execute(asked)) switch
            {
                AuctionAnswer.Done done => TypedResults.Ok(PublicView.Of(done.View, clock.GetUtcNow(), http.User.IsInRole(Roles.Admin))),
                AuctionAnswer.Refused no => Problem.Result(Answers.Of(no)),
                var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
            };
        }).WithName(char.ToUpperInvariant(verb[0]) + verb[1..] + "Auction").Produces<PublicView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static TimeSpan Span(string field, TimeSpan given) =>
        given > TimeSpan.Zero && given <= Longest ? given : throw new FieldException(field, "A duration here is more than zero and at most 31 days.");

    private static string? Words(string? given, string field = "reason", int longest = 500) =>
        given is null ? null
        : !string.IsNullOrWhiteSpace(given) && given.Length <= longest && !given.Any(char.IsControl) ? given
        : throw new FieldException(field, $"This has 1 to {longest} characters and no control characters.");

    private static FieldException Missing(string field, string why) => new(field, why);

    private sealed class FieldException(string field, string why) : Exception(why)
    {
        public string Field { get; } = field;
    }
}
