using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Bidders;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Gateways.AuctionManager.Bidders;

/// <summary>The house's side of bidders: registering, reading, changing, approving, blocking, limiting.</summary>
internal static class BidderEndpoints
{
    private const int RevisionTries = 5;

    public static void MapBidders(this IEndpointRouteBuilder routes)
    {
        var bidders = routes.MapGroup("/bidders").WithTags("Bidders");
        bidders.MapPost("/", Register).WithName("RegisterBidder").RequireAuthorization(Policies.Administer)
            .Produces<PublicAccount>(201).ProducesProblem(409).ProducesProblem(422);
        // Programs that bid for others ask whose a handle is; the whole list is for admins.
        bidders.MapGet("/", List).WithName("ListBidders").RequireAuthorization(Policies.Publish).Produces<BidderList>().ProducesProblem(400).ProducesProblem(403);
        bidders.MapGet("/{id}", Read).WithName("ReadBidder").RequireAuthorization(Policies.Administer).Produces<PublicAccount>().ProducesProblem(404);
        bidders.MapPatch("/{id}", Change).WithName("ChangeBidder").RequireAuthorization(Policies.Administer)
            .Accepts<ChangeBidderRequest>("application/json", "application/merge-patch+json")
            .Produces<PublicAccount>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        Do<EmptyRequest>(bidders, "approve", (_, o) => new ApproveBidder { Origin = o });
        Do<BlockRequest>(bidders, "block", (r, o) => r is { Reason: var reason } && IsReason(reason) ? new BlockBidder(reason) { Origin = o } : null);
        Do<EmptyRequest>(bidders, "unblock", (_, o) => new UnblockBidder { Origin = o });
        bidders.MapPut("/{id}/limits", SetLimits).WithName("SetBidderLimits").RequireAuthorization(Policies.Administer)
            .Produces<PublicAccount>().ProducesProblem(404).ProducesProblem(422);
    }

