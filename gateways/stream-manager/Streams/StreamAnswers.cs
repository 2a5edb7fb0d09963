using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>The one place where a stream's refusals become codes and problem details.</summary>
internal static class StreamAnswers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(StreamAnswer.Refused no) => no.Reason switch
    {
        StreamRefusal.StreamNotFound => NotFound(),
        StreamRefusal.StreamExists => Problem.Of(409, "stream-exists", "There is a stream of that id already.", "Choose another id, or leave it out and take the house's."),
        StreamRefusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request.", "Use a new key for a new request."),
        StreamRefusal.Conflict => Problem.Of(412, "conflict", "Somebody else changed it since you read it.", "Read it again, and then change it.", ("version", no.Version)),
        StreamRefusal.SceneNotFound => SceneNotFound(),
        StreamRefusal.SceneExists => Problem.Of(409, "scene-exists", "The stream has a scene of that id already.", "Choose another id, or leave it out and take the house's."),
        StreamRefusal.LayerNotFound => LayerNotFound(),
        StreamRefusal.LayerExists => Problem.Of(409, "layer-exists", "The scene has a layer of that id already.", "Choose another id, or leave it out and take the house's."),
        StreamRefusal.KindFixed => Problem.Of(422, "kind-fixed", "A layer's kind is fixed.", "Remove the layer, and add one of the other kind."),
        StreamRefusal.TooManyScenes => Problem.Of(409, "too-many-scenes", $"A stream has {Scene.Most} scenes at most.", "Remove one first."),
        StreamRefusal.TooManyLayers => Problem.Of(409, "too-many-layers", $"A scene has {Scene.MostLayers} layers at most.", "Remove one first."),
        StreamRefusal.SceneOnAir => Problem.Of(409, "scene-on-air", "The scene is on air.", "Take another one first, or go offline."),
        StreamRefusal.NothingInPreview => Problem.Of(409, "nothing-in-preview", "There is nothing in the preview.", "Put a scene there first, or name the one to take."),
        StreamRefusal.StreamLive => Problem.Of(409, "stream-live", "The stream is on air.", "Go offline first."),
        StreamRefusal.NoScene => Problem.Of(409, "no-scene", "The stream has no scene to put on air.", "Add one first."),
        StreamRefusal.AssetNotFound => Problem.Of(404, "asset-not-found", "The stream has no such asset.", "It lists none of this id."),
        StreamRefusal.TooManyAssets => Problem.Of(409, "too-many-assets", $"A stream has {Asset.Most} assets at most.", "Remove one first."),
        StreamRefusal.NoOverlayToken => Problem.Of(409, "no-overlay-token", "The stream has no overlay token.", "There is nothing to revoke."),
        _ => throw new InvalidOperationException($"No answer for {no.Reason}."),
    };

    /// <summary>The problem for an id that is not there, or is none.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "stream-not-found", "There is no such stream.", "No stream has this id.");

    /// <summary>The problem for a scene that is not there.</summary>
    public static ProblemDetails SceneNotFound() => Problem.Of(404, "scene-not-found", "The stream has no such scene.", "None of its scenes has this id.");

    /// <summary>The problem for a layer that is not there.</summary>
    public static ProblemDetails LayerNotFound() => Problem.Of(404, "layer-not-found", "The scene has no such layer.", "None of its layers has this id.");
}
