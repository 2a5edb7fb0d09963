using System.Text.Json;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>
/// The scenes that the house has composed. All of it lies within the title-safe area, 5 % from each edge (EBU R 95), but what is meant to fill the
/// picture: old televisions and players' controls cover the rest.
/// </summary>
internal static class ScenePresets
{
    private const int InFront = 10;

    /// <summary>A preset as a scene.</summary>
    public static Scene Of(ScenePreset preset) => preset switch
    {
        ScenePreset.Standing => new("standing", "Standing", Standing(), 0),
        ScenePreset.LotInFocus => new("lot-in-focus", "Lot in focus", LotInFocus(), 0),
        ScenePreset.Intermission => new("intermission", "Intermission", Intermission(), 0),
        ScenePreset.Sold => new("sold", "Sold", Sold(), 0),
        _ => throw new ArgumentOutOfRangeException(nameof(preset), preset, null),
    };

    // Under a camera: a band along the lower edge.
    private static Layer[] Standing() =>
    [
        At(LayerKind.LotCard, 96, 790, 760, 236),
        At(LayerKind.Price, 856, 790, 560, 146),
        At(LayerKind.Leader, 856, 936, 560, 90),
        At(LayerKind.Countdown, 1416, 790, 408, 236),
        At(LayerKind.BidTicker, 1384, 450, 440, 316, new() { Rows = 5 }),
        At(LayerKind.Caption, 96, 54, 1200, 96),
        At(LayerKind.SoldBanner, 856, 790, 968, 236, z: InFront),
    ];

    private static Layer[] LotInFocus() =>
    [
        At(LayerKind.LotCard, 96, 54, 912, 850),
        At(LayerKind.Price, 1048, 54, 776, 220),
        At(LayerKind.Leader, 1048, 274, 776, 100),
        At(LayerKind.Countdown, 1048, 398, 776, 190),
        At(LayerKind.Leaderboard, 1048, 612, 776, 292, new() { Rows = 5 }),
        At(LayerKind.Caption, 96, 930, 1728, 96),
        At(LayerKind.SoldBanner, 1048, 54, 776, 534, z: InFront),
    ];

    private static Layer[] Intermission() =>
    [
        At(LayerKind.Text, 96, 120, 1140, 150, new() { Text = "We continue in a moment" }),
        At(LayerKind.NextLots, 96, 300, 1140, 604, new() { Rows = 6 }),
        At(LayerKind.Countdown, 1284, 120, 540, 150),
        At(LayerKind.QrCode, 1344, 330, 420, 420),
        At(LayerKind.Text, 1284, 774, 540, 90, new() { Text = "Scan to bid" }, id: "invitation", style: new() { Align = Align.Center }),
        At(LayerKind.Caption, 96, 930, 1728, 96),
    ];

    private static Layer[] Sold() =>
    [
        At(LayerKind.LotCard, 96, 54, 840, 850),
        At(LayerKind.SoldBanner, 976, 54, 848, 420),
        At(LayerKind.NextLots, 976, 514, 848, 390, new() { Rows = 4 }),
        At(LayerKind.Caption, 96, 930, 1728, 96),
    ];

    private static Layer At(LayerKind kind, int x, int y, int width, int height, LayerContent? content = null, int z = 0, string? id = null, LayerStyle? style = null) => new()
    {
        Id = id ?? NameOf(kind),
        Kind = kind,
        X = x,
        Y = y,
        Width = width,
        Height = height,
        Z = z,
        Content = content ?? new(),
        Style = style ?? new(),
    };

    // The word by which the kind goes in JSON.
    private static string NameOf(LayerKind kind) => JsonSerializer.SerializeToElement(kind).GetString()!;
}