    private static async Task<IResult> Register(RegisterBidderRequest request, HttpContext http, IGrainFactory grains)
    {
        var reader = new ProfileReader();
        var profile = reader.Read(request.Name, request.Wallet, request.Handles);
        var id = request.Id ?? (profile?.Handles is [var first, ..] ? $"{first.Platform}:{first.Name}" : null);
        if (!ProfileReader.IsId(id)) reader.WrongId();
        if (reader.Errors.Count > 0) return Problem.Result(Problem.Invalid(reader.Errors));
        var command = new RegisterBidder(profile!) { Origin = OperationKey.From(http, "register " + JsonSerializer.Serialize(request, StrictJson.Options)) };
        return await Ask(grains, id!, command) switch
        {
            BidderAnswer.Done done => TypedResults.Created($"/bidders/{Uri.EscapeDataString(id!)}", BidderAnswers.Account(done.View, forAdmin: true)),
            var no => Problem.Result(BidderAnswers.Of((BidderAnswer.Refused)no)),
        };
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains, string? platform = null, string? handle = null, string? q = null, string? status = null, int limit = 50, string? cursor = null)
    {
        if (platform is not null || handle is not null)
        {
            if (HandleForm.Read(platform, handle) is not { } wanted)
                return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", "Give a platform, such as twitch, and a handle there."));
            var owner = await HouseCalls.Retry(() => grains.GetGrain<IHandleGrain>($"{wanted.Platform}/{wanted.Name}").Owner());
            var view = owner is null ? null : await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(owner).View());
            return TypedResults.Ok(new BidderList(view?.Profile.Handles.Contains(wanted) == true ? [BidderAnswers.Account(view, http.User.IsInRole(Roles.Admin))] : [], null));
        }
        if (!http.User.IsInRole(Roles.Admin)) return Problem.Result(Problem.Of(403, "forbidden", "Your role does not allow this.", "Ask for one handle: ?platform=&handle=."));
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !ProfileReader.IsId(after)) return Problem.Result(Paging.BadCursor());
        if (!Searching.TryRead(q, out var sought, out problem)) return Problem.Result(problem);
        if (status is not (null or "" or "registered" or "approved" or "blocked")) return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"There is no status '{status}'."));
        async Task<(IReadOnlyList<BidderView>, string?)> Page(string? from, int most)
        {
            var page = await HouseCalls.Retry(() => grains.GetGrain<IBidderDirectoryGrain>(0).List(from, most));
            return (page.Bidders, page.Next);
        }
        var (bidders, next) = sought is null && string.IsNullOrEmpty(status)
            ? await Page(after, limit)
            : await Searching.Page(Page, b => (string.IsNullOrEmpty(status) || StatusOf(b) == status) && (sought is null || IsMeant(sought, b)), b => b.Id, after, limit);
        return TypedResults.Ok(new BidderList([.. bidders.Select(b => BidderAnswers.Account(b, forAdmin: true))], Paging.Cursor(next)));
    }

    // What decides first: who is blocked bids nowhere, approved or not.
    private static string StatusOf(BidderView bidder) => bidder.BlockReason is not null ? "blocked" : bidder.Approved ? "approved" : "registered";

    private static bool IsMeant(string sought, BidderView bidder) =>
        Searching.Matches(sought, bidder.Id, bidder.Profile.Name, bidder.Profile.Wallet) || bidder.Profile.Handles.Any(h => Searching.Matches(sought, h.Name, $"{h.Platform}:{h.Name}"));

    private static async Task<IResult> Read(string id, IGrainFactory grains) =>
        ProfileReader.IsId(id) && await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(id).View()) is { } view
            ? TypedResults.Ok(BidderAnswers.Account(view, forAdmin: true))
            : Problem.Result(BidderAnswers.NotFound());

    // JSON merge patch (RFC 7396) over the profile, tried again where somebody else's change came in between.
    private static async Task<IResult> Change(string id, JsonElement body, HttpContext http, IGrainFactory grains)
    {
        if (!ProfileReader.IsId(id)) return Problem.Result(BidderAnswers.NotFound());
        var patch = MergePatch.Read(body);
        var origin = OperationKey.From(http, "change " + patch.Text);
        for (var tries = 1; ; tries++)
        {
            if (await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(id).View()) is not { } view) return Problem.Result(BidderAnswers.NotFound());
            var merged = Merge(BidderAnswers.Account(view, forAdmin: true), patch.Fields);
            var reader = new ProfileReader();
            if (reader.Read(merged.Name, merged.Wallet, merged.Handles) is not { } profile) return Problem.Result(Problem.Invalid(reader.Errors));
            var answer = await Ask(grains, id, new ChangeBidder(profile, view.Sequence) { Origin = origin });
            if (answer is BidderAnswer.Done done) return TypedResults.Ok(BidderAnswers.Account(done.View, forAdmin: true));
            var no = (BidderAnswer.Refused)answer;
            if (no.Reason != BidderRefusal.Conflict || tries == RevisionTries) return Problem.Result(BidderAnswers.Of(no));
        }
    }

    private static ChangeBidderRequest Merge(PublicAccount account, JsonObject patch)
    {
        var now = new ChangeBidderRequest { Name = account.Name, Wallet = account.Wallet, Handles = account.Handles };
        var merged = JsonSerializer.SerializeToNode(now, StrictJson.Options)!.AsObject();
        foreach (var (name, value) in patch) merged[name] = value?.DeepClone();
        try
        {
            return merged.Deserialize<ChangeBidderRequest>(StrictJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The request is malformed.", e);
        }
    }

    private static void Do<TRequest>(RouteGroupBuilder bidders, string verb, Func<TRequest?, Origin, BidderCommand?> command) where TRequest : class =>
        bidders.MapPost("/{id}/" + verb, async (string id, TRequest? request, HttpContext http, IGrainFactory grains) =>
        {
            if (!ProfileReader.IsId(id)) return Problem.Result(BidderAnswers.NotFound());
            if (command(request, OperationKey.From(http, $"{verb} {request}")) is not { } asked)
                return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["reason"] = ["Say why, in 1 to 500 characters without control characters."] }));
            return Result(await Ask(grains, id, asked));
        }).WithName(char.ToUpperInvariant(verb[0]) + verb[1..] + "Bidder").RequireAuthorization(Policies.Administer)
            .Produces<PublicAccount>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> SetLimits(string id, Dictionary<string, string?> request, HttpContext http, IGrainFactory grains)
    {
        if (!ProfileReader.IsId(id)) return Problem.Result(BidderAnswers.NotFound());
        var reader = new ProfileReader();
        var limits = reader.Limits(request);
        if (reader.Errors.Count > 0) return Problem.Result(Problem.Invalid(reader.Errors));
        var asked = string.Join(' ', limits.Select(l => $"{l.Currency.Code}={l.Amount}"));
        return Result(await Ask(grains, id, new SetLimits(limits) { Origin = OperationKey.From(http, "limits " + asked) }));
    }

    private static Task<BidderAnswer> Ask(IGrainFactory grains, string id, BidderCommand command) => HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(id).Execute(command));

    private static IResult Result(BidderAnswer answer) => answer switch
    {
        BidderAnswer.Done done => TypedResults.Ok(BidderAnswers.Account(done.View, forAdmin: true)),
        var no => Problem.Result(BidderAnswers.Of((BidderAnswer.Refused)no)),
    };

    private static bool IsReason(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= 500 && !text.Any(char.IsControl);
}
