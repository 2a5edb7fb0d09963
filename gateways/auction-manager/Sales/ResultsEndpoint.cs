using System.Globalization;
using CsvHelper;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>What a sale has brought: each lot's auction is asked for its own word.</summary>
internal static class ResultsEndpoint
{
    private const int AtOnce = 32;
    private const string Csv = "text/csv";

    private static readonly string[] Header = ["lot", "auctionId", "title", "status", "winner", "name", "paddle", "amount", "currency", "closedAt", "quantity"];

    public static void MapResults(this RouteGroupBuilder sales) =>
        sales.MapGet("/{id}/results", Results).WithName("SaleResults").RequireAuthorization(Policies.Drive)
            .Produces<SaleResults>(200, "application/json", Csv).ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> Results(string id, HttpContext http, IGrainFactory grains, string? format = null)
    {
        if (format is not (null or "csv" or "json")) return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", "A format is csv or json."));
        var sale = grains.GetGrain<ISaleGrain>(id);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(sale.View) is not { } view) return Problem.Result(SaleAnswers.NotFound());
        var (lots, paddles) = (new List<LotResult>(), new Dictionary<string, int?>());
        foreach (var some in view.Lots.Chunk(AtOnce))
        {
            var auctions = await Task.WhenAll(some.Select(l => HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(l.AuctionId).View())));
            foreach (var (lot, auction) in some.Zip(auctions))
            {
                if (auction is null) continue; // cannot be: a lot was an auction before it was a lot
                foreach (var award in AwardsOf(auction))
                {
                    var paddle = award?.Bidder.Paddle;
                    // A bidder may have been given a paddle after they had bid.
                    if (award is not null && paddle is null && !paddles.TryGetValue(award.Bidder.Id, out paddle))
                        paddles[award.Bidder.Id] = paddle = await HouseCalls.Retry(() => sale.Paddle(award.Bidder.Id));
                    lots.Add(LotResult.Of(lot, auction, award, paddle));
                }
            }
        }
        return format == "csv" || (format is null && Prefers(http, Csv))
            ? TypedResults.File(InCsv(lots), Csv + "; charset=utf-8", $"{id}-results.csv")
            : TypedResults.Ok(new SaleResults(id, view.Settings.Title, view.Status, view.Settings.Currency.Code, [.. lots]));
    }

    // One line a winner: an edition has several, and what was not sold has one line without any.
    private static IEnumerable<Award?> AwardsOf(AuctionView auction) =>
        auction.Result is not { } result ? new Award?[1]
        : result.Awards is { Length: > 0 } awards ? awards
        : [new Award(0, result.Winner, result.Amount, 1)];

    private static bool Prefers(HttpContext http, string type)
    {
        var accepted = http.Request.GetTypedHeaders().Accept;
        double Of(string wanted) => accepted.Where(a => a.MediaType.Equals(wanted, StringComparison.OrdinalIgnoreCase)).Select(a => a.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Of(type) > Of("application/json");
    }

    private static byte[] InCsv(List<LotResult> lots)
    {
        using var file = new MemoryStream();
        // A title that begins like a formula must not become one in somebody's spreadsheet.
        using (var csv = CsvWriter.Create(file, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord(Header);
            foreach (var lot in lots)
                csv.WriteRecord(
                [
                    Number(lot.Lot), lot.AuctionId, lot.Title, lot.Status, lot.Winner ?? "", lot.Name ?? "", Number(lot.Paddle), lot.Amount ?? "", lot.Currency,
                    lot.ClosedAt is { } at ? StrictJson.Write(at) : "", Number(lot.Quantity),
                ]);
        }
        return file.ToArray();
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
