using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>A sheet of 1200 by 1200 to draw on; becomes one self-contained SVG text.</summary>
internal sealed class ArtSheet
{
    /// <summary>The side of the sheet, in user units.</summary>
    public const int Side = 1200;

    private readonly StringBuilder _definitions = new();
    private readonly StringBuilder _drawing = new();

    /// <summary>Draws markup. Numbers are written in the invariant culture; give them a format such as <c>0.#</c> to keep the text short.</summary>
    public void Draw([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup;

    /// <summary>Draws markup that holds no numbers.</summary>
    public void Draw(string markup) => _drawing.Append(markup);

    /// <summary>Defines something to be referred to.</summary>
    public void Define(FormattableString markup) => _definitions.Append(markup.ToString(CultureInfo.InvariantCulture));

    /// <summary>Defines a linear gradient: from the left or, when <paramref name="down"/>, from the top.</summary>
    public void Gradient(string id, bool down, params ReadOnlySpan<(double At, string Colour, double Opacity)> stops)
    {
        Define($"<linearGradient id=\"{id}\" x1=\"0\" y1=\"0\" x2=\"{(down ? 0 : 1)}\" y2=\"{(down ? 1 : 0)}\">");
        Stops(stops);
        _definitions.Append("</linearGradient>");
    }

    /// <summary>Defines a radial gradient; the focus, in parts of the shape, is where its light comes from.</summary>
    public void Glow(string id, double focusX, double focusY, params ReadOnlySpan<(double At, string Colour, double Opacity)> stops)
    {
        Define($"<radialGradient id=\"{id}\" fx=\"{focusX:0.##}\" fy=\"{focusY:0.##}\">");
        Stops(stops);
        _definitions.Append("</radialGradient>");
    }

    /// <summary>The finished text.</summary>
    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Side} {Side}\" width=\"{Side}\" height=\"{Side}\"><defs>{_definitions}</defs>{_drawing}</svg>\n";

    /// <summary>Blends two colours of the form <c>#rrggbb</c>.</summary>
    public static string Blend(string from, string to, double part)
    {
        part = Math.Clamp(part, 0, 1);
        Span<int> mixed = stackalloc int[3];
        for (var i = 0; i < 3; i++)
        {
            var (a, b) = (Channel(from, i), Channel(to, i));
            mixed[i] = (int)Math.Round(a + (b - a) * part);
        }
        return $"#{mixed[0]:x2}{mixed[1]:x2}{mixed[2]:x2}";
    }

    /// <summary>A colour between several, evenly spaced.</summary>
    public static string Between(ReadOnlySpan<string> colours, double part)
    {
        var at = Math.Clamp(part, 0, 1) * (colours.Length - 1);
        var left = Math.Min((int)at, colours.Length - 2);
        return Blend(colours[left], colours[left + 1], at - left);
    }

    private static int Channel(string colour, int index) => int.Parse(colour.AsSpan(1 + 2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private void Stops(ReadOnlySpan<(double At, string Colour, double Opacity)> stops)
    {
        foreach (var (at, colour, opacity) in stops)
        {
            Define($"<stop offset=\"{at:0.###}\" stop-color=\"{colour}\"");
            if (opacity < 1) Define($" stop-opacity=\"{opacity:0.##}\"");
            _definitions.Append("/>");
        }
    }

    /// <summary>Writes an interpolated string straight onto the sheet.</summary>
    [InterpolatedStringHandler]
    public readonly struct Markup
    {
        private readonly StringBuilder _onto;

        /// <summary>Begins to write.</summary>
        public Markup(int literalLength, int formattedCount, ArtSheet sheet)
        {
            _ = (literalLength, formattedCount);
            _onto = sheet._drawing;
        }

        /// <summary>Writes text as it is.</summary>
        public void AppendLiteral(string text) => _onto.Append(text);

        /// <summary>Writes text as it is.</summary>
        public void AppendFormatted(string text) => _onto.Append(text);

        /// <summary>Writes text as it is.</summary>
        public void AppendFormatted(StringBuilder text) => _onto.Append(text);

        /// <summary>Writes a whole number.</summary>
        public void AppendFormatted(int number) => _onto.Append(CultureInfo.InvariantCulture, $"{number}");

        /// <summary>Writes a number with one decimal at most.</summary>
        public void AppendFormatted(double number) => AppendFormatted(number, "0.#");

        /// <summary>Writes a number in a format.</summary>
        public void AppendFormatted(double number, string format)
        {
            var text = number.ToString(format, CultureInfo.InvariantCulture);
            _onto.Append(text == "-0" ? "0" : text);
        }
    }
}
