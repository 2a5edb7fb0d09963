using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>A fact in a stream's log. Committed before anyone is told, never edited afterwards. The JSON form is what stands in the log.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-event")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StreamCreated), "streamCreated")]
[JsonDerivedType(typeof(StreamChanged), "streamChanged")]
[JsonDerivedType(typeof(StreamRemoved), "streamRemoved")]
[JsonDerivedType(typeof(StreamWentLive), "streamWentLive")]
[JsonDerivedType(typeof(StreamWentOffline), "streamWentOffline")]
[JsonDerivedType(typeof(SceneAdded), "sceneAdded")]
[JsonDerivedType(typeof(SceneChanged), "sceneChanged")]
[JsonDerivedType(typeof(SceneRemoved), "sceneRemoved")]
[JsonDerivedType(typeof(LayerAdded), "layerAdded")]
[JsonDerivedType(typeof(LayerChanged), "layerChanged")]
[JsonDerivedType(typeof(LayerRemoved), "layerRemoved")]
[JsonDerivedType(typeof(LayerShown), "layerShown")]
[JsonDerivedType(typeof(LayerHidden), "layerHidden")]
[JsonDerivedType(typeof(ScenePreviewed), "scenePreviewed")]
[JsonDerivedType(typeof(SceneTaken), "sceneTaken")]
[JsonDerivedType(typeof(CaptionPosted), "captionPosted")]
[JsonDerivedType(typeof(CaptionCleared), "captionCleared")]
[JsonDerivedType(typeof(OverlayTokenIssued), "overlayTokenIssued")]
[JsonDerivedType(typeof(OverlayTokenRevoked), "overlayTokenRevoked")]
[JsonDerivedType(typeof(AssetAdded), "assetAdded")]
[JsonDerivedType(typeof(AssetRemoved), "assetRemoved")]
public abstract record StreamEvent : IAttributed
{
    /// <summary>Place in the stream's log: from 1, without gaps.</summary>
    [Id(0)] public long Sequence { get; init; }

    /// <summary>UTC instant at which the house decided it.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Who asked for it and under which key. Private.</summary>
    [Id(2)] public Origin? Origin { get; init; }

    /// <summary>The version of the JSON form: 1. A reader refuses a larger one than it knows.</summary>
    [Id(3), JsonPropertyName("v")] public int Version { get; init; } = 1;
}

/// <summary>A stream exists, offline.</summary>
/// <param name="Settings">What it is.</param>
/// <param name="Scenes">Its first scenes; the first of them is its programme.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stream-created")]
public sealed record StreamCreated([property: Id(0)] StreamSettings Settings, [property: Id(1)] Scene[] Scenes) : StreamEvent;

/// <summary>Its settings were changed.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stream-changed")]
public sealed record StreamChanged([property: Id(0)] StreamSettings Settings) : StreamEvent;

/// <summary>There is no such stream any more. One of the same id may come after it, in the same log.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-removed")]
public sealed record StreamRemoved : StreamEvent;

/// <summary>It is on air.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-went-live")]
public sealed record StreamWentLive : StreamEvent;

/// <summary>It is off air.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-went-offline")]
public sealed record StreamWentOffline : StreamEvent;

/// <summary>A scene was added behind the others.</summary>
/// <param name="SceneId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Layers">Its layers.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene-added")]
public sealed record SceneAdded([property: Id(0)] string SceneId, [property: Id(1)] string Name, [property: Id(2)] Layer[] Layers) : StreamEvent;

/// <summary>A scene was renamed or moved among the scenes.</summary>
/// <param name="SceneId">Which.</param>
/// <param name="Name">Its name from now on.</param>
/// <param name="Place">Its place from now on, from 0; null where it stayed.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene-changed")]
public sealed record SceneChanged([property: Id(0)] string SceneId, [property: Id(1)] string Name, [property: Id(2)] int? Place) : StreamEvent;

/// <summary>A scene was removed.</summary>
/// <param name="SceneId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene-removed")]
public sealed record SceneRemoved([property: Id(0)] string SceneId) : StreamEvent;

/// <summary>A layer was added.</summary>
/// <param name="SceneId">To which scene.</param>
/// <param name="Layer">The layer.</param>
[GenerateSerializer, Immutable, Alias("sothebais.layer-added")]
public sealed record LayerAdded([property: Id(0)] string SceneId, [property: Id(1)] Layer Layer) : StreamEvent;

/// <summary>A layer was changed or moved.</summary>
/// <param name="SceneId">On which scene.</param>
/// <param name="Layer">The layer from now on, whole.</param>
[GenerateSerializer, Immutable, Alias("sothebais.layer-changed")]
public sealed record LayerChanged([property: Id(0)] string SceneId, [property: Id(1)] Layer Layer) : StreamEvent;

/// <summary>A layer was removed.</summary>
/// <param name="SceneId">From which scene.</param>
/// <param name="LayerId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.layer-removed")]
public sealed record LayerRemoved([property: Id(0)] string SceneId, [property: Id(1)] string LayerId) : StreamEvent;

/// <summary>A layer is shown.</summary>
/// <param name="SceneId">On which scene.</param>
/// <param name="LayerId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.layer-shown")]
public sealed record LayerShown([property: Id(0)] string SceneId, [property: Id(1)] string LayerId) : StreamEvent;

/// <summary>A layer is hidden.</summary>
/// <param name="SceneId">On which scene.</param>
/// <param name="LayerId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.layer-hidden")]
public sealed record LayerHidden([property: Id(0)] string SceneId, [property: Id(1)] string LayerId) : StreamEvent;

/// <summary>Another scene is in the preview.</summary>
/// <param name="SceneId">Which; null is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene-previewed")]
public sealed record ScenePreviewed([property: Id(0)] string? SceneId) : StreamEvent;

/// <summary>A scene was put on air.</summary>
/// <param name="SceneId">Which.</param>
/// <param name="Transition">How.</param>
/// <param name="Preview">The scene in the preview from now on; null is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.scene-taken")]
public sealed record SceneTaken([property: Id(0)] string SceneId, [property: Id(1)] Transition Transition, [property: Id(2)] string? Preview) : StreamEvent;

/// <summary>Viewers read something.</summary>
/// <param name="Text">The words.</param>
/// <param name="Until">UTC instant at which they go.</param>
[GenerateSerializer, Immutable, Alias("sothebais.caption-posted")]
public sealed record CaptionPosted([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset Until) : StreamEvent;

/// <summary>The caption was taken away.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.caption-cleared")]
public sealed record CaptionCleared : StreamEvent;

/// <summary>There is a new overlay token, and no other opens the room any more.</summary>
/// <param name="Hash">Its SHA-256 in lower-case hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("sothebais.overlay-token-issued")]
public sealed record OverlayTokenIssued([property: Id(0)] string Hash) : StreamEvent;

/// <summary>The overlay token opens nothing any more.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.overlay-token-revoked")]
public sealed record OverlayTokenRevoked : StreamEvent;

/// <summary>An asset is listed.</summary>
/// <param name="Asset">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.asset-added")]
public sealed record AssetAdded([property: Id(0)] Asset Asset) : StreamEvent;

/// <summary>An asset is listed no longer.</summary>
/// <param name="AssetId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.asset-removed")]
public sealed record AssetRemoved([property: Id(0)] string AssetId) : StreamEvent;
