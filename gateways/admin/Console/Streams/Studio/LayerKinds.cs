using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.Admin.Console.Streams.Studio;

/// <summary>The kinds of layers as people call them, and how each begins.</summary>
internal static class LayerKinds
{
    /// <summary>All of them, with their names.</summary>
    public static readonly (LayerKind Kind, string Name)[] All =
    [
        (LayerKind.LotCard, "Lot card"), (LayerKind.Price, "Price"), (LayerKind.Leader, "Leader"), (LayerKind.Countdown, "Countdown"), (LayerKind.BidTicker, "Bid ticker"),
        (LayerKind.Leaderboard, "Leaderboard"), (LayerKind.NextLots, "Next lots"), (LayerKind.SoldBanner, "Sold banner"), (LayerKind.Caption, "Caption"), (LayerKind.Text, "Text"),
        (LayerKind.Image, "Image"), (LayerKind.Video, "Video"), (LayerKind.QrCode, "QR code"),
    ];

    /// <summary>What people call a kind.</summary>
    public static string NameOf(LayerKind kind) => Array.Find(All, k => k.Kind == kind).Name ?? kind.ToString();

    /// <summary>A layer's name: its kind, and its id where that says more.</summary>
    public static string NameOf(PublicLayer layer) =>
        layer.Id == Words<LayerKind>.Of(layer.Kind) ? NameOf(layer.Kind) : $"{NameOf(layer.Kind)} ({layer.Id})";

    /// <summary>A new layer of a kind, in the middle of the canvas and in front of everything.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="z">Its place from back to front.</param>
    /// <param name="source">Of an image or video: what it shows.</param>
    public static AddLayerRequest New(LayerKind kind, int z, string? source = null)
    {
        var (width, height) = kind switch
        {
            LayerKind.LotCard => (760, 236),
            LayerKind.Price => (560, 146),
            LayerKind.Leader => (560, 90),
            LayerKind.Countdown => (408, 236),
            LayerKind.QrCode => (420, 420),
            LayerKind.BidTicker or LayerKind.Leaderboard or LayerKind.NextLots => (560, 316),
            LayerKind.SoldBanner => (968, 236),
            LayerKind.Caption => (1200, 96),
            LayerKind.Text => (760, 120),
            _ => (960, 540),
        };
        return new AddLayerRequest
        {
            Kind = Words<LayerKind>.Of(kind),
            X = (Canvas.Width - width) / 2,
            Y = (Canvas.Height - height) / 2,
            Width = width,
            Height = height,
            Z = z,
            Content = kind switch { LayerKind.Text => new() { Text = "Words" }, LayerKind.Image or LayerKind.Video => new() { Source = source }, _ => null },
        };
    }

    /// <summary>How a layer is asked for that is like another, a little aside and in front of it.</summary>
    public static AddLayerRequest Copy(PublicLayer layer) => new()
    {
        Kind = Words<LayerKind>.Of(layer.Kind),
        X = layer.X + 24,
        Y = layer.Y + 24,
        Width = layer.Width,
        Height = layer.Height,
        Z = layer.Z,
        Visible = layer.Visible,
        Content = layer.Content,
        Style = layer.Style,
    };
}
