using System.Text.Json;
using Sothebais.Gateways.AuctionManager.Auctions;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Creating, reading and changing sales.</summary>
internal static class SaleEndpoints
{
    private const int RevisionTries = 5;

    public static void MapSales(this IEndpointRouteBuilder routes)
    {
        var sales = routes.MapGroup("/sales").WithTags("Sales");
        sales.MapPost("/", Create).WithName("CreateSale").RequireAuthorization(Policies.Administer).Produces<PublicSale>(201).ProducesProblem(409).ProducesProblem(422);
        sales.MapGet("/", List).WithName("ListSales").AllowAnonymous().Produces<SaleList>().ProducesProblem(400);
        sales.MapGet("/{id}", Read).WithName("ReadSale").AllowAnonymous().Produces<PublicSale>().ProducesProblem(404);
        sales.MapPatch("/{id}", Change).WithName("ChangeSale").RequireAuthorization(Policies.Administer)
            .Accepts<CreateSaleRequest>("application/json", "application/merge-patch+json").Produces<PublicSale>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        sales.MapDriving();
        sales.MapLots();
        sales.MapImport();
        sales.MapPaddles();
        sales.MapResults();
    }

    /// <summary>Asks a sale, and answers with how it then stands.</summary>
    public static async Task<IResult> Ask(string id, SaleCommand command, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(id).Execute(command)) switch
        {
            SaleAnswer.Done done => TypedResults.Ok(PublicSale.Of(done.View, clock.GetUtcNow(), http.User.IsInRole(Roles.Admin))),
            SaleAnswer.Refused no => Problem.Result(SaleAnswers.Of(no)),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };

    private static async Task<IResult> Create(CreateSaleRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var reader = new SaleSettingsReader();
        if (reader.Read(request) is not { } settings) return Problem.Result(Problem.Invalid(reader.Errors));
        var origin = OperationKey.From(http, "create sale " + JsonSerializer.Serialize(request, StrictJson.Options));
        // A retried request must find the sale that the first one made.
        var id = request.Id ?? await HouseCalls.Retry(() => grains.GetGrain<ICreationKeyGrain>($"{origin.By}\nsale {origin.Key}").Bind(ResourceId.New(clock)));
        var answer = await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(id).Execute(new CreateSale(settings) { Origin = origin }));
        return answer is SaleAnswer.Done done
            ? TypedResults.Created($"/sales/{id}", PublicSale.Of(done.View, clock.GetUtcNow(), withDefaults: true))
            : Problem.Result(SaleAnswers.Of((SaleAnswer.Refused)answer));
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains, TimeProvider clock, string? status = null, string? q = null, int limit = 50, string? cursor = null)
    {
        SaleStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!Enum.TryParse<SaleStatus>(status, ignoreCase: true, out var known) || !status.All(char.IsAsciiLetterLower))
                return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"There is no status '{status}'."));
            wanted = known;
        }
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        if (!Searching.TryRead(q, out var sought, out problem)) return Problem.Result(problem);
        async Task<(IReadOnlyList<SaleView>, string?)> Page(string? from, int most)
        {
            var page = await HouseCalls.Retry(() => grains.GetGrain<ISaleCatalogueGrain>(0).List(wanted, from, most));
            return (page.Sales, page.Next);
        }
        var (sales, next) = sought is null
            ? await Page(after, limit)
            : await Searching.Page(Page, s => Searching.Matches(sought, s.Id, s.Settings.Title), s => s.Id, after, limit);
        var (now, admin) = (clock.GetUtcNow(), http.User.IsInRole(Roles.Admin));
        return TypedResults.Ok(new SaleList([.. sales.Select(s => PublicSale.Of(s, now, admin, withLots: false))], Paging.Cursor(next)));
    }

    private static async Task<IResult> Read(string id, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(id).View()) is { } view
            ? TypedResults.Ok(PublicSale.Of(view, clock.GetUtcNow(), http.User.IsInRole(Roles.Admin)))
            : Problem.Result(SaleAnswers.NotFound());

    // JSON merge patch (RFC 7396) over the settings, tried again where somebody else's change came in between.
    private static async Task<IResult> Change(string id, JsonElement body, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(SaleAnswers.NotFound());
        var patch = MergePatch.Read(body);
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        var origin = OperationKey.From(http, "change sale " + patch.Text);
        var sale = grains.GetGrain<ISaleGrain>(id);
        for (var tries = 1; ; tries++)
        {
            if (await HouseCalls.Retry(sale.View) is not { } view) return Problem.Result(SaleAnswers.NotFound());
            CreateSaleRequest request;
            try
            {
                request = patch.Over(JsonSerializer.SerializeToNode(Request(view), StrictJson.Options)!.AsObject(), SettingsReader.Whole).Deserialize<CreateSaleRequest>(StrictJson.Options)!;
            }
            catch (JsonException e)
            {
                throw new BadHttpRequestException("The request is malformed.", e);
            }
            var reader = new SaleSettingsReader();
            if (reader.Read(request) is not { } settings) return Problem.Result(Problem.Invalid(reader.Errors));
            var answer = await HouseCalls.Retry(() => sale.Execute(new ReviseSale(settings, view.Sequence) { Origin = origin }));
            if (answer is SaleAnswer.Done done) return TypedResults.Ok(PublicSale.Of(done.View, clock.GetUtcNow(), withDefaults: true));
            var no = (SaleAnswer.Refused)answer;
            if (no.Reason != SaleRefusal.Conflict || tries == RevisionTries) return Problem.Result(SaleAnswers.Of(no));
            origin = origin with { Key = $"{origin.Key} {tries}" }; // the refusal is the answer to that key now
        }
    }

    private static CreateSaleRequest Request(SaleView view)
    {
        var sale = PublicSale.Of(view, default, withDefaults: true, withLots: false);
        return new CreateSaleRequest
        {
            Title = sale.Title,
            Mode = JsonSerializer.SerializeToNode(sale.Mode, StrictJson.Options)!.GetValue<string>(),
            Currency = sale.Currency,
            LotDefaults = sale.LotDefaults,
            Gap = sale.Gap,
            Stagger = sale.Stagger,
            Duration = sale.Duration,
            Windows = sale.Windows,
            StartsAt = sale.StartsAt,
        };
    }
}
