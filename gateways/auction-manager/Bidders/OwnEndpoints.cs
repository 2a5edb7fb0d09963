using System.Text.Json;
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
        own.MapGet("/bids", (HttpContext http, IGrainFactory grains, int limit = 50, string? cursor = null) => Bids(http.User.Id(), forThemselves: true, grains, limit, cursor))
            .WithName("ListMyBids").Produces<OwnBidList>().ProducesProblem(400);
        own.MapGet("/won", (HttpContext http, IGrainFactory grains, int limit = 50, string? cursor = null) => Won(http.User.Id(), grains, limit, cursor))
            .WithName("ListMyWonLots").Produces<WonList>().ProducesProblem(400);
        var others = routes.MapGroup("/bidders/{id}").WithTags("Bidders").RequireAuthorization(Policies.Administer);
        others.MapGet("/bids", (string id, IGrainFactory grains, int limit = 50, string? cursor = null) => Bids(id, forThemselves: false, grains, limit, cursor))
            .WithName("ListBidsOfBidder").Produces<OwnBidList>().ProducesProblem(400);
        others.MapGet("/won", (string id, IGrainFactory grains, int limit = 50, string? cursor = null) => Won(id, grains, limit, cursor))
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

    private static async Task<IResult> Bids(string id, bool forThemselves, IGrainFactory grains, int limit, string? cursor)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !IsPlace(after)) return Problem.Result(Paging.BadCursor());
        var page = await HouseCalls.Retry(() => grains.GetGrain<IBidderDirectoryGrain>(0).Bids(id, after, limit));
        return TypedResults.Ok(new OwnBidList([.. page.Bids.Select(b => BidderAnswers.Bid(b, forThemselves))], Paging.Cursor(page.Next)));
    }

    private static async Task<IResult> Won(string id, IGrainFactory grains, int limit, string? cursor)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !IsPlace(after)) return Problem.Result(Paging.BadCursor());
        var page = await HouseCalls.Retry(() => grains.GetGrain<IBidderDirectoryGrain>(0).Won(id, after, limit));
        return TypedResults.Ok(new WonList([.. page.Auctions.SelectMany(a => BidderAnswers.Won(a, id))], Paging.Cursor(page.Next)));
    }

    // A request looks at so many sales, and gives the paddles that it found in them: none yet may be followed by more.
    private static async Task<IResult> Paddles(string id, IGrainFactory grains, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        var page = await HouseCalls.Retry(() => grains.GetGrain<ISaleCatalogueGrain>(0).List(null, after, limit));
        var paddles = await Task.WhenAll(page.Sales.Select(s => HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(s.Id).Paddle(id))));
        return TypedResults.Ok(new SalePaddleList(
            [.. page.Sales.Zip(paddles).Where(p => p.Second is not null).Select(p => new PublicSalePaddle(p.First.Id, p.First.Settings.Title, p.First.Status, p.Second!.Value))], Paging.Cursor(page.Next)));
    }

    // An instant and a sequence in hexadecimal, and an auction's id: a place in a list of somebody's own, of which any is good.
    private static bool IsPlace(string text) => text.Length > 22 && text[..22].All(char.IsAsciiHexDigitLower) && ResourceId.IsValid(text[22..]);
}
