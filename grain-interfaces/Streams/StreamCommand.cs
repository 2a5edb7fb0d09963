using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>
/// Something asked of a stream. Repeating it under the same key has the effect of one. An edit names the version that its author saw; another one
/// refuses with <see cref="StreamRefusal.Conflict"/>, so that no edit is lost under another.
/// </summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-command")]
public abstract record StreamCommand
{
    /// <summary>Who asks, under which key, and the fingerprint of what they ask.</summary>
    [Id(0)] public required Origin Origin { get; init; }
}

/// <summary>Bring a stream into being. Its first scene is its programme.</summary>
/// <param name="Settings">What it is.</param>
/// <param name="Scenes">The presets of its first scenes; may be none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.create-stream")]
public sealed record CreateStream([property: Id(0)] StreamSettings Settings, [property: Id(1)] ScenePreset[] Scenes) : StreamCommand;

/// <summary>Change a stream's settings, and so what it follows.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
/// <param name="Expected">The version that was seen, see <see cref="StreamView.Version"/>; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.change-stream")]
public sealed record ChangeStream([property: Id(0)] StreamSettings Settings, [property: Id(1)] long? Expected) : StreamCommand;

/// <summary>Remove a stream that is offline. Its log stays.</summary>
/// <param name="Expected">The version that was seen; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.remove-stream")]
public sealed record RemoveStream([property: Id(0)] long? Expected) : StreamCommand;

/// <summary>Go on air.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.go-live")]
public sealed record GoLive : StreamCommand;

/// <summary>Go off air: overlays are empty.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.go-offline")]
public sealed record GoOffline : StreamCommand;

/// <summary>Add a scene behind the others.</summary>
/// <param name="SceneId">Its id.</param>
/// <param name="Name">Its name; null is the preset's, else the id.</param>
/// <param name="Layers">Its layers; their ids are unique. None where it is a preset.</param>
/// <param name="Preset">The preset that it is; null where it has layers of its own.</param>
[GenerateSerializer, Immutable, Alias("sothebais.add-scene")]
public sealed record AddScene(
    [property: Id(0)] string SceneId, [property: Id(1)] string? Name, [property: Id(2)] Layer[] Layers, [property: Id(3)] ScenePreset? Preset = null) : StreamCommand;

/// <summary>Rename a scene, or give it another place among the scenes.</summary>
/// <param name="SceneId">Which.</param>
/// <param name="Name">Its name from now on.</param>
/// <param name="Place">Its place from now on, from 0; null where it stays. Beyond the end is the end.</param>
/// <param name="Expected">The scene's version that was seen; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.change-scene")]
public sealed record ChangeScene([property: Id(0)] string SceneId, [property: Id(1)] string Name, [property: Id(2)] int? Place, [property: Id(3)] long? Expected) : StreamCommand;

/// <summary>Remove a scene that is not on air.</summary>
/// <param name="SceneId">Which.</param>
/// <param name="Expected">The scene's version that was seen; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.remove-scene")]
public sealed record RemoveScene([property: Id(0)] string SceneId, [property: Id(1)] long? Expected) : StreamCommand;

/// <summary>Add a layer to a scene.</summary>
/// <param name="SceneId">To which.</param>
/// <param name="Layer">The layer; its version is the house's to set.</param>
[GenerateSerializer, Immutable, Alias("sothebais.add-layer")]
public sealed record AddLayer([property: Id(0)] string SceneId, [property: Id(1)] Layer Layer) : StreamCommand;

/// <summary>Change or move a layer.</summary>
/// <param name="SceneId">On which scene.</param>
/// <param name="Layer">The layer from now on, whole; its id and kind say which.</param>
/// <param name="Expected">The layer's version that was seen; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.change-layer")]
public sealed record ChangeLayer([property: Id(0)] string SceneId, [property: Id(1)] Layer Layer, [property: Id(2)] long? Expected) : StreamCommand;

/// <summary>Remove a layer.</summary>
/// <param name="SceneId">From which scene.</param>
/// <param name="LayerId">Which.</param>
/// <param name="Expected">The layer's version that was seen; null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.remove-layer")]
public sealed record RemoveLayer([property: Id(0)] string SceneId, [property: Id(1)] string LayerId, [property: Id(2)] long? Expected) : StreamCommand;

/// <summary>Show or hide a layer. Says how it shall be and not how it was: needs no version.</summary>
/// <param name="SceneId">On which scene.</param>
/// <param name="LayerId">Which.</param>
/// <param name="Visible">Whether it shall be shown.</param>
[GenerateSerializer, Immutable, Alias("sothebais.show-layer")]
public sealed record ShowLayer([property: Id(0)] string SceneId, [property: Id(1)] string LayerId, [property: Id(2)] bool Visible) : StreamCommand;

/// <summary>Put a scene into the preview, where only admins see it.</summary>
/// <param name="SceneId">Which; null is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.preview-scene")]
public sealed record PreviewScene([property: Id(0)] string? SceneId) : StreamCommand;

/// <summary>Put a scene on air.</summary>
/// <param name="SceneId">Which; null is the one in the preview. What was on air is then in the preview, if that was the one taken.</param>
/// <param name="Transition">How.</param>
[GenerateSerializer, Immutable, Alias("sothebais.take-scene")]
public sealed record TakeScene([property: Id(0)] string? SceneId, [property: Id(1)] Transition Transition) : StreamCommand;

/// <summary>Let the viewers read something for a while; takes the place of what they were reading.</summary>
/// <param name="Text">The words.</param>
/// <param name="Duration">For how long, 1 s to 1 h.</param>
[GenerateSerializer, Immutable, Alias("sothebais.post-caption")]
public sealed record PostCaption([property: Id(0)] string Text, [property: Id(1)] TimeSpan Duration) : StreamCommand;

/// <summary>Take the caption away before its time.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.clear-caption")]
public sealed record ClearCaption : StreamCommand;

/// <summary>Make a new overlay token the only one.</summary>
/// <param name="Hash">The SHA-256 of the token, in lower-case hexadecimal: the token itself is told once and kept nowhere.</param>
[GenerateSerializer, Immutable, Alias("sothebais.issue-overlay-token")]
public sealed record IssueOverlayToken([property: Id(0)] string Hash) : StreamCommand;

/// <summary>Let the overlay token open nothing any more; who watches by it is sent away.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.revoke-overlay-token")]
public sealed record RevokeOverlayToken : StreamCommand;

/// <summary>List an asset with this stream.</summary>
/// <param name="Asset">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.add-asset")]
public sealed record AddAsset([property: Id(0)] Asset Asset) : StreamCommand;

/// <summary>List an asset no longer with this stream. Layers that show it show nothing.</summary>
/// <param name="AssetId">Which.</param>
[GenerateSerializer, Immutable, Alias("sothebais.remove-asset")]
public sealed record RemoveAsset([property: Id(0)] string AssetId) : StreamCommand;
