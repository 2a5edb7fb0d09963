using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>A stream as its admins see it. Of the overlay token only whether there is one.</summary>
public sealed record PublicStream
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The newest event this rests on.</summary>
    public required long Sequence { get; init; }

    /// <summary>The version of its settings, for If-Match.</summary>
    public required long Version { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The auction that it shows; null where it shows none, or a sale's.</summary>
    public required string? AuctionId { get; init; }

    /// <summary>The sale whose current lot it shows; null where it shows none, or one auction.</summary>
    public required string? SaleId { get; init; }

    /// <summary>Its looks.</summary>
    public required Theme Theme { get; init; }

    /// <summary>Who may watch it.</summary>
    public required Access Access { get; init; }

    /// <summary>Whether there is an overlay token.</summary>
    public required bool HasOverlayToken { get; init; }

    /// <summary>Whether it is on air.</summary>
    public required StreamStatus Status { get; init; }

    /// <summary>Since when it has been; null while offline.</summary>
    public required DateTimeOffset? LiveSince { get; init; }

    /// <summary>The scene on air, or that would be; null is none.</summary>
    public required string? Programme { get; init; }

    /// <summary>The scene in the preview; null is none.</summary>
    public required string? Preview { get; init; }

    /// <summary>The event that put the programme's scene there.</summary>
    public required long TakenBy { get; init; }

    /// <summary>How it was taken.</summary>
    public required Transition Transition { get; init; }

    /// <summary>What viewers read; null is nothing.</summary>
    public required StreamCaption? Caption { get; init; }

    /// <summary>How many assets it lists.</summary>
    public required int AssetCount { get; init; }

    /// <summary>Its scenes, in their order; absent in lists of streams.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PublicScene[]? Scenes { get; init; }

    /// <summary>The house's clock.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="view">The stream.</param>
    /// <param name="serverTime">The house's clock.</param>
    /// <param name="withScenes">Whether the scenes are wanted.</param>
    public static PublicStream Of(StreamView view, DateTimeOffset serverTime, bool withScenes = true) => new()
    {
        Id = view.Id,
        Sequence = view.Sequence,
        Version = view.Version,
        Title = view.Settings.Title,
        AuctionId = view.Settings.AuctionId,
        SaleId = view.Settings.SaleId,
        Theme = view.Settings.Theme,
        Access = view.Settings.Access,
        HasOverlayToken = view.OverlayTokenHash is not null,
        Status = view.Status,
        LiveSince = view.LiveSince,
        Programme = view.Programme,
        Preview = view.Preview,
        TakenBy = view.TakenBy,
        Transition = view.Transition,
        Caption = view.Caption is { } caption && caption.Until > serverTime ? caption : null,
        AssetCount = view.Assets.Length,
        Scenes = withScenes ? [.. view.Scenes.Select(PublicScene.Of)] : null,
        ServerTime = serverTime,
    };
}

/// <summary>A page of streams.</summary>
/// <param name="Items">The streams, without their scenes.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record StreamList(PublicStream[] Items, string? NextCursor);

/// <summary>A scene as its admins see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its name, its place and which layers it has, for If-Match.</param>
/// <param name="Layers">All its layers, from back to front.</param>
public sealed record PublicScene(string Id, string Name, long Version, PublicLayer[] Layers)
{
    /// <summary>Makes it.</summary>
    public static PublicScene Of(Scene scene) => new(scene.Id, scene.Name, scene.Version, [.. scene.Layers.Select(PublicLayer.Of)]);
}

/// <summary>A layer as its admins see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="X">Its left edge in pixels of the canvas.</param>
/// <param name="Y">Its upper edge in pixels of the canvas.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Z">Its place from back to front.</param>
/// <param name="Visible">Whether it is shown.</param>
/// <param name="Content">What it shows more precisely.</param>
/// <param name="Style">How it looks where it differs from the theme.</param>
/// <param name="Version">Its version, for If-Match.</param>
public sealed record PublicLayer(string Id, LayerKind Kind, int X, int Y, int Width, int Height, int Z, bool Visible, PublicContent Content, PublicStyle Style, long Version)
{
    /// <summary>Makes it.</summary>
    public static PublicLayer Of(Layer layer) => new(
        layer.Id, layer.Kind, layer.X, layer.Y, layer.Width, layer.Height, layer.Z, layer.Visible, ContentOf(layer.Content), StyleOf(layer.Style), layer.Version);

    /// <summary>The layer as a request would have it, to be changed.</summary>
    public static LayerTerms TermsOf(Layer layer) => new()
    {
        Kind = Words<LayerKind>.Of(layer.Kind),
        X = layer.X,
        Y = layer.Y,
        Width = layer.Width,
        Height = layer.Height,
        Z = layer.Z,
        Visible = layer.Visible,
        Content = ContentOf(layer.Content),
        Style = StyleOf(layer.Style),
    };

    private static PublicContent ContentOf(LayerContent content) => new()
    {
        Text = content.Text,
        Source = content.Source,
        Fit = content.Fit is { } fit ? Words<Fit>.Of(fit) : null,
        Rows = content.Rows,
        Address = content.Address,
    };

    private static PublicStyle StyleOf(LayerStyle style) => new()
    {
        Ink = style.Ink,
        Paper = style.Paper,
        Accent = style.Accent,
        Opacity = style.Opacity,
        Radius = style.Radius,
        Scale = style.Scale,
        Align = style.Align is { } align ? Words<Align>.Of(align) : null,
    };
}
