using YamlDotNet.RepresentationModel;

namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>The scrape configuration that is shipped; it can be moved to where a test's house is.</summary>
internal sealed class ScrapeConfig
{
    private readonly YamlStream _yaml = [];

    private ScrapeConfig()
    {
        using var file = File.OpenText(Path.Combine(Promtool.Folder, "prometheus.yml"));
        _yaml.Load(file);
    }

    private YamlMappingNode Root => (YamlMappingNode)_yaml.Documents[0].RootNode;

    /// <summary>The jobs, each with its one target as <c>name:port</c>.</summary>
    public IEnumerable<(string Name, string Target, YamlMappingNode Settings)> Jobs => ((YamlSequenceNode)Root["scrape_configs"]).Cast<YamlMappingNode>()
        .Select(job => (job["job_name"].ToString(), TargetOf(job), job));

    /// <summary>Reads what is shipped.</summary>
    public static ScrapeConfig Shipped() => new();

    /// <summary>The same with other targets and a reading a second; nothing else differs.</summary>
    /// <param name="targets">For each job where it is instead.</param>
    public string Moved(IReadOnlyDictionary<string, string[]> targets)
    {
        var global = (YamlMappingNode)Root["global"];
        foreach (var (setting, value) in new[] { ("scrape_interval", "1s"), ("scrape_timeout", "1s"), ("evaluation_interval", "1s") })
            ((YamlScalarNode)global[setting]).Value = value;
        foreach (var file in ((YamlSequenceNode)Root["rule_files"]).Cast<YamlScalarNode>()) file.Value = Path.Combine(Promtool.Folder, file.Value!);
        foreach (var (name, _, job) in Jobs.ToArray())
        {
            job.Children.Remove("dns_sd_configs");
            job.Children["static_configs"] = new YamlSequenceNode(new YamlMappingNode("targets", new YamlSequenceNode(targets[name].Select(t => new YamlScalarNode(t)))));
        }
        using var text = new StringWriter();
        _yaml.Save(text, assignAnchors: false);
        return text.ToString();
    }

    private static string TargetOf(YamlMappingNode job)
    {
        if (!job.Children.TryGetValue("dns_sd_configs", out var dns)) return Assert.Single((YamlSequenceNode)Assert.Single((YamlSequenceNode)job["static_configs"])["targets"]).ToString();
        var found = Assert.Single((YamlSequenceNode)dns);
        return $"{Assert.Single((YamlSequenceNode)found["names"])}:{found["port"]}";
    }
}
