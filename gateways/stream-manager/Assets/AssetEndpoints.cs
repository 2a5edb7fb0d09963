using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.Gateways.StreamManager.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>The assets of a stream: uploading, listing, removing; and giving them out to everybody.</summary>
internal static partial class AssetEndpoints
{
    private const int AtOnce = 8;
    private const int Slack = 64 * 1024; // the server cuts off what is larger than what is refused here

    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<AssetStore>().Options;
        var places = new SemaphoreSlim(AtOnce);
        var assets = routes.MapGroup("/streams/{id}/assets").WithTags("Assets").RequireAuthorization(Policies.Administer);
        assets.MapPost("/", (string id, string? name, HttpContext http, IGrainFactory grains, AssetStore store, ILogger<AssetStore> logger) => Add(id, name, http, grains, store, places, logger))
            .WithName("AddAsset").WithMetadata(new RequestSizeLimitAttribute(options.LargestVideo + Slack)).Accepts<Stream>("*/*")
            .Produces<PublicAsset>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422).ProducesProblem(503).ProducesProblem(507);
        assets.MapGet("/", List).WithName("ListAssets").Produces<AssetList>().ProducesProblem(400).ProducesProblem(404);
        assets.MapDelete("/{assetId}", Remove).WithName("RemoveAsset").Produces(204).ProducesProblem(404);
        routes.MapMedia();
    }

    private static async Task<IResult> Add(string id, string? name, HttpContext http, IGrainFactory grains, AssetStore store, SemaphoreSlim places, ILogger logger)
    {
        OperationKey.From(http, ""); // a bad key is told before a large body has come
        if (name is null || !StreamSettingsReader.IsLine(name, 200))
            return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["name"] = ["Say in ?name= what it is called: 1 to 200 characters and no control characters."] }));
        var stream = grains.GetGrain<IStreamGrain>(id);
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(stream.View) is null) return Problem.Result(StreamAnswers.NotFound());
        if (!places.Wait(0))
        {
            http.Response.Headers.RetryAfter = "1";
            return Problem.Result(AssetProblems.Busy());
        }
        try
        {
            store.Count();
            await using var incoming = new IncomingAsset(store);
            if (await incoming.Receive(http.Request.Body, http.Request.ContentLength, http.RequestAborted) is { } problem) return Problem.Result(problem);
            var asset = new Asset(incoming.Id, name, incoming.Type.MediaType, incoming.Size);
            var command = new AddAsset(asset) { Origin = OperationKey.From(http, $"add asset {asset}") };
            return await store.Keep(incoming, () => HouseCalls.Retry(() => stream.Execute(command))) switch
            {
                StreamAnswer.Done { View: var view } => TypedResults.Created((string?)null, Public(view.Assets.FirstOrDefault(a => a.Id == asset.Id) ?? asset)),
                StreamAnswer.Refused no => Problem.Result(StreamAnswers.Of(no)),
                var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
            };
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Problem.Result(AssetProblems.TooLarge(store.Options));
        }
        catch (Exception e) when (e is UnauthorizedAccessException || e is IOException and not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            NotKept(logger, store.Folder, e);
            return Problem.Result(AssetProblems.StoreUnavailable());
        }
        finally
        {
            places.Release();
        }
    }

    private static async Task<IResult> List(string id, IGrainFactory grains, int limit = 50, string? cursor = null, string? q = null)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem) || !Searching.TryRead(q, out var wanted, out problem)) return Problem.Result(problem);
        if (after is not null && !AssetType.IsId(after)) return Problem.Result(Paging.BadCursor());
        if (!ResourceId.IsValid(id) || await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).View()) is not { } view) return Problem.Result(StreamAnswers.NotFound());
        var assets = wanted is null ? view.Assets : [.. view.Assets.Where(a => Searching.Matches(wanted, a.Name, a.MediaType))];
        var start = after is null ? 0 : Array.FindIndex(assets, a => a.Id == after) + 1; // from the start where that one was removed
        return TypedResults.Ok(new AssetList(
            [.. assets.Skip(start).Take(limit).Select(Public)], start + limit < assets.Length ? Paging.Cursor(assets[start + limit - 1].Id) : null));
    }

    private static async Task<IResult> Remove(string id, string assetId, HttpContext http, IGrainFactory grains, AssetStore store)
    {
        if (!AssetType.IsId(assetId)) return Problem.Result(StreamAnswers.Of(new StreamAnswer.Refused(StreamRefusal.AssetNotFound)));
        var done = false;
        var answer = await StreamEndpoints.Ask(id, new RemoveAsset(assetId) { Origin = OperationKey.From(http, $"remove asset {assetId}") }, grains, _ =>
        {
            done = true;
            return TypedResults.NoContent();
        });
        if (done) await store.ForgetUnused(assetId);
        return answer;
    }

    private static PublicAsset Public(Asset asset) => new(asset.Id, asset.Name, asset.MediaType, asset.Size, AssetType.Of(asset.MediaType)?.PathOf(asset.Id) ?? "");

    [LoggerMessage(LogLevel.Error, "An asset could not be kept in {Folder}.")]
    private static partial void NotKept(ILogger logger, string folder, Exception e);
}
