using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>What each event makes of a stream.</summary>
internal sealed partial record Composition
{
    private static StreamView After(StreamView at, StreamEvent next) => next switch
    {
        StreamChanged e => at with { Settings = e.Settings, Version = e.Sequence },
        StreamWentLive e => at with { Status = StreamStatus.Live, LiveSince = e.At },
        StreamWentOffline => at with { Status = StreamStatus.Offline, LiveSince = null },
        SceneAdded e => at with
        {
            Scenes = [.. at.Scenes, Written(new Scene(e.SceneId, e.Name, e.Layers, e.Sequence), e.Sequence)],
            Programme = at.Programme ?? e.SceneId,
            TakenBy = at.Programme is null ? e.Sequence : at.TakenBy,
        },
        SceneChanged e => Placed(Scene(at, e.SceneId, s => s with { Name = e.Name, Version = e.Sequence }), e),
        SceneRemoved e => Without(at, e),
        LayerAdded e => Scene(at, e.SceneId, s => s with { Layers = InOrder([.. s.Layers, e.Layer with { Version = e.Sequence }]), Version = e.Sequence }),
        LayerChanged e => Layer(at, e.SceneId, e.Layer.Id, e.Sequence, _ => e.Layer),
        LayerRemoved e => Scene(at, e.SceneId, s => s with { Layers = [.. s.Layers.Where(l => l.Id != e.LayerId)], Version = e.Sequence }),
        LayerShown e => Layer(at, e.SceneId, e.LayerId, e.Sequence, l => l with { Visible = true }),
        LayerHidden e => Layer(at, e.SceneId, e.LayerId, e.Sequence, l => l with { Visible = false }),
        ScenePreviewed e => at with { Preview = e.SceneId },
        SceneTaken e => at with { Programme = e.SceneId, Preview = e.Preview, TakenBy = e.Sequence, Transition = e.Transition },
        CaptionPosted e => at with { Caption = new StreamCaption(e.Text, e.At, e.Until) },
        CaptionCleared => at with { Caption = null },
        OverlayTokenIssued e => at with { OverlayTokenHash = e.Hash },
        OverlayTokenRevoked => at with { OverlayTokenHash = null },
        AssetAdded e => at with { Assets = [.. at.Assets, e.Asset] },
        AssetRemoved e => at with { Assets = [.. at.Assets.Where(a => a.Id != e.AssetId)] },
        _ => throw new InvalidOperationException($"Stream {at.Id} does not know {next.GetType().Name}: the log was written by a newer house."),
    };

    private static StreamView Scene(StreamView at, string sceneId, Func<Scene, Scene> change) => at with { Scenes = [.. at.Scenes.Select(s => s.Id == sceneId ? change(s) : s)] };

    private static StreamView Layer(StreamView at, string sceneId, string layerId, long version, Func<Layer, Layer> change) =>
        Scene(at, sceneId, s => s with { Layers = InOrder(s.Layers.Select(l => l.Id == layerId ? change(l) with { Version = version } : l)) });

    // From back to front; of those at the same depth the one that came later is in front.
    private static Layer[] InOrder(IEnumerable<Layer> layers) => [.. layers.OrderBy(l => l.Z)];

    private static StreamView Placed(StreamView at, SceneChanged e)
    {
        if (e.Place is not { } place) return at;
        var others = at.Scenes.Where(s => s.Id != e.SceneId).ToList();
        others.Insert(Math.Min(place, others.Count), at.Scenes.Single(s => s.Id == e.SceneId));
        return at with { Scenes = [.. others] };
    }

    private static StreamView Without(StreamView at, SceneRemoved e)
    {
        var left = at.Scenes.Where(s => s.Id != e.SceneId).ToArray();
        var onAir = at.Programme == e.SceneId;
        return at with
        {
            Scenes = left,
            Preview = at.Preview == e.SceneId ? null : at.Preview,
            Programme = onAir ? left.FirstOrDefault()?.Id : at.Programme,
            TakenBy = onAir ? e.Sequence : at.TakenBy,
            Transition = onAir ? Transition.Cut : at.Transition,
        };
    }
}
