namespace Sothebais.GrainInterfaces.Streams;

/// <summary>What a stream says to a command.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-answer")]
public abstract record StreamAnswer
{
    /// <summary>Done, and durable.</summary>
    /// <param name="View">The stream as this command left it; for a repetition that comes late, as it is now.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.stream-answer.done")]
    public sealed record Done([property: Id(0)] StreamView View) : StreamAnswer;

    /// <summary>The stream is removed, and that is durable.</summary>
    /// <param name="Assets">The assets that it listed; to a repetition none.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.stream-answer.removed")]
    public sealed record Removed([property: Id(0)] Asset[] Assets) : StreamAnswer;

    /// <summary>Not done.</summary>
    /// <param name="Reason">The first reason that holds.</param>
    /// <param name="Version">For a conflict: the version that is.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.stream-answer.refused")]
    public sealed record Refused([property: Id(0)] StreamRefusal Reason, [property: Id(1)] long? Version = null) : StreamAnswer;
}

/// <summary>Why a stream refused something. Numbered for the wire; a number is never reused.</summary>
public enum StreamRefusal
{
    /// <summary>There is no such stream.</summary>
    StreamNotFound = 1,

    /// <summary>There is one of that id already.</summary>
    StreamExists = 2,

    /// <summary>The same key came before with another body.</summary>
    KeyReused = 3,

    /// <summary>Somebody else changed it since the caller read it.</summary>
    Conflict = 4,

    /// <summary>The stream has no such scene.</summary>
    SceneNotFound = 5,

    /// <summary>The stream has a scene of that id already.</summary>
    SceneExists = 6,

    /// <summary>The scene has no such layer.</summary>
    LayerNotFound = 7,

    /// <summary>The scene has a layer of that id already.</summary>
    LayerExists = 8,

    /// <summary>A layer's kind is fixed.</summary>
    KindFixed = 9,

    /// <summary>A stream has <see cref="Scene.Most"/> scenes at most.</summary>
    TooManyScenes = 10,

    /// <summary>A scene has <see cref="Scene.MostLayers"/> layers at most.</summary>
    TooManyLayers = 11,

    /// <summary>The scene is on air.</summary>
    SceneOnAir = 12,

    /// <summary>There is nothing in the preview to take.</summary>
    NothingInPreview = 13,

    /// <summary>The stream is on air.</summary>
    StreamLive = 14,

    /// <summary>The stream has no scene to put on air.</summary>
    NoScene = 15,

    /// <summary>The stream lists no such asset.</summary>
    AssetNotFound = 16,

    /// <summary>A stream has <see cref="Asset.Most"/> assets at most.</summary>
    TooManyAssets = 17,

    /// <summary>The stream has no overlay token.</summary>
    NoOverlayToken = 18,
}
