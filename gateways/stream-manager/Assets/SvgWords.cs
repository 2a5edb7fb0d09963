using System.Text.RegularExpressions;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>What may stand in a drawing: elements, attributes and values that draw, and lead nowhere.</summary>
internal static partial class SvgWords
{
    /// <summary>Elements that may stand in a drawing.</summary>
    public static readonly HashSet<string> Elements = Set("""
        svg g defs symbol use title desc style switch image
        path rect circle ellipse line polyline polygon text tspan textPath
        linearGradient radialGradient stop clipPath mask pattern marker
        filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset feTile
        """);

    /// <summary>Attributes that may stand at any of them; <c>href</c> is looked at by itself.</summary>
    public static readonly HashSet<string> Attributes = Set("""
        id class style viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry d points pathLength transform transform-origin version
        fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
        opacity color display visibility overflow clip-path clip-rule mask filter marker-start marker-mid marker-end paint-order vector-effect mix-blend-mode isolation
        shape-rendering text-rendering image-rendering color-interpolation color-interpolation-filters color-rendering
        font-family font-size font-style font-weight font-variant font-stretch letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline baseline-shift
        writing-mode direction unicode-bidi dx dy rotate textLength lengthAdjust startOffset method spacing
        gradientUnits gradientTransform spreadMethod fx fy fr offset stop-color stop-opacity
        clipPathUnits maskUnits maskContentUnits mask-type patternUnits patternContentUnits patternTransform
        markerUnits markerWidth markerHeight refX refY orient
        filterUnits primitiveUnits in in2 result mode operator k1 k2 k3 k4 stdDeviation flood-color flood-opacity values type tableValues slope intercept amplitude exponent radius edgeMode
        """);

    /// <summary>Elements whose words are shown or read.</summary>
    public static readonly HashSet<string> WithText = ["text", "tspan", "textPath", "title", "desc"];

    private static readonly HashSet<string> Functions = Set("rgb rgba hsl hsla calc matrix translate translateX translateY scale scaleX scaleY rotate skewX skewY");

    /// <summary>
    /// Whether a style sheet, a style or an attribute's value does nothing but draw. No at-rules, no escapes, no comments, and of functions only those that
    /// compute or name a colour; <c>url()</c> only for what is in the drawing itself.
    /// </summary>
    /// <param name="value">The text.</param>
    /// <param name="references">Where the ids are noted that it refers to.</param>
    public static bool IsSafe(string value, ICollection<string> references)
    {
        if (value.AsSpan().ContainsAny("\\@<") || value.Contains("/*", StringComparison.Ordinal)) return false;
        if (!value.Contains('(', StringComparison.Ordinal)) return true;
        var rest = Local().Replace(value, match =>
        {
            references.Add(match.Groups["id"].Value);
            return " ";
        });
        return Function().Matches(rest).All(f => Functions.Contains(f.Groups["name"].Value));
    }

    /// <summary>The id that an address within the drawing leads to; null where it leads elsewhere.</summary>
    public static string? Within(string address) => Fragment().Match(address) is { Success: true } match ? match.Groups["id"].Value : null;

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex("url\\(\\s*(?<quote>['\"]?)#(?<id>[\\w.:-]+)\\k<quote>\\s*\\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Local();

    [GeneratedRegex("(?<name>[\\w-]*)\\s*\\(", RegexOptions.CultureInvariant)]
    private static partial Regex Function();

    [GeneratedRegex("^\\s*#(?<id>[\\w.:-]+)\\s*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fragment();
}
