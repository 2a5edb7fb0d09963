namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>An element of a drawing, for what drawing it costs.</summary>
internal sealed class SvgNode(string name)
{
    private const int BytesThatCostOne = 64;

    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>Its length in characters, without what is in it.</summary>
    public long Length { get; set; }

    /// <summary>The ids that it refers to.</summary>
    public List<string> References { get; } = [];

    /// <summary>What is in it.</summary>
    public List<SvgNode> Children { get; } = [];

    /// <summary>What it costs by itself.</summary>
    public long Own => 1 + Length / BytesThatCostOne;
}

/// <summary>
/// What drawing costs: every element, as often as it is drawn. A few elements that use each other can be drawn more often than there are atoms, so
/// this is found without drawing.
/// </summary>
/// <param name="ids">The elements by their ids.</param>
internal sealed class SvgCost(IReadOnlyDictionary<string, SvgNode> ids)
{
    /// <summary>The most that a drawing costs.</summary>
    public const long Most = 100_000;

    private const int Deepest = 500;
    private static readonly string[] Gradients = ["linearGradient", "radialGradient"];

    private readonly Dictionary<SvgNode, long?> _known = [];

    /// <summary>Whether a drawing can be drawn.</summary>
    /// <param name="drawing">The drawing.</param>
    /// <param name="bySheets">The ids that its style sheets refer to.</param>
    public bool IsBearable(SvgNode drawing, IEnumerable<string> bySheets)
    {
        if (Of(drawing, 0) is not { } cost) return false;
        // A style sheet may refer from any element: at worst each of its targets is within the one before.
        foreach (var id in bySheets.Distinct())
        {
            if (!ids.TryGetValue(id, out var target) || Gradients.Contains(target.Name)) continue;
            if (Of(target, 0) is not { } once) return false;
            cost = Math.Min(Most + 1, cost * Math.Max(1, once - target.Own));
        }
        return cost <= Most;
    }

    /// <summary>What an element costs; null where it refers to itself, or through too many others.</summary>
    private long? Of(SvgNode node, int depth)
    {
        if (_known.TryGetValue(node, out var known)) return known;
        if (depth > Deepest) return null;
        _known[node] = null; // whoever comes here again on the way comes in a circle
        var cost = node.Own;
        foreach (var other in node.Children.Concat(node.References.Select(id => ids.GetValueOrDefault(id)).OfType<SvgNode>()))
        {
            if (Of(other, depth + 1) is not { } more) return null;
            cost = Math.Min(Most + 1, cost + more);
        }
        _known[node] = cost;
        return cost;
    }
}
