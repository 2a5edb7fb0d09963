using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Which lots a sale has, and in which order.</summary>
internal static class SaleLotsEndpoints
{
    private const int AddedAtOnce = 100;
    private const int MostLots = 1_000;
    private const int LargestOrder = 256 * 1024; // twice a thousand of the longest ids

    public static void MapLots(this RouteGroupBuilder sales)
    {
        sales.MapPost("/{id}/lots", (string id, LotsRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
                Ask(id, request, AddedAtOnce, "add", o => new AddLots(request.Lots) { Origin = o }, http, grains, clock))
            .WithName("AddLots").RequireAuthorization(Policies.Administer).Produces<PublicSale>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        sales.MapPut("/{id}/lots", (string id, OrderRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
                Ask(id, new LotsRequest(request.Lots), MostLots, request.Was is { } was ? $"reorder from {string.Join(' ', was)} to" : "reorder", o => new ReorderLots(request.Lots, request.Was) { Origin = o }, http, grains, clock))
            .WithName("ReorderLots").RequireAuthorization(Policies.Administer).WithMetadata(new RequestSizeLimitAttribute(LargestOrder))
            .Produces<PublicSale>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> Ask(
        string id, LotsRequest request, int most, string verb, Func<Origin, SaleCommand> command, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(SaleAnswers.NotFound());
        if (request.Lots.Length < 1 || request.Lots.Length > most || !request.Lots.All(ResourceId.IsValid))
            return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["lots"] = [$"Name 1 to {most} auctions by their ids."] }));
        return await SaleEndpoints.Ask(id, command(OperationKey.From(http, $"{verb} {string.Join(' ', request.Lots)}")), http, grains, clock);
    }
}
