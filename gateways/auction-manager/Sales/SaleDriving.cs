using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Driving a sale: what the auctioneer does.</summary>
internal static class SaleDriving
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static void MapDriving(this RouteGroupBuilder sales)
    {
        Drive<EmptyRequest>(sales, "open", (_, o) => new OpenSale { Origin = o });
        Drive<EmptyRequest>(sales, "next", (_, o) => new CallNextLot { Origin = o });
        Drive<EmptyRequest>(sales, "warn", (_, o) => new WarnOnLot { Origin = o });
        Drive<EmptyRequest>(sales, "hammer", (_, o) => new HammerLot { Origin = o });
        Drive<EmptyRequest>(sales, "pass", (_, o) => new PassOnLot { Origin = o });
        Drive<PauseSaleRequest>(sales, "pause", (r, o) => new PauseSale(r?.Reason) { Origin = o }, r => r.Reason);
        Drive<EmptyRequest>(sales, "resume", (_, o) => new ResumeSale { Origin = o });
        Drive<EmptyRequest>(sales, "close", (_, o) => new EndSale { Origin = o });
        Drive<UndoLotRequest>(sales, "undo", (r, o) => new UndoLot(r?.Duration, r?.Reason) { Origin = o }, r => r.Reason, r => r.Duration);
    }

    private static void Drive<TRequest>(
        RouteGroupBuilder sales, string verb, Func<TRequest?, Origin, SaleCommand> command, Func<TRequest, string?>? reason = null, Func<TRequest, TimeSpan?>? duration = null)
        where TRequest : class =>
        sales.MapPost("/{id}/" + verb, async (string id, TRequest? request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        {
            if (!ResourceId.IsValid(id)) return Problem.Result(SaleAnswers.NotFound());
            var errors = new Dictionary<string, string[]>();
            if (request is not null && reason?.Invoke(request) is { } why && (string.IsNullOrWhiteSpace(why) || why.Length > 500 || why.Any(char.IsControl)))
                errors["reason"] = ["This has 1 to 500 characters and no control characters."];
            if (request is not null && duration?.Invoke(request) is { } time && (time <= TimeSpan.Zero || time > Longest))
                errors["duration"] = ["A duration here is more than zero and at most 31 days."];
            return errors.Count > 0
                ? Problem.Result(Problem.Invalid(errors))
                : await SaleEndpoints.Ask(id, command(request, OperationKey.From(http, $"{verb} {request}")), http, grains, clock);
        }).WithName(char.ToUpperInvariant(verb[0]) + verb[1..] + "Sale").RequireAuthorization(Policies.Drive)
            .Produces<PublicSale>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
}
