using System.Text.Json.Serialization;

namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>What a stream is called, what it follows and who may see it.</summary>
public record StreamTerms
{
    /// <summary>The title, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>The auction that it shows; null where it shows none, or a sale's.</summary>
    public string? AuctionId { get; init; }

    /// <summary>The sale whose current lot it shows; null where it shows none, or one auction.</summary>
    public string? SaleId { get; init; }

    /// <summary>Its looks: gallery, neon or minimal.</summary>
    public string Theme { get; init; } = "gallery";

    /// <summary>Who may watch it: public or token.</summary>
    public string Access { get; init; } = "public";
}

/// <summary>A request to create a stream.</summary>
public sealed record CreateStreamRequest : StreamTerms
{
    /// <summary>The id; null lets the house make a sortable one.</summary>
    public string? Id { get; init; }

    /// <summary>Its first scenes: standing, lot-in-focus, intermission, sold. Null is all four; none is none.</summary>
    public string[]? Presets { get; init; }
}

/// <summary>A request to add a scene: a preset, or layers, or an empty one.</summary>
public sealed record AddSceneRequest
{
    /// <summary>The id; null is the preset's name or "scene", with a number where that is taken.</summary>
    public string? Id { get; init; }

    /// <summary>The name, 1 to 80 characters; null is the preset's, or the id.</summary>
    public string? Name { get; init; }

    /// <summary>The preset that it is: standing, lot-in-focus, intermission or sold.</summary>
    public string? Preset { get; init; }

    /// <summary>Its layers, 40 at most.</summary>
    public AddLayerRequest[]? Layers { get; init; }
}

/// <summary>What can be changed of a scene itself.</summary>
public sealed record ChangeSceneRequest
{
    /// <summary>The name, 1 to 80 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The place among the scenes, from 0; beyond the end is the end. Null is where it is.</summary>
    public int? Place { get; init; }
}

/// <summary>What can be changed of a layer.</summary>
public record LayerTerms
{
    /// <summary>What it shows; fixed.</summary>
    public required string Kind { get; init; }

    /// <summary>Its left edge in pixels of the canvas, -1920 to 3840.</summary>
    public required int X { get; init; }

    /// <summary>Its upper edge in pixels of the canvas, -1080 to 2160.</summary>
    public required int Y { get; init; }

    /// <summary>Its width in pixels, 1 to 3840.</summary>
    public required int Width { get; init; }

    /// <summary>Its height in pixels, 1 to 2160.</summary>
    public required int Height { get; init; }

    /// <summary>Its place from back to front, -1,000 to 1,000.</summary>
    public int Z { get; init; }

    /// <summary>Whether it is shown.</summary>
    public bool Visible { get; init; } = true;

    /// <summary>What it shows more precisely.</summary>
    public PublicContent? Content { get; init; }

    /// <summary>How it looks where it differs from the theme.</summary>
    public PublicStyle? Style { get; init; }
}

/// <summary>A request to add a layer.</summary>
public sealed record AddLayerRequest : LayerTerms
{
    /// <summary>The id; null is the kind, with a number where that is taken.</summary>
    public string? Id { get; init; }
}

/// <summary>What a layer shows more precisely. Which of these a kind takes: text the text; image and video source and fit; ticker, leaderboard and next lots the rows; QR code the address.</summary>
public sealed record PublicContent
{
    /// <summary>The words, 1 to 1,000 characters, with line breaks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Text { get; init; }

    /// <summary>An http(s) address of 2,000 characters at most, or the path of an asset of the house.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Source { get; init; }

    /// <summary>How it fills its box: contain or cover.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Fit { get; init; }

    /// <summary>How many rows at most, 1 to 10; absent is as many as fit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Rows { get; init; }

    /// <summary>Where the code leads: an http(s) address of 512 characters at most, in which {auctionId} stands for the auction shown. Absent is the house's bidding page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Address { get; init; }
}

/// <summary>How a layer looks where it differs from the theme. What is absent is the theme's.</summary>
public sealed record PublicStyle
{
    /// <summary>The colour of its words: #rrggbb or #rrggbbaa.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Ink { get; init; }

    /// <summary>The colour of its ground: #rrggbb or #rrggbbaa, or none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Paper { get; init; }

    /// <summary>The colour of what stands out: #rrggbb or #rrggbbaa.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Accent { get; init; }

    /// <summary>How opaque it is, in hundredths: 0 to 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Opacity { get; init; }

    /// <summary>How round its corners are, in pixels: 0 to 540.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Radius { get; init; }

    /// <summary>How large its type is, in hundredths of the theme's: 50 to 300.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Scale { get; init; }

    /// <summary>Where its words stand: start, center or end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Align { get; init; }
}

/// <summary>A request to put a scene into the preview.</summary>
/// <param name="Scene">Its id; null is none.</param>
public sealed record PreviewRequest(string? Scene);

/// <summary>A request to put a scene on air.</summary>
/// <param name="Scene">Its id; null is the one in the preview.</param>
/// <param name="Transition">How; null is at once.</param>
public sealed record TakeRequest(string? Scene = null, TransitionRequest? Transition = null);

/// <summary>How one scene becomes another.</summary>
/// <param name="Kind">The way: cut, fade or slide.</param>
/// <param name="Duration">How long it takes, zero to 5 s; null is 0.4 s, and of a cut nothing.</param>
public sealed record TransitionRequest(string Kind, TimeSpan? Duration = null);

/// <summary>A request to let the viewers read something.</summary>
/// <param name="Text">The words, 1 to 300 characters.</param>
/// <param name="Duration">For how long, 1 s to 1 h.</param>
public sealed record CaptionRequest(string Text, TimeSpan Duration);
