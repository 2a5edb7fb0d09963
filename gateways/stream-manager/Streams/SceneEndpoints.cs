using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>The scenes of a stream.</summary>
internal static class SceneEndpoints
{
    public static void MapScenes(this RouteGroupBuilder streams)
    {
        var scenes = streams.MapGroup("/{id}/scenes").WithTags("Scenes");
        scenes.MapPost("/", Add).WithName("AddScene").Produces<PublicScene>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        scenes.MapGet("/{sceneId}", Read).WithName("ReadScene").Produces<PublicScene>().ProducesProblem(404);
        scenes.MapPatch("/{sceneId}", Change).WithName("ChangeScene").Accepts<ChangeSceneRequest>("application/json", "application/merge-patch+json")
            .Produces<PublicScene>().ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        scenes.MapDelete("/{sceneId}", Remove).WithName("RemoveScene").Produces(204).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(428);
    }

    /// <summary>A scene of a stream; null where it has none of that id.</summary>
    public static Scene? Find(StreamView view, string sceneId) => view.Scenes.FirstOrDefault(s => s.Id == sceneId);

    private static async Task<IResult> Add(string id, AddSceneRequest request, HttpContext http, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var errors = new FieldErrors();
        if (SceneReader.Read(request, errors) is not { } scene) return Problem.Result(errors.Problem());
        var asked = "add scene " + JsonSerializer.Serialize(request, StrictJson.Options);
        AddScene Command(string sceneId) => new(sceneId, scene.Name, scene.Layers, scene.Preset) { Origin = OperationKey.From(http, $"{sceneId} {asked}") };
        IResult Made(StreamView view, string sceneId) => Told(view, sceneId, http, made => TypedResults.Created($"/streams/{id}/scenes/{sceneId}", made));
        if (request.Id is { } own) return await StreamEndpoints.Ask(id, Command(own), grains, view => Made(view, own));
        return await ReadableId.Add(
                grains.GetGrain<IStreamGrain>(id), OperationKey.From(http, asked), $"scene {id}", view => ReadableId.After(scene.Id, [.. view.Scenes.Select(s => s.Id)]), Command, grains) switch
        {
            null => Problem.Result(StreamAnswers.NotFound()),
            (StreamAnswer.Done { View: var view }, var made) => Made(view, made),
            (var answer, _) => Problem.Result(StreamAnswers.Of((StreamAnswer.Refused)answer)),
        };
    }

    private static async Task<IResult> Read(string id, string sceneId, HttpContext http, IGrainFactory grains) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).View()) is { } view ? Told(view, sceneId, http, TypedResults.Ok) : Problem.Result(StreamAnswers.NotFound());

    private static async Task<IResult> Change(string id, string sceneId, JsonElement body, HttpContext http, IGrainFactory grains)
    {
        var patch = MergePatch.Read(body);
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        if (!SeenVersion.TryRead(http, out var seen, out var problem)) return Problem.Result(problem);
        var origin = OperationKey.From(http, $"change scene {sceneId} {seen} {patch.Text}");
        return await StreamEndpoints.Edit(id, seen is null, grains, view => Task.FromResult(Changed(view)), view => Told(view, sceneId, http, TypedResults.Ok));

        (StreamCommand?, ProblemDetails?) Changed(StreamView view)
        {
            if (Find(view, sceneId) is not { } scene) return (null, StreamAnswers.SceneNotFound());
            var (errors, request) = (new FieldErrors(), StreamEndpoints.Patched(patch, new ChangeSceneRequest { Name = scene.Name }));
            SceneReader.Read(request, errors);
            return errors.Any ? (null, errors.Problem()) : (new ChangeScene(sceneId, request.Name, request.Place, seen ?? scene.Version) { Origin = origin }, null);
        }
    }

    private static async Task<IResult> Remove(string id, string sceneId, HttpContext http, IGrainFactory grains) =>
        SeenVersion.TryRead(http, out var seen, out var problem)
            ? await StreamEndpoints.Ask(id, new RemoveScene(sceneId, seen) { Origin = OperationKey.From(http, $"remove scene {sceneId} {seen}") }, grains, _ => TypedResults.NoContent())
            : Problem.Result(problem);

    // A repetition may come when the scene is gone again.
    private static IResult Told(StreamView view, string sceneId, HttpContext http, Func<PublicScene, IResult> tell)
    {
        if (Find(view, sceneId) is not { } scene) return Problem.Result(StreamAnswers.SceneNotFound());
        SeenVersion.Tell(http, scene.Version);
        return tell(PublicScene.Of(scene));
    }
}
