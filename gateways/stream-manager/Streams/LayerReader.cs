using System.Text.RegularExpressions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.Gateways.StreamManager.Assets;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Turns a request into a layer, and says of every field what is wrong with it.</summary>
internal static partial class LayerReader
{
    private const int LongestSource = 2_000;
    private const int LongestAddress = 512; // as a QR code holds, see the overlay's own
    private const string AuctionId = "{auctionId}";

    /// <summary>The layer; null where something is wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The layer's id.</param>
    /// <param name="at">Where it stands in the whole request, with its point: <c>layers[2].</c>, or nothing.</param>
    /// <param name="errors">Where it is noted what is wrong.</param>
    public static Layer? Read(LayerTerms request, string id, string at, FieldErrors errors)
    {
        var mine = new FieldErrors();
        mine.AddIf(!ResourceId.IsValid(id), "id", ResourceId.Form);
        mine.Range(request.X, -Canvas.Width, 2 * Canvas.Width, "x", "A left edge");
        mine.Range(request.Y, -Canvas.Height, 2 * Canvas.Height, "y", "An upper edge");
        mine.Range(request.Width, 1, 2 * Canvas.Width, "width", "A width");
        mine.Range(request.Height, 1, 2 * Canvas.Height, "height", "A height");
        mine.Range(request.Z, -1_000, 1_000, "z", "A place from back to front");
        var kind = Words<LayerKind>.Find(request.Kind);
        mine.AddIf(kind is null, "kind", $"A kind is one of {Words<LayerKind>.All}.");
        var content = kind is { } known ? ContentOf(request.Content ?? new(), known, mine) : null;
        var style = StyleOf(request.Style ?? new(), mine);
        foreach (var (field, why) in mine.All) errors.Add(at + field, why[0]);
        return mine.Any ? null : new Layer
        {
            Id = id,
            Kind = kind!.Value,
            X = request.X,
            Y = request.Y,
            Width = request.Width,
            Height = request.Height,
            Z = request.Z,
            Visible = request.Visible,
            Content = content!,
            Style = style,
        };
    }

    /// <summary>The id that a layer has where it brings none and nothing stands in the way: its kind.</summary>
    public static string NameOf(LayerTerms request) => Words<LayerKind>.Find(request.Kind) is not null ? request.Kind : "layer";

    private static LayerContent ContentOf(PublicContent given, LayerKind kind, FieldErrors errors)
    {
        var (text, fit) = (given.Text?.ReplaceLineEndings("\n"), given.Fit is { } word ? Words<Fit>.Find(word) : null);
        void Only(bool fits, object? value, string field) => errors.AddIf(!fits && value is not null, $"content.{field}", $"A layer of the kind {Words<LayerKind>.Of(kind)} takes no {field}.");
        Only(kind is LayerKind.Text, given.Text, "text");
        Only(kind is LayerKind.Image or LayerKind.Video, given.Source, "source");
        Only(kind is LayerKind.Image or LayerKind.Video, given.Fit, "fit");
        Only(kind is LayerKind.BidTicker or LayerKind.Leaderboard or LayerKind.NextLots, given.Rows, "rows");
        Only(kind is LayerKind.QrCode, given.Address, "address");
        if (kind is LayerKind.Text)
            errors.AddIf(string.IsNullOrWhiteSpace(text) || text.Length > 1_000 || text.Any(c => char.IsControl(c) && c != '\n'), "content.text", "Words have 1 to 1,000 characters, and no control characters but line breaks.");
        if (kind is LayerKind.Image or LayerKind.Video)
            errors.AddIf(!IsSource(given.Source, kind), "content.source", $"This is an http or https address of {LongestSource:N0} characters at most, or the path of an asset that is {(kind is LayerKind.Image ? "an image" : "a video")}.");
        errors.AddIf(given.Fit is not null && fit is null, "content.fit", $"It fills its box by one of {Words<Fit>.All}.");
        errors.Range(given.Rows, 1, 10, "content.rows", "A number of rows");
        errors.AddIf(given.Address is { } address && !IsAddress(address.Replace(AuctionId, "a", StringComparison.Ordinal), LongestAddress), "content.address", $"This is an http or https address of {LongestAddress} characters at most.");
        return new LayerContent { Text = text, Source = given.Source, Fit = fit, Rows = given.Rows, Address = given.Address };
    }

    private static LayerStyle StyleOf(PublicStyle given, FieldErrors errors)
    {
        void Colour(string? colour, string field, bool orNone = false) => errors.AddIf(
            colour is not null && !(orNone && colour == "none") && !ColourForm().IsMatch(colour), $"style.{field}", $"A colour is #rrggbb or #rrggbbaa{(orNone ? ", or none" : "")}.");
        Colour(given.Ink, "ink");
        Colour(given.Paper, "paper", orNone: true);
        Colour(given.Accent, "accent");
        errors.Range(given.Opacity, 0, 100, "style.opacity", "An opacity");
        errors.Range(given.Radius, 0, 540, "style.radius", "A radius");
        errors.Range(given.Scale, 50, 300, "style.scale", "A scale");
        var align = given.Align is { } word ? Words<Align>.Find(word) : null;
        errors.AddIf(given.Align is not null && align is null, "style.align", $"Words stand at one of {Words<Align>.All}.");
        return new LayerStyle { Ink = given.Ink, Paper = given.Paper, Accent = given.Accent, Opacity = given.Opacity, Radius = given.Radius, Scale = given.Scale, Align = align };
    }

    private static bool IsSource(string? source, LayerKind kind) =>
        source is not null && (source.StartsWith('/') ? AssetType.OfPath(source) is { } type && type.IsVideo == (kind is LayerKind.Video) : IsAddress(source, LongestSource));

    private static bool IsAddress(string text, int most) =>
        text.Length <= most && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    [GeneratedRegex("^#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColourForm();
}
