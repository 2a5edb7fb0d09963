using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Bidders;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Bidders;

/// <summary>A bidder's own side: registering oneself, one's account, bids and won lots; the last two for admins, too.</summary>
internal static class OwnEndpoints
{
    public static void MapOwn(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/bidders/me").WithTags("Bidders").RequireAuthorization(Policies.SignedIn);
        own.MapPost("/", Register).WithName("RegisterMyself").Produces<PublicAccount>(201).ProducesProblem(409).ProducesProblem(422);
        own.MapGet("/", Read).WithName("ReadMyself").Produces<PublicAccount>().ProducesProblem(404);
        own.MapGet("/bids", (HttpContext http, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null) => Bids(http.User.Id(), forThemselves: true, grains, q, limit, cursor))
            .WithName("ListMyBids").Produces<OwnBidList>().ProducesProblem(400);
        own.MapGet("/won", (HttpContext http, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null) => Won(http.User.Id(), grains, q, limit, cursor))
            .WithName("ListMyWonLots").Produces<WonList>().ProducesProblem(400);
        var others = routes.MapGroup("/bidders/{id}").WithTags("Bidders").RequireAuthorization(Policies.Administer);
        others.MapGet("/bids", (string id, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null) => Bids(id, forThemselves: false, grains, q, limit, cursor))
            .WithName("ListBidsOfBidder").Produces<OwnBidList>().ProducesProblem(400);
        others.MapGet("/won", (string id, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null) => Won(id, grains, q, limit, cursor))
            .WithName("ListWonLotsOfBidder").Produces<WonList>().ProducesProblem(400);
        others.MapGet("/paddles", Paddles).WithName("ListPaddlesOfBidder").Produces<SalePaddleList>().ProducesProblem(400);
    }

    // No handles: they speak for somebody elsewhere, and it is for the house to see that they are theirs.
    private static async Task<IResult> Register(RegisterMyselfRequest? request, HttpContext http, IGrainFactory grains)
    {
        var id = http.User.Id();
        var reader = new ProfileReader();
        if (!ProfileReader.IsId(id)) reader.WrongId();
        if (reader.Read(request?.Name ?? ShownName.Of(http.User.Name()), request?.Wallet, []) is not { } profile) return Problem.Result(Problem.Invalid(reader.Errors));
        var command = new RegisterBidder(profile) { Origin = OperationKey.From(http, "register " + JsonSerializer.Serialize(request, StrictJson.Options)) };
        return await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(id).Execute(command)) switch
        {
            BidderAnswer.Done done => TypedResults.Created("/bidders/me", BidderAnswers.Account(done.View, forAdmin: false)),
            var no => Problem.Result(BidderAnswers.Of((BidderAnswer.Refused)no)),
        };
    }

    private static async Task<IResult> Read(HttpContext http, IGrainFactory grains) =>
        await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(http.User.Id()).View()) is { } view
            ? TypedResults.Ok(BidderAnswers.Account(view, forAdmin: false))
            : Problem.Result(BidderAnswers.NotFound());

    private static async Task<IResult> Bids(string id, bool forThemselves, IGrainFactory grains, string? q, int limit, string? cursor)
    {
        if (!TryRead(q, limit, cursor, IsPlace, out var sought, out var after, out var problem)) return Problem.Result(problem);
        var (bids, next) = await Look(
            async place => await HouseCalls.Retry(() => grains.GetGrain<IBidderDirectoryGrain>(0).Bids(id, place, limit)) is var page ? (page.Bids, page.Next) : default,
            b => sought is null || Searching.Matches(sought, b.AuctionId), after, limit);
        return TypedResults.Ok(new OwnBidList([.. bids.Select(b => BidderAnswers.Bid(b, forThemselves))], Paging.Cursor(next)));
    }

    private static async Task<IResult> Won(string id, IGrainFactory grains, string? q, int limit, string? cursor)
    {
        if (!TryRead(q, limit, cursor, IsPlace, out var sought, out var after, out var problem)) return Problem.Result(problem);
        var (auctions, next) = await Look(
            async place => await HouseCalls.Retry(() => grains.GetGrain<IBidderDirectoryGrain>(0).Won(id, place, limit)) is var page ? (page.Auctions, page.Next) : default,
            a => sought is null || Searching.Matches(sought, a.Id, a.Settings.Title), after, limit);
        return TypedResults.Ok(new WonList([.. auctions.SelectMany(a => BidderAnswers.Won(a, id))], Paging.Cursor(next)));
    }

    private static async Task<IResult> Paddles(string id, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null)
    {
        if (!TryRead(q, limit, cursor, ResourceId.IsValid, out var sought, out var after, out var problem)) return Problem.Result(problem);
        async Task<(PublicSalePaddle[], string?)> Page(string? place)
        {
            var page = await HouseCalls.Retry(() => grains.GetGrain<ISaleCatalogueGrain>(0).List(null, place, limit));
            var paddles = await Task.WhenAll(page.Sales.Select(s => HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(s.Id).Paddle(id))));
            return ([.. page.Sales.Zip(paddles).Where(p => p.Second is not null).Select(p => new PublicSalePaddle(p.First.Id, p.First.Settings.Title, p.First.Status, p.Second!.Value))], page.Next);
        }
        var (found, next) = await Look(Page, p => sought is null || Searching.Matches(sought, p.SaleId, p.Title), after, limit);
        return TypedResults.Ok(new SalePaddleList([.. found], Paging.Cursor(next)));
    }

    private static bool TryRead(string? q, int limit, string? cursor, Func<string, bool> isPlace, out string? sought, out string? after, [NotNullWhen(false)] out ProblemDetails? problem)
    {
        after = null;
        if (!Searching.TryRead(q, out sought, out problem) || !Paging.TryRead(limit, cursor, out after, out problem)) return false;
        if (after is not null && !isPlace(after)) problem = Paging.BadCursor();
        return problem is null;
    }

    // Only the list knows an entry's place in it: whole pages are looked at, until one has something.
    private static async Task<(IReadOnlyList<T> Found, string? Next)> Look<T>(Func<string?, Task<(T[] Items, string? Next)>> read, Func<T, bool> matches, string? after, int limit)
    {
        for (var lookedAt = 0; ;)
        {
            var (items, next) = await read(after);
            T[] found = [.. items.Where(matches)];
            lookedAt += limit;
            if (found.Length > 0 || next is null || lookedAt >= Searching.MostLookedAt) return (found, next);
            after = next;
        }
    }

    // An instant and a sequence in hexadecimal, and an auction's id: a place in a list of somebody's own, of which any is good.
    private static bool IsPlace(string text) => text.Length > 22 && text[..22].All(char.IsAsciiHexDigitLower) && ResourceId.IsValid(text[22..]);
}
