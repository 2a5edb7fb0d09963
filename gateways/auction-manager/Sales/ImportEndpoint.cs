using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Imports the lots of a sale from a file, all or none.</summary>
internal static class ImportEndpoint
{
    private const int LargestFile = 4 * 1024 * 1024;
    private const int MostLots = 1_000;
    private const int AtOnce = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    public static void MapImport(this RouteGroupBuilder sales) =>
        sales.MapPost("/{id}/import", Import).WithName("ImportLots").RequireAuthorization(Policies.Administer)
            .WithMetadata(new RequestSizeLimitAttribute(LargestFile + 64 * 1024)) // the server cuts off what is larger than what is refused here
            .Accepts<object[]>("application/json", "text/csv")
            .Produces<PublicSale>().Produces<PublicSale>(202).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422);

    private static async Task<IResult> Import(string id, HttpContext http, IGrainFactory grains, TimeProvider clock, IConfiguration configuration)
    {
        var sale = grains.GetGrain<ISaleGrain>(id);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(sale.View) is not { } view) return Problem.Result(SaleAnswers.NotFound());
        if (await Body(http) is not { } body) return Problem.Result(Problem.Of(413, "body-too-large", "The file is too large.", "An import has 4 MiB at most; send it in parts."));
        var origin = OperationKey.From(http, "import " + Convert.ToHexStringLower(SHA256.HashData(body)));
        var errors = new RowErrors();
        var rows = IsCsv(http) ? MetadataCsv.Read(body, errors, MostLots + 1) : MetadataJson.Read(body, errors);
        if (rows.Count > MostLots) return Problem.Result(Problem.Of(422, "too-many-lots", "An import has 1,000 lots at most.", $"This one has {(IsCsv(http) ? "more" : rows.Count)}. Nothing was imported."));
        var lots = await Lots(view, rows, errors, grains, configuration["Sales:IpfsGateway"] ?? "https://ipfs.io/ipfs/");
        if (errors.Any) return Problem.Result(errors.Problem());
        if (lots.Length == 0) return Problem.Result(Problem.Of(422, "invalid-import", "The import cannot be carried out as it stands.", "It has no rows."));

        var answer = await HouseCalls.Retry(() => sale.Execute(new ImportLots(lots) { Origin = origin }));
        if (answer is SaleAnswer.Refused no) return Problem.Result(SaleAnswers.Of(no));
        // It is safe now. Making the auctions takes a moment, and who can wait for that is told the end of it.
        view = ((SaleAnswer.Done)answer).View;
        for (var since = clock.GetTimestamp(); view.Importing > 0 && clock.GetElapsedTime(since) < Patience;)
        {
            await Task.Delay(LookAgain, clock, http.RequestAborted);
            view = await HouseCalls.Retry(sale.View) ?? view;
        }
        var shown = PublicSale.Of(view, clock.GetUtcNow(), withDefaults: true);
        return view.Importing == 0 ? TypedResults.Ok(shown) : TypedResults.Accepted($"/sales/{id}", shown);
    }

    private static async Task<ImportedLot[]> Lots(SaleView sale, IReadOnlyList<ImportRow> rows, RowErrors errors, IGrainFactory grains, string ipfs)
    {
        var reader = new LotReader(sale, ipfs);
        var (lots, taken) = (new List<(int Row, bool Named, ImportedLot Lot)>(), new Dictionary<string, int>());
        var known = sale.Lots.Select(l => l.AuctionId).ToHashSet();
        foreach (var row in rows)
        {
            if (reader.Read(row, errors) is not var (id, settings)) continue;
            if (id is not null && known.Contains(id)) errors.Add(row.Number, "id", "It is a lot of this sale already.");
            else if (id is not null && !taken.TryAdd(id, row.Number)) errors.Add(row.Number, "id", $"Row {taken[id]} has it, too.");
            else lots.Add((row.Number, id is not null, new ImportedLot(id ?? "", settings)));
        }
        if (errors.Any) return [];
        // Lots without an id are called after the sale and their number.
        for (var i = 0; i < lots.Count; i++)
        {
            if (lots[i].Named) continue;
            var id = $"{sale.Id}-{sale.LotCount + i + 1}";
            lots[i] = lots[i] with { Lot = lots[i].Lot with { AuctionId = ResourceId.IsValid(id) && !taken.ContainsKey(id) && !known.Contains(id) ? id : NewId() } };
        }
        foreach (var some in Enumerable.Range(0, lots.Count).Chunk(AtOnce))
        {
            var there = await Task.WhenAll(some.Select(i => HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(lots[i].Lot.AuctionId).View())));
            foreach (var (i, view) in some.Zip(there))
            {
                if (view is null) continue;
                if (lots[i].Named) errors.Add(lots[i].Row, "id", "There is an auction of that id already.");
                else lots[i] = lots[i] with { Lot = lots[i].Lot with { AuctionId = NewId() } };
            }
        }
        return [.. lots.Select(l => l.Lot)];
    }

    private static string NewId() => Guid.CreateVersion7().ToString("n");

    private static bool IsCsv(HttpContext http) => MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType == "text/csv";

    /// <summary>The whole body; null where it is larger than an import may be.</summary>
    private static async Task<byte[]?> Body(HttpContext http)
    {
        if (http.Request.ContentLength > LargestFile) return null;
        if (MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.CharSet is { } charset && !charset.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException("A file is sent in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        using var body = new MemoryStream();
        var some = new byte[64 * 1024];
        try
        {
            for (int read; (read = await http.Request.Body.ReadAsync(some, http.RequestAborted)) > 0;)
            {
                if (body.Length + read > LargestFile) return null;
                body.Write(some.AsSpan(0, read));
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
        return body.ToArray();
    }
}
