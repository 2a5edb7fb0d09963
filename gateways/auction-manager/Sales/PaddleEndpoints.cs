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

    private static async Task<IResult> List(string id, IGrainFactory grains, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var place, out var problem)) return Problem.Result(problem);
        var after = 0;
        if (place is not null && !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out after)) return Problem.Result(Paging.BadCursor());
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(id).Paddles(after, limit + 1)) is not { } page) return Problem.Result(SaleAnswers.NotFound());
        return TypedResults.Ok(new PaddleList(
            [.. page.Take(limit).Select(p => new GivenPaddle(p.BidderId, p.Paddle))],
            page.Length > limit ? Paging.Cursor(page[limit - 1].Paddle.ToString(CultureInfo.InvariantCulture)) : null));
    }
}
