using YamlDotNet.RepresentationModel;

namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>What is read, beside the port reference of the network's description.</summary>
public sealed class ScrapeTests
{
    // The network's port reference, every row: the service's name on the network, its main, stream, metrics and health ports; and the silo, which it does not
    // number, and the broadcast. Redis' metrics are its exporter's.
    private static readonly (string Service, int[] Main, int? Stream, int? Metrics, int? Health)[] Reference =
    [
        ("traefik", [80, 443], null, 3100, null),
        ("admin-frontend", [3000], null, 3090, 3091),
        ("auction-manager", [4100], null, 4190, 4191),
        ("event-handler", [4300], 4301, 4390, 4391),
        ("stream-manager", [4200], 4201, 4290, 4291),
        ("prometheus", [9090], null, null, null),
        ("grafana", [3001], null, null, null),
        ("redis", [6379], null, 9121, null),
        ("node-exporter", [], null, 9100, null),
        ("silo", [4000], null, 4090, 4091),
        ("broadcast", [4500], null, 4590, 4591),
    ];

    [Fact]
    public void Every_metrics_port_of_the_network_is_read_and_Prometheus_itself_and_nothing_else()
    {
        var wanted = Reference.Where(r => r.Metrics is not null).Select(r => (r.Service == "redis" ? "redis-exporter" : r.Service, $"{r.Service}:{r.Metrics}".Replace("redis:", "redis-exporter:", StringComparison.Ordinal)))
            .Append(("prometheus", "localhost:9090"));
        Assert.Equal(wanted.Order(), ScrapeConfig.Shipped().Jobs.Select(j => (j.Name, j.Target)).Order());
    }

    [Theory, InlineData("silo"), InlineData("broadcast")]
    public void Who_comes_and_goes_is_found_by_DNS_within_seconds(string service)
    {
        var job = ScrapeConfig.Shipped().Jobs.Single(j => j.Name == service);
        var dns = Assert.IsType<YamlMappingNode>(Assert.Single((YamlSequenceNode)job.Settings["dns_sd_configs"]));
        Assert.Equal("A", dns["type"].ToString());
        Assert.Equal("5s", dns["refresh_interval"].ToString());
    }

    [Fact]
    public void Prometheus_is_read_under_the_path_at_which_it_is_served() =>
        Assert.Equal("/prometheus/metrics", ScrapeConfig.Shipped().Jobs.Single(j => j.Name == "prometheus").Settings["metrics_path"].ToString());
}
