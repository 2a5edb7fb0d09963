using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>
/// The rules of a stream: who may overwrite what, and what may be on air. Pure and total: state, command and instant in, verdict out; the first reason
/// that holds is the one given.
/// </summary>
internal static class StreamRules
{
    /// <summary>Answers a command.</summary>
    /// <param name="stream">The stream; null is none.</param>
    /// <param name="command">What is asked; validated by the gateway.</param>
    /// <param name="now">UTC instant the stream took it up.</param>
    public static StreamVerdict Decide(StreamView? stream, StreamCommand command, DateTimeOffset now)
    {
        if (command is CreateStream create)
            return stream is null ? StreamVerdict.Yes(new StreamCreated(create.Settings, [.. create.Scenes.Distinct().Select(ScenePresets.Of)])) : StreamVerdict.No(StreamRefusal.StreamExists);
        if (stream is null) return StreamVerdict.No(StreamRefusal.StreamNotFound);
        var live = stream.Status == StreamStatus.Live;
        return command switch
        {
            ChangeStream c when IsStale(c.Expected, stream.Version) => Conflict(stream.Version),
            ChangeStream c => c.Settings == stream.Settings ? StreamVerdict.AsItIs : StreamVerdict.Yes(new StreamChanged(c.Settings)),
            RemoveStream c when IsStale(c.Expected, stream.Version) => Conflict(stream.Version),
            RemoveStream => live ? StreamVerdict.No(StreamRefusal.StreamLive) : StreamVerdict.Yes(new StreamRemoved()),
            GoLive when live => StreamVerdict.AsItIs,
            GoLive => stream.Programme is null ? StreamVerdict.No(StreamRefusal.NoScene) : StreamVerdict.Yes(new StreamWentLive()),
            GoOffline => live ? StreamVerdict.Yes(new StreamWentOffline()) : StreamVerdict.AsItIs,
            AddScene c => Add(stream, c),
            ChangeScene c => OfScene(stream, c.SceneId, c.Expected, s => c.Name == s.Name && c.Place is null ? null : new SceneChanged(c.SceneId, c.Name, c.Place)),
            RemoveScene c when live && c.SceneId == stream.Programme => StreamVerdict.No(StreamRefusal.SceneOnAir),
            RemoveScene c => OfScene(stream, c.SceneId, c.Expected, _ => new SceneRemoved(c.SceneId)),
            AddLayer c => Add(stream, c),
            ChangeLayer c => OfLayer(stream, c.SceneId, c.Layer.Id, c.Expected, l => l with { Version = 0 } == c.Layer with { Version = 0 } ? null : new LayerChanged(c.SceneId, c.Layer), c.Layer.Kind),
            RemoveLayer c => OfLayer(stream, c.SceneId, c.LayerId, c.Expected, _ => new LayerRemoved(c.SceneId, c.LayerId)),
            ShowLayer c => OfLayer(stream, c.SceneId, c.LayerId, null, l => l.Visible == c.Visible ? null : c.Visible ? new LayerShown(c.SceneId, c.LayerId) : new LayerHidden(c.SceneId, c.LayerId)),
            PreviewScene { SceneId: null } => stream.Preview is null ? StreamVerdict.AsItIs : StreamVerdict.Yes(new ScenePreviewed(null)),
            PreviewScene c => OfScene(stream, c.SceneId!, null, _ => stream.Preview == c.SceneId ? null : new ScenePreviewed(c.SceneId)),
            TakeScene c => Take(stream, c),
            PostCaption c => StreamVerdict.Yes(new CaptionPosted(c.Text, now + c.Duration)),
            ClearCaption => stream.Caption is null ? StreamVerdict.AsItIs : StreamVerdict.Yes(new CaptionCleared()),
            IssueOverlayToken c => StreamVerdict.Yes(new OverlayTokenIssued(c.Hash)),
            RevokeOverlayToken => stream.OverlayTokenHash is null ? StreamVerdict.No(StreamRefusal.NoOverlayToken) : StreamVerdict.Yes(new OverlayTokenRevoked()),
            AddAsset c when stream.Assets.Any(a => a.Id == c.Asset.Id) => StreamVerdict.AsItIs,
            AddAsset c => stream.Assets.Length >= Asset.Most ? StreamVerdict.No(StreamRefusal.TooManyAssets) : StreamVerdict.Yes(new AssetAdded(c.Asset)),
            RemoveAsset c => stream.Assets.Any(a => a.Id == c.AssetId) ? StreamVerdict.Yes(new AssetRemoved(c.AssetId)) : StreamVerdict.No(StreamRefusal.AssetNotFound),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    private static bool IsStale(long? expected, long version) => expected is { } seen && seen != version;

    private static StreamVerdict Conflict(long version) => StreamVerdict.No(StreamRefusal.Conflict, version);

    private static StreamVerdict Add(StreamView stream, AddScene c)
    {
        var preset = c.Preset is { } known ? ScenePresets.Of(known) : null;
        var layers = preset?.Layers ?? c.Layers;
        return stream.Scenes.Any(s => s.Id == c.SceneId) ? StreamVerdict.No(StreamRefusal.SceneExists)
            : stream.Scenes.Length >= Scene.Most ? StreamVerdict.No(StreamRefusal.TooManyScenes)
            : layers.Length > Scene.MostLayers ? StreamVerdict.No(StreamRefusal.TooManyLayers)
            : layers.DistinctBy(l => l.Id).Count() < layers.Length ? StreamVerdict.No(StreamRefusal.LayerExists)
            : StreamVerdict.Yes(new SceneAdded(c.SceneId, c.Name ?? preset?.Name ?? c.SceneId, layers));
    }

    private static StreamVerdict Add(StreamView stream, AddLayer c) => stream.Scenes.FirstOrDefault(s => s.Id == c.SceneId) switch
    {
        null => StreamVerdict.No(StreamRefusal.SceneNotFound),
        var scene when scene.Layers.Any(l => l.Id == c.Layer.Id) => StreamVerdict.No(StreamRefusal.LayerExists),
        { Layers.Length: >= Scene.MostLayers } => StreamVerdict.No(StreamRefusal.TooManyLayers),
        _ => StreamVerdict.Yes(new LayerAdded(c.SceneId, c.Layer)),
    };

    private static StreamVerdict OfScene(StreamView stream, string sceneId, long? expected, Func<Scene, StreamEvent?> happens) => stream.Scenes.FirstOrDefault(s => s.Id == sceneId) switch
    {
        null => StreamVerdict.No(StreamRefusal.SceneNotFound),
        var scene when IsStale(expected, scene.Version) => Conflict(scene.Version),
        var scene => happens(scene) is { } e ? StreamVerdict.Yes(e) : StreamVerdict.AsItIs,
    };

    private static StreamVerdict OfLayer(StreamView stream, string sceneId, string layerId, long? expected, Func<Layer, StreamEvent?> happens, LayerKind? kind = null)
    {
        if (stream.Scenes.FirstOrDefault(s => s.Id == sceneId) is not { } scene) return StreamVerdict.No(StreamRefusal.SceneNotFound);
        return scene.Layers.FirstOrDefault(l => l.Id == layerId) switch
        {
            null => StreamVerdict.No(StreamRefusal.LayerNotFound),
            var layer when IsStale(expected, layer.Version) => Conflict(layer.Version),
            var layer when kind is { } asked && asked != layer.Kind => StreamVerdict.No(StreamRefusal.KindFixed),
            var layer => happens(layer) is { } e ? StreamVerdict.Yes(e) : StreamVerdict.AsItIs,
        };
    }

    // What was on air comes into the preview in place of what was taken from it: one press more takes it back.
    private static StreamVerdict Take(StreamView stream, TakeScene c)
    {
        if ((c.SceneId ?? stream.Preview) is not { } taken) return StreamVerdict.No(StreamRefusal.NothingInPreview);
        if (stream.Scenes.All(s => s.Id != taken)) return StreamVerdict.No(StreamRefusal.SceneNotFound);
        if (taken == stream.Programme) return StreamVerdict.AsItIs;
        return StreamVerdict.Yes(new SceneTaken(taken, c.Transition, taken == stream.Preview ? stream.Programme : stream.Preview));
    }
}
