using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Grafana;

/// <summary>A dashboard as it is shipped.</summary>
internal sealed class Dashboard
{
    private Dashboard(string file) => (File, Json) = (file, JsonNode.Parse(System.IO.File.ReadAllText(file))!);

    /// <summary>Grafana's part of the infrastructure.</summary>
    public static string Folder { get; } = Path.Combine(Programs.Root, "infra/grafana");

    /// <summary>All of them.</summary>
    public static Dashboard[] All { get; } = [.. Directory.GetFiles(Path.Combine(Folder, "dashboards"), "*.json").Order(StringComparer.Ordinal).Select(f => new Dashboard(f))];

    /// <summary>Its file.</summary>
    public string File { get; }

    /// <summary>Its content.</summary>
    public JsonNode Json { get; }

    /// <summary>Its name in addresses.</summary>
    public string Uid => (string)Json["uid"]!;

    /// <summary>Its panels, rows among them.</summary>
    public IEnumerable<JsonNode> Panels => Json["panels"]!.AsArray().Select(p => p!);

    /// <summary>Its variables.</summary>
    public IEnumerable<JsonNode> Variables => Json["templating"]!["list"]!.AsArray().Select(v => v!);

    /// <summary>Everything it asks of Prometheus to draw its panels.</summary>
    public IEnumerable<PanelQuery> Queries
    {
        get
        {
            string? repeated = null;
            foreach (var panel in Panels)
            {
                if ((string?)panel["type"] == "row") repeated = (string?)panel["repeat"];
                foreach (var target in panel["targets"]?.AsArray() ?? [])
                    yield return new($"{Uid}: {panel["title"]} {target!["refId"]}", (string)target["expr"]!, repeated);
            }
        }
    }
}

/// <summary>A query of a panel.</summary>
/// <param name="Where">The dashboard, the panel and the query's letter.</param>
/// <param name="Expression">The query, with Grafana's variables.</param>
/// <param name="Repeated">The variable for each of whose values its row is drawn; null where it is drawn once.</param>
internal sealed record PanelQuery(string Where, string Expression, string? Repeated)
{
    /// <summary>The query with Grafana's own variables replaced: windows as Grafana computes them for a reading a second.</summary>
    /// <param name="service">The value of the variable <c>service</c>.</param>
    public string Asked(string service = ".+") => Expression.Replace("$__rate_interval", "10s", StringComparison.Ordinal).Replace("$__interval", "1m", StringComparison.Ordinal)
        .Replace("$__range", "10m", StringComparison.Ordinal).Replace("$service", service, StringComparison.Ordinal).Replace("$instance", ".+", StringComparison.Ordinal);
}
