using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Gateways.Admin.Console.Streams;

/// <summary>The fields of a stream's settings and of a layer, as people and the API name them.</summary>
internal static class StreamFields
{
    /// <summary>A stream's settings.</summary>
    public static readonly Field<StreamTerms>[] Settings =
    [
        new("title", "Title", t => t.Title, (t, o) => t with { Title = o.Title }),
        new("auctionId", "Auction", t => t.AuctionId, (t, o) => t with { AuctionId = o.AuctionId }),
        new("saleId", "Sale", t => t.SaleId, (t, o) => t with { SaleId = o.SaleId }),
        new("theme", "Theme", t => t.Theme, (t, o) => t with { Theme = o.Theme }),
        new("access", "Who may watch", t => t.Access, (t, o) => t with { Access = o.Access }),
    ];

    /// <summary>A layer.</summary>
    public static readonly Field<LayerTerms>[] Layer =
    [
        new("x", "Left", t => t.X, (t, o) => t with { X = o.X }),
        new("y", "Top", t => t.Y, (t, o) => t with { Y = o.Y }),
        new("width", "Width", t => t.Width, (t, o) => t with { Width = o.Width }),
        new("height", "Height", t => t.Height, (t, o) => t with { Height = o.Height }),
        OfContent("text", "Words", c => c.Text, (c, o) => c with { Text = o.Text }),
        OfContent("source", "Source", c => c.Source, (c, o) => c with { Source = o.Source }),
        OfContent("fit", "Fit", c => c.Fit, (c, o) => c with { Fit = o.Fit }),
        OfContent("rows", "Rows", c => c.Rows, (c, o) => c with { Rows = o.Rows }),
        OfContent("address", "Address", c => c.Address, (c, o) => c with { Address = o.Address }),
        OfStyle("ink", "Ink", s => s.Ink, (s, o) => s with { Ink = o.Ink }),
        OfStyle("paper", "Paper", s => s.Paper, (s, o) => s with { Paper = o.Paper }),
        OfStyle("accent", "Accent", s => s.Accent, (s, o) => s with { Accent = o.Accent }),
        OfStyle("opacity", "Opacity", s => s.Opacity, (s, o) => s with { Opacity = o.Opacity }),
        OfStyle("radius", "Radius", s => s.Radius, (s, o) => s with { Radius = o.Radius }),
        OfStyle("scale", "Scale", s => s.Scale, (s, o) => s with { Scale = o.Scale }),
        OfStyle("align", "Align", s => s.Align, (s, o) => s with { Align = o.Align }),
    ];

    /// <summary>A stream's settings as a request would have them.</summary>
    public static StreamTerms TermsOf(PublicStream stream) => new()
    {
        Title = stream.Title,
        AuctionId = stream.AuctionId,
        SaleId = stream.SaleId,
        Theme = Words<GrainInterfaces.Streams.Theme>.Of(stream.Theme),
        Access = Words<GrainInterfaces.Streams.Access>.Of(stream.Access),
    };

    /// <summary>A layer as a request would have it.</summary>
    public static LayerTerms TermsOf(PublicLayer layer) => new()
    {
        Kind = Words<GrainInterfaces.Streams.LayerKind>.Of(layer.Kind),
        X = layer.X,
        Y = layer.Y,
        Width = layer.Width,
        Height = layer.Height,
        Z = layer.Z,
        Visible = layer.Visible,
        Content = layer.Content,
        Style = layer.Style,
    };

    /// <summary>A version as If-Match says it.</summary>
    public static string Match(long version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{version}\"");

    private static Field<LayerTerms> OfContent(string name, string label, Func<PublicContent, object?> read, Func<PublicContent, PublicContent, PublicContent> take) =>
        new($"content.{name}", label, t => read(t.Content ?? new()), (t, o) => t with { Content = take(t.Content ?? new(), o.Content ?? new()) });

    private static Field<LayerTerms> OfStyle(string name, string label, Func<PublicStyle, object?> read, Func<PublicStyle, PublicStyle, PublicStyle> take) =>
        new($"style.{name}", label, t => read(t.Style ?? new()), (t, o) => t with { Style = take(t.Style ?? new(), o.Style ?? new()) });
}
