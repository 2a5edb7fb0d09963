using System.Globalization;

namespace Sothebais.Tests.Harness;

/// <summary>A page of metrics, as Prometheus reads it.</summary>
public sealed class MetricsPage
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly string[] _lines;

    private MetricsPage(string text) => (Text, _lines) = (text, text.Split('\n'));

    /// <summary>The page as it came.</summary>
    public string Text { get; }

    /// <summary>Reads a page.</summary>
    public static async Task<MetricsPage> Of(Uri address) => new(await Http.GetStringAsync(address));

    /// <summary>The sum of a metric's series that carry the labels; null where there are none.</summary>
    /// <param name="name">The metric.</param>
    /// <param name="labels">Labels as they stand there: <c>state="open"</c>.</param>
    public double? Value(string name, params string[] labels)
    {
        var values = _lines
            .Where(l => l.StartsWith(name, StringComparison.Ordinal) && l.Length > name.Length && l[name.Length] is '{' or ' ' && labels.All(label => l.Contains(label, StringComparison.Ordinal)))
            .Select(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture)).ToArray();
        return values.Length == 0 ? null : values.Sum();
    }
}
