using System.Globalization;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>The paddles of a sale: numbers for bidders, each given once.</summary>
internal static class PaddleEndpoints
{
    public static void MapPaddles(this RouteGroupBuilder sales)
    {
        sales.MapPost("/{id}/paddles", Give).WithName("GivePaddle").RequireAuthorization(Policies.Drive)
            .Produces<GivenPaddle>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        sales.MapGet("/{id}/paddles", List).WithName("ListPaddles").RequireAuthorization(Policies.Drive).Produces<PaddleList>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> Give(string id, PaddleRequest request, HttpContext http, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(SaleAnswers.NotFound());
        var errors = new Dictionary<string, string[]>();
        if (request.BidderId.Length is < 1 or > 128 || request.BidderId.Any(c => c is <= ' ' or > '~')) errors["bidderId"] = ["A bidder's id has 1 to 128 printable characters and no spaces."];
        if (request.Paddle is < 1 or > 99_999) errors["paddle"] = ["A paddle is 1 to 99,999."];
        if (errors.Count > 0) return Problem.Result(Problem.Invalid(errors));
        var command = new GivePaddle(request.BidderId, request.Paddle) { Origin = OperationKey.From(http, $"paddle {request}") };
        return await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(id).Execute(command)) switch
        {
            SaleAnswer.HasPaddle has => TypedResults.Ok(new GivenPaddle(request.BidderId, has.Paddle)),
            SaleAnswer.Refused no => Problem.Result(SaleAnswers.Of(no)),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    private static async Task<IResult> List(string id, IGrainFactory grains, string? q = null, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var place, out var problem)) return Problem.Result(problem);
        if (place is not null && !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Problem.Result(Paging.BadCursor());
        if (!Searching.TryRead(q, out var sought, out problem)) return Problem.Result(problem);
        var sale = grains.GetGrain<ISaleGrain>(id);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(sale.View) is null) return Problem.Result(SaleAnswers.NotFound());
        async Task<(IReadOnlyList<PaddleView>, string?)> Page(string? from, int most)
        {
            var page = await HouseCalls.Retry(() => sale.Paddles(from is null ? 0 : int.Parse(from, CultureInfo.InvariantCulture), most + 1)) ?? [];
            return ([.. page.Take(most)], page.Length > most ? Number(page[most - 1]) : null);
        }
        var (paddles, next) = sought is null
            ? await Page(place, limit)
            : await Searching.Page(Page, p => Searching.Matches(sought, p.BidderId, Number(p)), Number, place, limit);
        return TypedResults.Ok(new PaddleList([.. paddles.Select(p => new GivenPaddle(p.BidderId, p.Paddle))], Paging.Cursor(next)));
    }

    private static string Number(PaddleView paddle) => paddle.Paddle.ToString(CultureInfo.InvariantCulture);
}
