using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.Gateways.StreamManager.Assets;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Creating, reading, changing and removing streams, and putting them on air.</summary>
internal static class StreamEndpoints
{
    /// <summary>How often a change of any version is tried where somebody else's comes in between.</summary>
    private const int ChangeTries = 5;

    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        var streams = routes.MapGroup("/streams").WithTags("Streams").RequireAuthorization(Policies.Administer);
        // What is on air is run by whoever runs the sale; what a stream is made of is set by admins.
        var running = routes.MapGroup("/streams").WithTags("Streams").RequireAuthorization(Policies.Drive);
        streams.MapPost("/", Create).WithName("CreateStream").Produces<PublicStream>(201).ProducesProblem(409).ProducesProblem(422);
        running.MapGet("/", List).WithName("ListStreams").Produces<StreamList>().ProducesProblem(400);
        running.MapGet("/{id}", Read).WithName("ReadStream").Produces<PublicStream>().ProducesProblem(404);
        streams.MapPatch("/{id}", Change).WithName("ChangeStream").Accepts<StreamTerms>("application/json", "application/merge-patch+json")
            .Produces<PublicStream>().ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        streams.MapDelete("/{id}", Remove).WithName("RemoveStream").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
        streams.MapPost("/{id}/live", (string id, EmptyRequest? request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
                Ask(id, new GoLive { Origin = OperationKey.From(http, "live") }, http, grains, clock))
            .WithName("GoLive").Produces<PublicStream>().ProducesProblem(404).ProducesProblem(409);
        streams.MapPost("/{id}/offline", (string id, EmptyRequest? request, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
                Ask(id, new GoOffline { Origin = OperationKey.From(http, "offline") }, http, grains, clock))
            .WithName("GoOffline").Produces<PublicStream>().ProducesProblem(404);
        streams.MapScenes();
        streams.MapLayers();
        running.MapProgramme();
        streams.MapOverlayToken();
        running.MapStatus();
    }

    /// <summary>Asks a stream, and answers with how it then stands.</summary>
    public static Task<IResult> Ask(string id, StreamCommand command, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        Ask(id, command, grains, view => Told(view, http, clock));

    /// <summary>Asks a stream, and answers with what is made of how it then stands.</summary>
    public static async Task<IResult> Ask(string id, StreamCommand command, IGrainFactory grains, Func<StreamView, IResult> done)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        return await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).Execute(command)) switch
        {
            StreamAnswer.Done { View: var view } => done(view),
            StreamAnswer.Refused no => Problem.Result(StreamAnswers.Of(no)),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }

