namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>The configuration and the rules that are shipped, before Prometheus' own judge.</summary>
public sealed class RuleTests
{
    private static readonly string[] Severities = ["critical", "warning"];

    public static TheoryData<string> TestFiles => [.. ShippedRules.TestFiles.Select(f => Path.GetFileName(f))];

    [Fact]
    public async Task Prometheus_accepts_the_configuration_and_every_rule()
    {
        var (content, said) = await Promtool.Run("check", "config", "prometheus.yml");
        Assert.True(content, said);
        foreach (var file in ShippedRules.Files) Assert.Contains(Path.GetRelativePath(Promtool.Folder, file), said, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(TestFiles))]
    public async Task Every_alarm_fires_and_stays_quiet_as_its_unit_tests_say(string file)
    {
        var (content, said) = await Promtool.Run("test", "rules", $"tests/{file}");
        Assert.True(content, said);
    }

    [Fact]
    public void Every_alarm_has_a_test_in_which_it_fires_and_one_in_which_it_stays_quiet()
    {
        var alerts = ShippedRules.Alerts.Select(a => a.alert!).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(alerts.Distinct(), alerts);
        Assert.Equal(alerts, ShippedRules.Cases.Where(c => c.exp_alerts.Length > 0).Select(c => c.alertname).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(alerts, ShippedRules.Cases.Where(c => c.exp_alerts.Length == 0).Select(c => c.alertname).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_alarm_says_how_bad_it_is_what_is_wrong_and_what_to_do() => Assert.All(ShippedRules.Alerts, alert =>
    {
        Assert.Contains(alert.labels["severity"], Severities);
        Assert.Equal(["description", "runbook", "summary"], alert.annotations.Keys.Order(StringComparer.Ordinal));
        Assert.All(alert.annotations.Values, text => Assert.False(string.IsNullOrWhiteSpace(text)));
    });
}
