using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.AuctionManager.Sales;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Catalogue;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>Creating, reading and changing auctions.</summary>
internal static class AuctionEndpoints
{
    private const int RevisionTries = 5;

    public static void MapAuctions(this IEndpointRouteBuilder routes)
    {
        var auctions = routes.MapGroup("/auctions").WithTags("Auctions");
        auctions.MapPost("/", Create).WithName("CreateAuction").RequireAuthorization(Policies.Administer)
            .Produces<PublicView>(201).ProducesProblem(409).ProducesProblem(422);
        auctions.MapGet("/", List).WithName("ListAuctions").AllowAnonymous().Produces<AuctionList>().ProducesProblem(400);
        auctions.MapGet("/{id}", Read).WithName("ReadAuction").AllowAnonymous().Produces<PublicView>().ProducesProblem(404);
        auctions.MapPatch("/{id}", Change).WithName("ChangeAuction").RequireAuthorization(Policies.Administer)
            .Accepts<CreateAuctionRequest>("application/json", "application/merge-patch+json")
            .Produces<PublicView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> Create(CreateAuctionRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var reader = new SettingsReader();
        if (reader.Read(request) is not { } settings) return Problem.Result(Problem.Invalid(reader.Errors));
        var origin = OperationKey.From(http, "create " + JsonSerializer.Serialize(request, StrictJson.Options));
        var id = request.Id ?? await IdFor(origin, grains, ResourceId.New(clock));
        var answer = await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).Execute(new CreateAuction(settings) { Origin = origin }));
        if (answer is not AuctionAnswer.Done done) return Problem.Result(Answers.Of((AuctionAnswer.Refused)answer));
        return TypedResults.Created($"/auctions/{id}", PublicView.Of(done.View, clock.GetUtcNow(), withReserve: true));
    }

    // A retried request must find the auction that the first one made.
    private static Task<string> IdFor(Origin origin, IGrainFactory grains, string candidate) =>
        HouseCalls.Retry(() => grains.GetGrain<ICreationKeyGrain>($"{origin.By}\n{origin.Key}").Bind(candidate));

    private static async Task<IResult> List(
        HttpContext http, IGrainFactory grains, TimeProvider clock, string? status = null, string? saleId = null, string? q = null, int limit = 50, string? cursor = null)
    {
        AuctionStatus? wanted = null;
        if (!string.IsNullOrEmpty(status))
        {
            if (!TryStatus(status, out var known))
                return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"There is no status '{status}'."));
            wanted = known;
        }
        if (string.IsNullOrEmpty(saleId)) saleId = null;
        else if (!ResourceId.IsValid(saleId)) return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", "The saleId is not an id."));
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        if (!Searching.TryRead(q, out var letters, out problem)) return Problem.Result(problem);
        async Task<(IReadOnlyList<AuctionView> Items, string? Next)> Page(string? from, int most)
        {
            var page = await HouseCalls.Retry(() => grains.GetGrain<ICatalogueGrain>(0).List(wanted, saleId, from, most));
            return (page.Auctions, page.Next);
        }
        var (auctions, next) = letters is null
            ? await Page(after, limit)
            : await Searching.Page(Page, v => Searching.Matches(letters, v.Id, v.Settings.Title), v => v.Id, after, limit);
        var now = clock.GetUtcNow();
        var admin = http.User.IsInRole(Roles.Admin);
        return TypedResults.Ok(new AuctionList([.. auctions.Select(v => PublicView.Of(v, now, admin))], Paging.Cursor(next)));
    }

    private static async Task<IResult> Read(string id, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).View()) is not { } view) return Problem.Result(Answers.NotFound());
        return TypedResults.Ok(PublicView.Of(view, clock.GetUtcNow(), http.User.IsInRole(Roles.Admin)));
    }

    // JSON merge patch (RFC 7396) over the settings. Where the caller says which version they saw, it is that one or none that changes; else it is tried
    // again where somebody else's change came in between.
    private static async Task<IResult> Change(string id, JsonElement body, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(Answers.NotFound());
        var patch = MergePatch.Read(body);
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        if (!SeenSequence.TryRead(http, out var seen, out var malformed)) return Problem.Result(malformed);
        var origin = OperationKey.From(http, "change " + patch.Text);
        var auction = grains.GetGrain<IAuctionGrain>(id);
        for (var tries = 1; ; tries++)
        {
            if (await HouseCalls.Retry(auction.View) is not { } view) return Problem.Result(Answers.NotFound());
            var merged = patch.Over(Kept(JsonSerializer.SerializeToNode(Request(PublicView.Of(view, default, withReserve: true), view.Settings), StrictJson.Options)!.AsObject(), patch.Fields), SettingsReader.Whole);
            CreateAuctionRequest request;
            try
            {
                request = merged.Deserialize<CreateAuctionRequest>(StrictJson.Options)!;
            }
            catch (JsonException e)
            {
                throw new BadHttpRequestException("The request is malformed.", e);
            }
            var reader = new SettingsReader();
            if (reader.Read(request) is not { } settings)
                return Problem.Result(seen is not null && seen != view.Sequence ? Answers.Of(new AuctionAnswer.Refused(Refusal.Conflict, view.Status)) : Problem.Invalid(reader.Errors));
            if (await LotRules.LeavesItsSale(view, settings, grains) is { } leaves) return Problem.Result(leaves);
            var answer = await HouseCalls.Retry(() => auction.Execute(new ReviseAuction(settings, seen ?? view.Sequence) { Origin = origin }));
            if (answer is AuctionAnswer.Done done) return TypedResults.Ok(PublicView.Of(done.View, clock.GetUtcNow(), withReserve: true));
            var no = (AuctionAnswer.Refused)answer;
            if (no.Reason != Refusal.Conflict || seen is not null || tries == RevisionTries) return Problem.Result(Answers.Of(no));
            origin = origin with { Key = $"{origin.Key} {tries}" }; // the refusal is the answer to that key now
        }
    }

    private static CreateAuctionRequest Request(PublicView view, AuctionSettings settings) => new()
    {
        Format = view.Format,
        Title = view.Title,
        Lot = view.Lot,
        Currency = view.Currency,
        OpeningBid = settings.Format == AuctionFormat.Dutch ? null : view.OpeningBid,
        Reserve = view.Reserve,
        BuyNow = view.BuyNow,
        Dutch = view.Dutch,
        Quantity = view.Quantity,
        Increments = settings.Format == AuctionFormat.English ? view.Increments : null,
        OpensAt = settings.OpensAt,
        ClosesAt = settings.ClosesAt,
        Duration = settings.Duration,
        StartsOnFirstBid = view.StartsOnFirstBid,
        Extension = view.Extension,
        Bidders = view.Bidders,
        SaleId = view.SaleId,
    };

    // Another format has other terms: those of the old one go with it, unless the change itself names them.
    private static JsonObject Kept(JsonObject settings, JsonObject patch)
    {
        if (patch["format"] is not JsonValue value || !value.TryGetValue<string>(out var format) || format == (string?)settings["format"]) return settings;
        string[] foreign = PublicFormat.Find(format) switch
        {
            AuctionFormat.English => ["dutch", "quantity"],
            AuctionFormat.Dutch => ["openingBid", "increments", "buyNow", "extension", "startsOnFirstBid"],
            _ => ["dutch", "quantity", "increments", "buyNow", "extension", "startsOnFirstBid"],
        };
        foreach (var field in foreign) settings.Remove(field);
        return settings;
    }

    private static bool TryStatus(string text, out AuctionStatus status) =>
        Enum.TryParse(text, ignoreCase: true, out status) && text.All(char.IsAsciiLetterLower);
}