    /// <summary>Changes something of a stream: the change is worked out over what is there, and tried again where any version is to be changed and somebody else's change came in between.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="anyVersion">Whether any version is to be changed.</param>
    /// <param name="grains">Where streams are found.</param>
    /// <param name="change">The command for a stream as it stands; or what is wrong with it.</param>
    /// <param name="done">The answer.</param>
    public static async Task<IResult> Edit(
        string id, bool anyVersion, IGrainFactory grains, Func<StreamView, Task<(StreamCommand? Command, ProblemDetails? Problem)>> change, Func<StreamView, IResult> done)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var stream = grains.GetGrain<IStreamGrain>(id);
        for (var tries = 1; ; tries++)
        {
            if (await HouseCalls.Retry(stream.View) is not { } view) return Problem.Result(StreamAnswers.NotFound());
            var (command, problem) = await change(view);
            if (problem is not null) return Problem.Result(problem);
            var answer = await HouseCalls.Retry(() => stream.Execute(command!));
            if (answer is StreamAnswer.Done after) return done(after.View);
            var no = (StreamAnswer.Refused)answer;
            if (!anyVersion || no.Reason != StreamRefusal.Conflict || tries == ChangeTries) return Problem.Result(StreamAnswers.Of(no));
        }
    }

    /// <summary>A stream as it stands, with its version.</summary>
    private static IResult Told(StreamView view, HttpContext http, TimeProvider clock)
    {
        SeenVersion.Tell(http, view.Version);
        return TypedResults.Ok(PublicStream.Of(view, clock.GetUtcNow()));
    }

    private static async Task<IResult> Create(CreateStreamRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var errors = new FieldErrors();
        var settings = StreamSettingsReader.Read(request, errors);
        var presets = StreamSettingsReader.ReadFirst(request, errors);
        if (!errors.Any) await StreamSettingsReader.LookFor(settings!, null, grains, errors);
        if (errors.Any) return Problem.Result(errors.Problem());
        var origin = OperationKey.From(http, "create stream " + JsonSerializer.Serialize(request, StrictJson.Options));
        // A retried request must find the stream that the first one made.
        var id = request.Id ?? await HouseCalls.Retry(() => grains.GetGrain<ICreationKeyGrain>($"{origin.By}\nstream {origin.Key}").Bind(ResourceId.New(clock)));
        return await Ask(id, new CreateStream(settings!, presets) { Origin = origin }, grains, view =>
        {
            SeenVersion.Tell(http, view.Version);
            return TypedResults.Created($"/streams/{id}", PublicStream.Of(view, clock.GetUtcNow()));
        });
    }

    private static async Task<IResult> List(IGrainFactory grains, TimeProvider clock, int limit = 50, string? cursor = null, string? q = null)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem) || !Searching.TryRead(q, out var wanted, out problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        var catalogue = grains.GetGrain<IStreamCatalogueGrain>(0);
        async Task<(IReadOnlyList<StreamView> Streams, string? Next)> Page(string? from, int most)
        {
            var page = await HouseCalls.Retry(() => catalogue.List(onlyPublic: false, from, most));
            return (page.Streams, page.Next);
        }
        var (streams, next) = wanted is null
            ? await Page(after, limit)
            : await Searching.Page(Page, s => Searching.Matches(wanted, s.Id, s.Settings.Title, s.Settings.AuctionId, s.Settings.SaleId), s => s.Id, after, limit);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new StreamList([.. streams.Select(s => PublicStream.Of(s, now, withScenes: false))], Paging.Cursor(next)));
    }

    private static async Task<IResult> Read(string id, HttpContext http, IGrainFactory grains, TimeProvider clock) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).View()) is { } view ? Told(view, http, clock) : Problem.Result(StreamAnswers.NotFound());

    private static async Task<IResult> Change(string id, JsonElement body, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        var patch = MergePatch.Read(body);
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        if (!SeenVersion.TryRead(http, out var seen, out var problem)) return Problem.Result(problem);
        var origin = OperationKey.From(http, $"change stream {seen} {patch.Text}");
        return await Edit(id, seen is null, grains, async view =>
        {
            // What was seen is no more: the stream refuses, or answers what the same key changed before.
            if (seen is not null && seen != view.Version) return (new ChangeStream(view.Settings, seen) { Origin = origin }, null);
            var errors = new FieldErrors();
            var settings = StreamSettingsReader.Read(Patched(patch, new StreamTerms
            {
                Title = view.Settings.Title,
                AuctionId = view.Settings.AuctionId,
                SaleId = view.Settings.SaleId,
                Theme = Words<Theme>.Of(view.Settings.Theme),
                Access = Words<Access>.Of(view.Settings.Access),
            }), errors);
            if (settings is not null) await StreamSettingsReader.LookFor(settings, view.Settings, grains, errors);
            return errors.Any ? (null, errors.Problem()) : (new ChangeStream(settings!, view.Version) { Origin = origin }, null);
        }, view => Told(view, http, clock));
    }

    private static async Task<IResult> Remove(string id, HttpContext http, IGrainFactory grains, AssetStore assets)
    {
        if (!SeenVersion.TryRead(http, out var seen, out var problem)) return Problem.Result(problem);
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var origin = OperationKey.From(http, $"remove stream {seen}");
        var answer = await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).Execute(new RemoveStream(seen) { Origin = origin }));
        if (answer is not StreamAnswer.Removed removed) return Problem.Result(StreamAnswers.Of((StreamAnswer.Refused)answer));
        foreach (var asset in removed.Assets) await assets.ForgetUnused(asset.Id);
        return TypedResults.NoContent();
    }

    /// <summary>A request with a merge patch (RFC 7396) over it.</summary>
    /// <exception cref="BadHttpRequestException">A field is unknown, missing, or of another type.</exception>
    public static T Patched<T>(MergePatch patch, T request)
    {
        try
        {
            return patch.Over(JsonSerializer.SerializeToNode(request, StrictJson.Options)!.AsObject()).Deserialize<T>(StrictJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("The request is malformed.", e);
        }
    }
}
