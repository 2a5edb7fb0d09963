using System.Text;
using Sothebais.Tests.Infra.Prometheus;

namespace Sothebais.Tests.Infra.Grafana;

/// <summary>What the panels of the sale's integrity say: nothing is green that nobody has looked at. Judged by Prometheus, on the queries that are shipped.</summary>
public sealed class IntegrityPanelTests
{
    private const string NotLookedAt = "-1";
    private const string Auditor = "job=\"event-handler\", instance=\"event-handler:4390\"";
    private const string Overlay = "job=\"admin-frontend\", instance=\"admin-frontend:3090\"";

    private static readonly string[] Kinds = ["sequence-gap", "double-bid", "late-bid", "late-close"];
    private static readonly string[] Panels = ["Sequence gaps", "Double bids", "Late bids", "Late closes", "Unsettled lots", "Gaps on the glass"];

    [Fact]
    public Task Where_all_was_looked_at_and_nothing_found_they_say_none() => Say("0", House("0x60"));

    [Fact]
    public Task A_finding_shows_its_number() => Say("2", House("0x12 2x48"));

    [Fact]
    public Task A_finding_before_the_first_reading_shows() => Say("2", House("2x60"));

    [Fact]
    public Task A_finding_shows_after_a_restart_of_who_found_it() => Say("2", House("0x12 2x12 0x36"), Panels.Where(p => p != "Unsettled lots"));

    [Fact]
    public Task A_finding_shows_though_the_auditor_has_fallen_behind() => Say("2", House("0x12 2x48", lag: "0x12 90x48"));

    [Fact]
    public Task Where_the_auditor_and_the_overlay_are_gone_they_say_so() => Say(NotLookedAt, House("0x12 stale", lag: "0x12 stale"));

    [Fact]
    public Task Where_they_never_were_they_say_so() => Say(NotLookedAt, []);

    [Fact]
    public Task Where_the_auditor_is_behind_and_the_overlay_is_cut_off_they_say_so() => Say(NotLookedAt, House("0x60", lag: "31x60", lines: "0x60"));

    [Fact]
    public void Less_than_nothing_and_one_are_red_and_none_is_green() => Assert.All(Queries(Panels), q =>
    {
        var panel = Dashboard.All.Single(d => d.Uid == "sale-integrity").Panels.Single(p => (string?)p["title"] == q.Panel);
        var defaults = panel["fieldConfig"]!["defaults"]!;
        Assert.Equal(["red ", "green 0", "red 1"], defaults["thresholds"]!["steps"]!.AsArray().Select(s => $"{s!["color"]} {s["value"]}"));
        Assert.Equal("red", (string?)defaults["mappings"]![0]!["options"]![NotLookedAt]!["color"]);
        Assert.Equal("background", (string?)panel["options"]!["colorMode"]);
    });

    // Five minutes of a house in which every figure of integrity takes the same course.
    private static IEnumerable<(string Series, string Values)> House(string findings, string lag = "0x60", string lines = "1x60") =>
        Kinds.Select(kind => ($"sothebais_audit_findings_total{{{Auditor}, kind=\"{kind}\"}}", findings)).Concat(
        [
            ($"sothebais_audit_unsettled_lots{{{Auditor}}}", findings), ($"sothebais_feed_lag_seconds{{{Auditor}}}", lag), ($"sothebais_glass_gaps_total{{{Overlay}}}", findings),
            ($"sothebais_glass_lines{{{Overlay}, state=\"wanted\"}}", "1x60"), ($"sothebais_glass_lines{{{Overlay}, state=\"open\"}}", lines),
        ]);

    private static IEnumerable<(string Panel, string Query)> Queries(IEnumerable<string> panels)
    {
        var queries = Dashboard.All.Single(d => d.Uid == "sale-integrity").Queries.ToArray();
        return panels.Select(panel => (panel, queries.First(q => q.Where == $"sale-integrity: {panel} A").Asked()));
    }

    private static async Task Say(string value, IEnumerable<(string Series, string Values)> house, IEnumerable<string>? panels = null)
    {
        var test = new StringBuilder($"""
            rule_files: ['{Path.Combine(Promtool.Folder, "rules/recording.yml")}']
            evaluation_interval: 5s
            tests:
              - interval: 5s
                input_series:
                  - {Quoted("series", "something_else")}
                    values: '0x60'

            """);
        foreach (var (series, values) in house) test.Append($"      - {Quoted("series", series)}\n        {Quoted("values", values)}\n");
        test.Append("    promql_expr_test:\n");
        foreach (var (_, query) in Queries(panels ?? Panels)) test.Append($"      - {Quoted("expr", query)}\n        eval_time: 290s\n        exp_samples: [{{ labels: '{{}}', value: {value} }}]\n");
        var file = Path.Combine(Path.GetTempPath(), $"integrity-{Guid.NewGuid():N}.yml");
        await File.WriteAllTextAsync(file, test.ToString());
        try
        {
            var (content, said) = await Promtool.Run("test", "rules", file);
            Assert.True(content, said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Quoted(string name, string value) => $"{name}: '{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
