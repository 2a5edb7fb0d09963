using YamlDotNet.Serialization;

namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>The rules that are shipped, and their unit tests.</summary>
internal static class ShippedRules
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().IgnoreUnmatchedProperties().Build();

    /// <summary>Files of rules.</summary>
    public static string[] Files { get; } = [.. Directory.GetFiles(Path.Combine(Promtool.Folder, "rules"), "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Files of unit tests.</summary>
    public static string[] TestFiles { get; } = [.. Directory.GetFiles(Path.Combine(Promtool.Folder, "tests"), "*.yml").Order(StringComparer.Ordinal)];

    /// <summary>All rules.</summary>
    public static Rule[] All { get; } = [.. Files.SelectMany(f => Read<RuleFile>(f).groups).SelectMany(g => g.rules)];

    /// <summary>The alerts.</summary>
    public static Rule[] Alerts { get; } = [.. All.Where(r => r.alert is not null)];

    /// <summary>What the unit tests expect of alerts.</summary>
    public static AlertCase[] Cases { get; } = [.. TestFiles.SelectMany(f => Read<TestFile>(f).tests).SelectMany(t => t.alert_rule_test)];

    private static T Read<T>(string file) => Yaml.Deserialize<T>(File.ReadAllText(file));

    // Named as in the files.
#pragma warning disable IDE1006, CA1812, CS0649
    internal sealed class RuleFile
    {
        public Group[] groups { get; set; } = [];
    }

    internal sealed class Group
    {
        public string name { get; set; } = "";
        public Rule[] rules { get; set; } = [];
    }

    internal sealed class Rule
    {
        public string? alert { get; set; }
        public string? record { get; set; }
        public string expr { get; set; } = "";
        public Dictionary<string, string> labels { get; set; } = [];
        public Dictionary<string, string> annotations { get; set; } = [];
    }

    internal sealed class TestFile
    {
        public Test[] tests { get; set; } = [];
    }

    internal sealed class Test
    {
        public AlertCase[] alert_rule_test { get; set; } = [];
    }

    internal sealed class AlertCase
    {
        public string alertname { get; set; } = "";
        public object[] exp_alerts { get; set; } = [];
    }
#pragma warning restore IDE1006, CA1812, CS0649
}
