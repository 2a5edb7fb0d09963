using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>The layers of a scene.</summary>
internal static class LayerEndpoints
{
    public static void MapLayers(this RouteGroupBuilder streams)
    {
        var layers = streams.MapGroup("/{id}/scenes/{sceneId}/layers").WithTags("Layers");
        layers.MapPost("/", Add).WithName("AddLayer").Produces<PublicLayer>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        layers.MapGet("/{layerId}", Read).WithName("ReadLayer").Produces<PublicLayer>().ProducesProblem(404);
        layers.MapPatch("/{layerId}", Change).WithName("ChangeLayer").Accepts<LayerTerms>("application/json", "application/merge-patch+json")
            .Produces<PublicLayer>().ProducesProblem(404).ProducesProblem(412).ProducesProblem(422).ProducesProblem(428);
        layers.MapDelete("/{layerId}", Remove).WithName("RemoveLayer").Produces(204).ProducesProblem(404).ProducesProblem(412).ProducesProblem(428);
        layers.MapPost("/{layerId}/show", (string id, string sceneId, string layerId, EmptyRequest? request, HttpContext http, IGrainFactory grains) => Show(id, sceneId, layerId, true, http, grains))
            .WithName("ShowLayer").Produces<PublicLayer>().ProducesProblem(404);
        layers.MapPost("/{layerId}/hide", (string id, string sceneId, string layerId, EmptyRequest? request, HttpContext http, IGrainFactory grains) => Show(id, sceneId, layerId, false, http, grains))
            .WithName("HideLayer").Produces<PublicLayer>().ProducesProblem(404);
    }

    private static async Task<IResult> Add(string id, string sceneId, AddLayerRequest request, HttpContext http, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var (errors, word) = (new FieldErrors(), LayerReader.NameOf(request));
        if (LayerReader.Read(request, request.Id ?? word, "", errors) is not { } layer) return Problem.Result(errors.Problem());
        var asked = $"add layer {sceneId} {JsonSerializer.Serialize(request, StrictJson.Options)}";
        AddLayer Command(string layerId) => new(sceneId, layer with { Id = layerId }) { Origin = OperationKey.From(http, $"{layerId} {asked}") };
        IResult Made(StreamView view, string layerId) => Told(view, sceneId, layerId, http, made => TypedResults.Created($"/streams/{id}/scenes/{sceneId}/layers/{layerId}", made));
        if (request.Id is { } own) return await StreamEndpoints.Ask(id, Command(own), grains, view => Made(view, own));
        string? Free(StreamView view) => SceneEndpoints.Find(view, sceneId) is { } scene ? ReadableId.After(word, [.. scene.Layers.Select(l => l.Id)]) : null;
        var stream = grains.GetGrain<IStreamGrain>(id);
        return await ReadableId.Add(stream, OperationKey.From(http, asked), $"layer {id}/{sceneId}", Free, Command, grains) switch
        {
            null => Problem.Result(await HouseCalls.Retry(stream.View) is null ? StreamAnswers.NotFound() : StreamAnswers.SceneNotFound()),
            (StreamAnswer.Done { View: var view }, var made) => Made(view, made),
            (var answer, _) => Problem.Result(StreamAnswers.Of((StreamAnswer.Refused)answer)),
        };
    }

    private static async Task<IResult> Read(string id, string sceneId, string layerId, HttpContext http, IGrainFactory grains) =>
        ResourceId.IsValid(id) && await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(id).View()) is { } view
            ? Told(view, sceneId, layerId, http, TypedResults.Ok) : Problem.Result(StreamAnswers.NotFound());

    private static async Task<IResult> Change(string id, string sceneId, string layerId, JsonElement body, HttpContext http, IGrainFactory grains)
    {
        var patch = MergePatch.Read(body);
        if (patch.Fields.ContainsKey("id")) return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["id"] = ["An id cannot be changed."] }));
        if (!SeenVersion.TryRead(http, out var seen, out var problem)) return Problem.Result(problem);
        var origin = OperationKey.From(http, $"change layer {sceneId} {layerId} {seen} {patch.Text}");
        return await StreamEndpoints.Edit(id, seen is null, grains, view => Task.FromResult(Changed(view)), view => Told(view, sceneId, layerId, http, TypedResults.Ok));

        (StreamCommand?, ProblemDetails?) Changed(StreamView view)
        {
            if (SceneEndpoints.Find(view, sceneId) is not { } scene) return (null, StreamAnswers.SceneNotFound());
            if (scene.Layers.FirstOrDefault(l => l.Id == layerId) is not { } layer) return (null, StreamAnswers.LayerNotFound());
            // What was seen is no more: the stream refuses, or answers what the same key changed before.
            if (seen is not null && seen != layer.Version) return (new ChangeLayer(sceneId, layer, seen) { Origin = origin }, null);
            var request = StreamEndpoints.Patched(patch, PublicLayer.TermsOf(layer));
            if (Words<LayerKind>.Find(request.Kind) is { } kind && kind != layer.Kind) return (null, StreamAnswers.Of(new StreamAnswer.Refused(StreamRefusal.KindFixed)));
            var errors = new FieldErrors();
            return LayerReader.Read(request, layerId, "", errors) is { } changed ? (new ChangeLayer(sceneId, changed, layer.Version) { Origin = origin }, null) : (null, errors.Problem());
        }
    }

    private static async Task<IResult> Remove(string id, string sceneId, string layerId, HttpContext http, IGrainFactory grains) =>
        SeenVersion.TryRead(http, out var seen, out var problem)
            ? await StreamEndpoints.Ask(
                id, new RemoveLayer(sceneId, layerId, seen) { Origin = OperationKey.From(http, $"remove layer {sceneId} {layerId} {seen}") }, grains, _ => TypedResults.NoContent())
            : Problem.Result(problem);

    private static Task<IResult> Show(string id, string sceneId, string layerId, bool visible, HttpContext http, IGrainFactory grains) => StreamEndpoints.Ask(
        id, new ShowLayer(sceneId, layerId, visible) { Origin = OperationKey.From(http, $"show layer {sceneId} {layerId} {visible}") }, grains,
        view => Told(view, sceneId, layerId, http, TypedResults.Ok));

    // A repetition may come when the layer is gone again.
    private static IResult Told(StreamView view, string sceneId, string layerId, HttpContext http, Func<PublicLayer, IResult> tell)
    {
        if (SceneEndpoints.Find(view, sceneId) is not { } scene) return Problem.Result(StreamAnswers.SceneNotFound());
        if (scene.Layers.FirstOrDefault(l => l.Id == layerId) is not { } layer) return Problem.Result(StreamAnswers.LayerNotFound());
        SeenVersion.Tell(http, layer.Version);
        return tell(PublicLayer.Of(layer));
    }
}
