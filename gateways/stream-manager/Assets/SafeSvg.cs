using System.Text;
using System.Xml;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>
/// Makes a drawing anew from what may stand in one, and leaves the rest behind: scripts, handlers, foreign markup, animation, and whatever leads out of
/// the drawing. What is served is written by this house, and read by it before.
/// </summary>
internal static class SafeSvg
{
    /// <summary>The largest drawing in bytes.</summary>
    public const int Largest = 2 << 20;

    private const int MostElements = 20_000;
    private const int Deepest = 64;
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Encoded = ";base64,";
    private const string Picture = "data:image/";

    /// <summary>Writes the safe form of a drawing.</summary>
    /// <param name="given">The drawing as it came.</param>
    /// <param name="safe">Where the safe form goes. Of use only where the answer is null.</param>
    /// <returns>What is wrong with the drawing; null where nothing is.</returns>
    public static string? Copy(Stream given, Stream safe)
    {
        if (given.Length > Largest) return $"A drawing has {Largest >> 20} MiB at most.";
        try
        {
            using var text = new StreamReader(given, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = Largest });
            using var writer = XmlWriter.Create(safe, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), OmitXmlDeclaration = true, CloseOutput = false });
            return Copy(reader, writer);
        }
        catch (XmlException e)
        {
            return e.Message.Contains("DTD", StringComparison.Ordinal) ? "A drawing has no document type (DOCTYPE): save it without." : $"It is no well-formed XML: see line {e.LineNumber}.";
        }
        catch (DecoderFallbackException)
        {
            return "A drawing is written in UTF-8.";
        }
    }

    private static string? Copy(XmlReader reader, XmlWriter writer)
    {
        reader.MoveToContent();
        if (!IsSvg(reader, "svg")) return "It is no drawing: its root is no svg element of the SVG namespace.";
        var (open, ids, sheets, elements) = (new Stack<SvgNode>(), new Dictionary<string, SvgNode>(), new List<string>(), 0);
        SvgNode? drawing = null;
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when !IsSvg(reader, null):
                    reader.Skip();
                    continue;
                case XmlNodeType.Element when reader.LocalName == "style":
                    if (++elements > MostElements) return TooMany();
                    Sheet(reader, writer, sheets);
                    continue;
                case XmlNodeType.Element:
                    if (++elements > MostElements) return TooMany();
                    if (reader.Depth >= Deepest) return $"Its elements are within each other more than {Deepest} deep.";
                    var (node, empty) = (new SvgNode(reader.LocalName), reader.IsEmptyElement);
                    if (open.TryPeek(out var parent)) parent.Children.Add(node);
                    drawing ??= node;
                    writer.WriteStartElement(reader.LocalName, Svg);
                    Attributes(reader, writer, node, ids);
                    if (empty) writer.WriteEndElement();
                    else open.Push(node);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    writer.WriteEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when open.TryPeek(out var around) && SvgWords.WithText.Contains(around.Name):
                    around.Length += reader.Value.Length;
                    writer.WriteString(reader.Value);
                    break;
            }
            reader.Read();
        }
        return new SvgCost(ids).IsBearable(drawing!, sheets) ? null : "Its elements use each other in a circle, or so often that drawing it would take too long.";
    }

    private static string TooMany() => $"A drawing has {MostElements:N0} elements at most.";

    private static bool IsSvg(XmlReader reader, string? name) =>
        reader.NodeType == XmlNodeType.Element && reader.NamespaceURI == Svg && (name is null ? SvgWords.Elements.Contains(reader.LocalName) : reader.LocalName == name);

    private static void Attributes(XmlReader reader, XmlWriter writer, SvgNode node, Dictionary<string, SvgNode> ids)
    {
        var hasHref = reader.GetAttribute("href") is not null;
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            var (name, value) = (reader.LocalName, reader.Value);
            node.Length += value.Length;
            if (name == "href" && (reader.NamespaceURI.Length == 0 || reader.NamespaceURI == XLink && !hasHref))
            {
                var leads = SvgWords.Within(value);
                if (leads is not null) node.References.Add(leads);
                if ((leads is not null ? $"#{leads}" : node.Name == "image" ? PictureOf(value) : null) is { } safe) writer.WriteAttributeString("href", safe);
            }
            else if (reader.NamespaceURI.Length == 0 && SvgWords.Attributes.Contains(name) && SvgWords.IsSafe(value, node.References))
            {
                writer.WriteAttributeString(name, value);
                if (name == "id") ids.TryAdd(value, node);
            }
        }
        reader.MoveToElement();
    }

    // A sheet is taken whole or not at all: half of one would draw something else.
    private static void Sheet(XmlReader reader, XmlWriter writer, List<string> references)
    {
        var (css, found) = (new StringBuilder(), new List<string>());
        using (var sheet = reader.ReadSubtree())
        {
            while (sheet.Read())
                if (sheet.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) css.Append(sheet.Value);
        }
        reader.Skip();
        if (!SvgWords.IsSafe(css.ToString(), found)) return;
        references.AddRange(found);
        writer.WriteElementString("style", Svg, css.ToString());
    }

    // A picture within the drawing is held to what any picture is.
    private static string? PictureOf(string address)
    {
        var start = address.IndexOf(Encoded, StringComparison.OrdinalIgnoreCase);
        if (start < 0 || !address.TrimStart().StartsWith(Picture, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[address.Length];
        if (!Convert.TryFromBase64String(address[(start + Encoded.Length)..], bytes, out var length)) return null;
        var type = AssetType.Claimed(bytes.AsSpan(0, length));
        if (type is null || type.IsVideo || type == AssetType.Svg || AssetForm.Look(new MemoryStream(bytes, 0, length), type) is not null) return null;
        return $"data:{type.MediaType}{Encoded}{Convert.ToBase64String(bytes.AsSpan(0, length))}";
    }
}
