using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Sothebais.Tests.Infra.Grafana;

/// <summary>The dashboards that are shipped, as Grafana will read them.</summary>
public sealed class DashboardTests
{
    private const int Columns = 24;

    private static readonly string[] Drawn = ["stat", "timeseries", "table", "gauge", "bargauge", "heatmap"];
    private static readonly string[] Types = [.. Drawn, "row", "text", "alertlist"];
    private static readonly string[] Units = ["short", "s", "dthms", "percentunit", "bytes", "cps", "reqps", "ops", "Bps", "bps"];

    public static TheoryData<string> Uids => [.. Dashboard.All.Select(d => d.Uid)];

    private static Dashboard Of(string uid) => Dashboard.All.Single(d => d.Uid == uid);

    private static IEnumerable<JsonNode> Panels(string uid, params string[] types) => Of(uid).Panels.Where(p => types.Contains((string?)p["type"]));

    [Fact]
    public void There_is_a_dashboard_for_each_thing_to_be_watched() =>
        Assert.Equal(["cluster", "host", "redis", "sale-integrity", "services", "the-room"], Dashboard.All.Select(d => d.Uid).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Uids))]
    public void A_dashboard_is_a_file_and_nobody_edits_it_in_the_browser(string uid)
    {
        var json = Of(uid).Json;
        Assert.Equal($"{uid}.json", Path.GetFileName(Of(uid).File));
        Assert.False((bool)json["editable"]!);
        Assert.Null(json["id"]);
        Assert.Equal(("utc", "5s", 41), ((string)json["timezone"]!, (string)json["refresh"]!, (int)json["schemaVersion"]!));
        Assert.Contains("sothebais", json["tags"]!.AsArray().Select(t => (string)t!));
    }

    [Theory, MemberData(nameof(Uids))]
    public void Every_panel_says_what_it_shows_and_in_which_unit(string uid)
    {
        Assert.All(Of(uid).Panels, p => Assert.Contains((string)p["type"]!, Types));
        Assert.All(Of(uid).Panels, p => Assert.False(string.IsNullOrWhiteSpace((string?)p["title"])));
        Assert.All(Panels(uid, [.. Drawn, "text", "alertlist"]), p => Assert.EndsWith(".", (string?)p["description"]));
        Assert.All(Panels(uid, Drawn), p =>
        {
            Assert.Contains((string?)p["fieldConfig"]!["defaults"]!["unit"], Units);
            Assert.NotEmpty(p["targets"]!.AsArray());
        });
        // A line that cannot be told from another is no figure.
        Assert.All(Panels(uid, "timeseries", "bargauge"), p => Assert.All(p["targets"]!.AsArray(), t => Assert.False(string.IsNullOrEmpty((string?)t!["legendFormat"]))));
    }

    [Theory, MemberData(nameof(Uids))]
    public void Every_query_goes_to_the_data_source_that_is_provisioned(string uid)
    {
        var source = Provisioned("datasources/prometheus.yaml", "datasources");
        var (type, name) = (source["type"].ToString(), source["uid"].ToString());
        var asked = Panels(uid, Drawn).Concat(Panels(uid, Drawn).SelectMany(p => p["targets"]!.AsArray().Select(t => t!))).Concat(Of(uid).Variables);
        Assert.All(asked, a => Assert.Equal((type, name), ((string?)a["datasource"]!["type"], (string?)a["datasource"]!["uid"])));
        Assert.All(Panels(uid, "alertlist"), p => Assert.Equal(source["name"].ToString(), (string?)p["options"]!["datasource"]));
    }

    [Theory, MemberData(nameof(Uids))]
    public void No_panel_lies_on_another_or_leaves_the_grid(string uid)
    {
        var taken = new HashSet<(int, int)>();
        foreach (var panel in Of(uid).Panels)
        {
            var (x, y, w, h) = ((int)panel["gridPos"]!["x"]!, (int)panel["gridPos"]!["y"]!, (int)panel["gridPos"]!["w"]!, (int)panel["gridPos"]!["h"]!);
            Assert.True(x >= 0 && w > 0 && x + w <= Columns, $"{panel["title"]} leaves the grid.");
            for (var i = x; i < x + w; i++)
                for (var j = y; j < y + h; j++)
                    Assert.True(taken.Add((i, j)), $"{panel["title"]} lies on another at {i}, {j}.");
        }
        Assert.Distinct(Of(uid).Panels.Select(p => (int)p["id"]!));
        Assert.Distinct(Panels(uid, [.. Drawn, "text", "alertlist"]).Select(p => (string)p["title"]!));
    }

    [Fact]
    public void The_data_source_is_Prometheus_under_its_path_and_reads_as_often_as_it_is_fed()
    {
        var source = Provisioned("datasources/prometheus.yaml", "datasources");
        Assert.Equal("http://prometheus:9090/prometheus", source["url"].ToString());
        Assert.Equal("5s", source["jsonData"]["timeInterval"].ToString());
        Assert.Equal("false", source["editable"].ToString());
        var provider = Provisioned("dashboards/sothebais.yaml", "providers");
        Assert.Equal(("file", "false", "/etc/grafana/dashboards"), (provider["type"].ToString(), provider["allowUiUpdates"].ToString(), provider["options"]["path"].ToString()));
    }

    private static YamlNode Provisioned(string file, string what)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(Path.Combine(Dashboard.Folder, "provisioning", file));
        yaml.Load(text);
        return Assert.Single((YamlSequenceNode)yaml.Documents[0].RootNode[what]);
    }
}
