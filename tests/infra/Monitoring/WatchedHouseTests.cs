using System.Text.RegularExpressions;
using Sothebais.Tests.Infra.Grafana;
using Sothebais.Tests.Infra.Prometheus;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>In one process, as developed.</summary>
[Collection(OneAfterTheOther)]
public sealed class AllInOneMonitoringTests(WatchedAllInOne house) : WatchedHouseTests(house), IClassFixture<WatchedAllInOne>
{
    private protected override HashSet<string> NotServed { get; } = [.. Exemptions.Traefik, .. Exemptions.Broadcast, .. Exemptions.Chat, .. Exemptions.BetweenProcesses];
}

/// <summary>In a process for each part, as in production: a figure asked of the wrong service shows here.</summary>
[Collection(OneAfterTheOther)]
public sealed class SeparateMonitoringTests(WatchedSeparateHouse house) : WatchedHouseTests(house), IClassFixture<WatchedSeparateHouse>
{
    private protected override HashSet<string> NotServed { get; } = [.. Exemptions.Traefik, .. Exemptions.Broadcast, .. Exemptions.Chat];
}

/// <summary>What a real Prometheus sees of a real house with the configuration, the rules and the dashboards that are shipped.</summary>
public abstract partial class WatchedHouseTests(WatchedHouse house)
{
    /// <summary>Two houses, each with a sale and a Prometheus, would be too much at once for a small machine.</summary>
    protected const string OneAfterTheOther = "watched houses";

    private static readonly TimeSpan Patience = Wait.Patience;
    private static readonly string[] Services = ["admin-frontend", "auction-manager", "stream-manager", "event-handler"];

    // Alarms about the machine, or about how fast it is: true as they may be of a test machine, the house cannot help it.
    private static readonly HashSet<string> OfTheMachine =
        ["DiskAlmostFull", "DiskFilling", "HostMemoryLow", "HostOutOfMemory", "HostBusy", "ClockUnsynchronised", "BidCommitSlow", "RequestsSlow", "GlassSlow", "LateClose", "RedisMemoryHigh", "RedisMemoryFull"];

    /// <summary>What this house does not serve.</summary>
    private protected abstract HashSet<string> NotServed { get; }

    [Fact]
    public async Task Every_target_is_up_but_Traefik_which_is_not_here()
    {
        (string Job, string Health, string? Error)[] targets = [];
        try
        {
            await Wait.Until("every target is up", Patience, async () =>
                (targets = await Targets()).Length == 8 + house.Silos && targets.All(t => t.Health == (t.Job == "traefik" ? "down" : "up"))); // at first it knows of none
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.Message}\n{string.Join('\n', targets)}");
        }
    }

    [Fact]
    public async Task Every_query_of_every_panel_returns_data()
    {
        var open = Dashboard.All.SelectMany(d => d.Queries).SelectMany(q => q.Repeated is null ? [(q.Where, Expression: q.Asked())] : Services.Select(s => (Where: $"{q.Where} of {s}", Expression: q.Asked(s)))).ToList();
        Assert.True(open.Count > 150, $"{open.Count} queries.");
        foreach (var query in open.Where(q => MetricNames.In(q.Expression).Any(NotServed.Contains)).ToArray())
        {
            await house.Prometheus.Query(query.Expression); // it must make sense all the same
            open.Remove(query);
        }
        try
        {
            await Wait.Until("every query returns data", Patience, async () =>
            {
                foreach (var query in open.ToArray())
                    if ((await house.Prometheus.Query(query.Expression)).Length > 0) open.Remove(query);
                return open.Count == 0;
            });
        }
        catch (TimeoutException e)
        {
            Assert.Fail($"{e.InnerException}{house.Sale.Trouble}\n{string.Join('\n', open.Select(q => $"{q.Where}: {q.Expression}"))}");
        }
    }

    [Fact]
    public async Task Every_variable_has_values()
    {
        foreach (var variable in Dashboard.All.SelectMany(d => d.Variables))
        {
            var asked = LabelValues().Match((string)variable["query"]!["query"]!);
            Assert.True(asked.Success, variable.ToJsonString());
            await Wait.Until($"{variable["name"]} has values", Patience, async () => (await house.Prometheus.Get("series", ("match[]", asked.Groups[1].Value))).AsArray()
                .Any(s => s![asked.Groups[2].Value] is not null));
        }
    }

    [Fact]
    public async Task Every_rule_can_be_evaluated()
    {
        var unwell = "";
        await Wait.Until("every rule was evaluated", Patience, async () =>
        {
            var groups = (await house.Prometheus.Get("rules"))["groups"]!.AsArray();
            var rules = groups.SelectMany(g => g!["rules"]!.AsArray()).Select(r => r!).ToArray();
            unwell = string.Join('\n', rules.Where(r => (string?)r["health"] != "ok").Select(r => $"{r["name"]}: {r["health"]} {r["lastError"]}"));
            return rules.Length == ShippedRules.All.Length && (unwell.Length == 0 || unwell.Contains(": err ", StringComparison.Ordinal));
        });
        Assert.Equal("", unwell);
    }

    [Fact]
    public async Task Every_figure_that_is_read_is_served()
    {
        var read = Dashboard.All.SelectMany(d => d.Queries).Select(q => q.Asked()).Concat(ShippedRules.All.Select(r => r.expr)).SelectMany(MetricNames.In).ToHashSet();
        Assert.Subset(read, Exemptions.Traefik);
        Assert.Subset(read, Exemptions.BetweenProcesses);
        Assert.Subset(read, Exemptions.Broadcast);
        Assert.Subset(read, Exemptions.Chat);
        Assert.Subset(read, Exemptions.AfterTheFirst.Keys.ToHashSet());
        string[] missing = [];
        try
        {
            await Wait.Until("every figure is served", Patience, async () =>
            {
                var served = (await house.Prometheus.Get("label/__name__/values")).AsArray().Select(n => (string)n!).ToHashSet();
                missing = [.. read.Where(n => !served.Contains(n) && !NotServed.Contains(n) && !Exemptions.AfterTheFirst.ContainsKey(n))];
                // What is recorded of Traefik's figures, or of a fault's, has no value either.
                missing = [.. missing.Where(n => ShippedRules.All.FirstOrDefault(r => r.record == n) is not { } rule || !MetricNames.In(rule.expr).Any(Exemptions.AfterTheFirst.ContainsKey))];
                return missing.Length == 0;
            });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Nobody serves {string.Join(", ", missing)}.");
        }
    }

    [Fact]
    public async Task A_healthy_house_raises_no_alarm_but_that_Traefik_is_not_here()
    {
        await Wait.Until("Traefik's absence is noticed", Patience, async () => (await Firing()).Contains("ServiceDown traefik"));
        Assert.Equal(["ServiceDown traefik"], await Firing());
    }

    private async Task<(string Job, string Health, string? Error)[]> Targets() =>
        [.. (await house.Prometheus.Get("targets", ("state", "active")))["activeTargets"]!.AsArray().Select(t => ((string)t!["labels"]!["job"]!, (string)t["health"]!, (string?)t["lastError"]))];

    private async Task<string[]> Firing() =>
    [
        .. (await house.Prometheus.Get("alerts"))["alerts"]!.AsArray().Where(a => (string?)a!["state"] == "firing").Select(a => a!["labels"]!)
            .Where(a => !OfTheMachine.Contains((string)a["alertname"]!)).Select(a => $"{a["alertname"]} {a["job"]}").Order(StringComparer.Ordinal)
    ];

    [GeneratedRegex(@"^label_values\((.+), (\w+)\)$")]
    private static partial Regex LabelValues();
}
