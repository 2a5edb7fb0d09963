using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>One thing on a scene: what, where and how.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.layer")]
public sealed record Layer
{
    /// <summary>Its id, unique in its scene.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>What it shows. Fixed.</summary>
    [Id(1)] public required LayerKind Kind { get; init; }

    /// <summary>Its left edge, in pixels of the canvas; -1920 to 3840.</summary>
    [Id(2)] public required int X { get; init; }

    /// <summary>Its upper edge, in pixels of the canvas; -1080 to 2160.</summary>
    [Id(3)] public required int Y { get; init; }

    /// <summary>Its width in pixels, 1 to 3840.</summary>
    [Id(4)] public required int Width { get; init; }

    /// <summary>Its height in pixels, 1 to 2160.</summary>
    [Id(5)] public required int Height { get; init; }

    /// <summary>Its place from back to front, -1,000 to 1,000.</summary>
    [Id(6)] public int Z { get; init; }

    /// <summary>Whether it is shown.</summary>
    [Id(7)] public bool Visible { get; init; } = true;

    /// <summary>What it shows more precisely.</summary>
    [Id(8)] public LayerContent Content { get; init; } = new();

    /// <summary>How it looks where it differs from the theme.</summary>
    [Id(9)] public LayerStyle Style { get; init; } = new();

    /// <summary>The event that last changed it.</summary>
    [Id(10)] public long Version { get; init; }
}

/// <summary>What a layer shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LayerKind>))]
public enum LayerKind
{
    /// <summary>The lot's picture, name and title.</summary>
    [JsonStringEnumMemberName("lot-card")] LotCard = 1,

    /// <summary>The price, and the next bid.</summary>
    [JsonStringEnumMemberName("price")] Price = 2,

    /// <summary>Who leads.</summary>
    [JsonStringEnumMemberName("leader")] Leader = 3,

    /// <summary>The time that is left.</summary>
    [JsonStringEnumMemberName("countdown")] Countdown = 4,

    /// <summary>The newest bids.</summary>
    [JsonStringEnumMemberName("bid-ticker")] BidTicker = 5,

    /// <summary>The auction's bidders by their highest bids.</summary>
    [JsonStringEnumMemberName("leaderboard")] Leaderboard = 6,

    /// <summary>The lots that come next in the sale.</summary>
    [JsonStringEnumMemberName("next-lots")] NextLots = 7,

    /// <summary>Where the stream's caption appears while there is one.</summary>
    [JsonStringEnumMemberName("caption")] Caption = 8,

    /// <summary>A picture.</summary>
    [JsonStringEnumMemberName("image")] Image = 9,

    /// <summary>A film, without its sound, over and over.</summary>
    [JsonStringEnumMemberName("video")] Video = 10,

    /// <summary>Words.</summary>
    [JsonStringEnumMemberName("text")] Text = 11,

    /// <summary>The bidding page as a QR code.</summary>
    [JsonStringEnumMemberName("qr-code")] QrCode = 12,

    /// <summary>How it ended, once the hammer has fallen.</summary>
    [JsonStringEnumMemberName("sold-banner")] SoldBanner = 13,
}

/// <summary>What a layer shows more precisely; which of these a kind takes is the gateway's to check.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.layer-content")]
public sealed record LayerContent
{
    /// <summary>Text: the words, 1 to 1,000 characters, with line breaks.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>Image and video: an absolute http(s) address, or the path of an asset of the house.</summary>
    [Id(1)] public string? Source { get; init; }

    /// <summary>Image and video: how it fills its box.</summary>
    [Id(2)] public Fit? Fit { get; init; }

    /// <summary>Ticker, leaderboard and next lots: how many rows at most, 1 to 10; null is as many as fit.</summary>
    [Id(3)] public int? Rows { get; init; }

    /// <summary>QR code: the address that it leads to, in which <c>{auctionId}</c> stands for the auction shown; null is the house's bidding page.</summary>
    [Id(4)] public string? Address { get; init; }
}

/// <summary>How a picture fills its box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Fit>))]
public enum Fit
{
    /// <summary>Whole, with room left where shapes differ.</summary>
    [JsonStringEnumMemberName("contain")] Contain = 1,

    /// <summary>Without room, cut where shapes differ.</summary>
    [JsonStringEnumMemberName("cover")] Cover = 2,
}

/// <summary>How a layer looks where it differs from the theme: style tokens. Null is the theme's.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.layer-style")]
public sealed record LayerStyle
{
    /// <summary>The colour of its words: #rrggbb or #rrggbbaa.</summary>
    [Id(0)] public string? Ink { get; init; }

    /// <summary>The colour of its ground: #rrggbb or #rrggbbaa; <c>none</c> is none.</summary>
    [Id(1)] public string? Paper { get; init; }

    /// <summary>The colour of what stands out: #rrggbb or #rrggbbaa.</summary>
    [Id(2)] public string? Accent { get; init; }

    /// <summary>How opaque it is as a whole, in hundredths: 0 to 100.</summary>
    [Id(3)] public int? Opacity { get; init; }

    /// <summary>How round its corners are, in pixels: 0 to 540.</summary>
    [Id(4)] public int? Radius { get; init; }

    /// <summary>How large its type is, in hundredths of the theme's: 50 to 300.</summary>
    [Id(5)] public int? Scale { get; init; }

    /// <summary>Where its words stand.</summary>
    [Id(6)] public Align? Align { get; init; }
}

/// <summary>Where words stand in their box.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Align>))]
public enum Align
{
    /// <summary>Where a line of the script begins.</summary>
    [JsonStringEnumMemberName("start")] Start = 1,

    /// <summary>In the middle.</summary>
    [JsonStringEnumMemberName("center")] Center = 2,

    /// <summary>Where a line of the script ends.</summary>
    [JsonStringEnumMemberName("end")] End = 3,
}
