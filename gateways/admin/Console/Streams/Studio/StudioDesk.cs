using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Gateways.Admin.Console.Streams.Studio;

/// <summary>What the parts of a stream's studio work on together: the stream as the house has it, what is chosen of it, and what is typed over that.</summary>
/// <param name="again">Reads the stream again.</param>
internal sealed class StudioDesk(Func<Task> again)
{
    private string? _sceneId;
    private string? _layerId;
    private string? _workOn;

    /// <summary>The stream; null until it is read.</summary>
    public PublicStream? Stream { get; private set; }

    /// <summary>The scene that is worked on; null is none.</summary>
    public PublicScene? Scene => Array.Find(Stream?.Scenes ?? [], s => s.Id == _sceneId);

    /// <summary>The layer that is worked on; null is none.</summary>
    public PublicLayer? Layer => Array.Find(Scene?.Layers ?? [], l => l.Id == _layerId);

    /// <summary>What is typed over that layer; null where there is none.</summary>
    public Revision<LayerTerms>? Work { get; private set; }

    /// <summary>Removes a layer of the scene, once somebody is sure.</summary>
    public Func<PublicLayer, Task> Removing { get; set; } = _ => Task.CompletedTask;

    /// <summary>Something of it has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether the scene is on air.</summary>
    public bool IsOnAir(string sceneId) => Stream is { Status: GrainInterfaces.Streams.StreamStatus.Live } stream && stream.Programme == sceneId;

    /// <summary>Whether the preview shows the scene: the one that was put there, or else the programme's.</summary>
    public bool IsPreviewed(string sceneId) => Stream is { } stream && (stream.Preview ?? stream.Programme) == sceneId;

    /// <summary>Takes the stream as the house has it; an answer that others have overtaken says nothing.</summary>
    public void Take(PublicStream stream)
    {
        if (Stream is { } known && stream.Sequence < known.Sequence) return;
        Stream = stream;
        if (Scene is null) (_sceneId, _layerId) = (stream.Preview ?? stream.Programme ?? stream.Scenes?.FirstOrDefault()?.Id, null);
        Follow(own: false);
    }

    /// <summary>Takes a layer as this person's own act left it.</summary>
    public void Take(string sceneId, PublicLayer layer)
    {
        if (Stream is not { Scenes: { } scenes } stream) return;
        PublicScene With(PublicScene scene) => scene.Id != sceneId ? scene
            : scene with { Layers = [.. (scene.Layers.Any(l => l.Id == layer.Id) ? scene.Layers.Select(l => l.Id == layer.Id ? layer : l) : scene.Layers.Append(layer)).OrderBy(l => l.Z)] };
        Stream = stream with { Scenes = [.. scenes.Select(With)], Sequence = Math.Max(stream.Sequence, layer.Version) };
        Follow(own: sceneId == _sceneId && layer.Id == _layerId);
    }

    /// <summary>Works on a scene.</summary>
    public void Choose(string sceneId)
    {
        if (sceneId != _sceneId) (_sceneId, _layerId) = (sceneId, null);
        Follow(own: false);
    }

    /// <summary>Works on a layer of the scene; null is none.</summary>
    public void ChooseLayer(string? layerId)
    {
        _layerId = layerId;
        Follow(own: false);
    }

    /// <summary>Reads the stream again.</summary>
    public Task Again() => again();

    /// <summary>Says that something of it has changed.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>Goes on with what was typed before over the layer that is worked on.</summary>
    /// <param name="work">What was typed.</param>
    public void GoOn(Revision<LayerTerms> work)
    {
        if (Layer is not { } layer) return;
        work.Meet(StreamFields.TermsOf(layer), layer.Version);
        Work = work;
        Tell();
    }

    private void Follow(bool own)
    {
        var at = Layer is null ? null : $"{_sceneId}/{_layerId}";
        if (at != _workOn || Work is null) Work = Layer is { } chosen ? new(StreamFields.Layer, StreamFields.TermsOf(chosen), chosen.Version) : null;
        else if (Layer is { } layer) Work.Meet(StreamFields.TermsOf(layer), layer.Version, own);
        _workOn = at;
        Tell();
    }
}
