namespace Sothebais.Tests.Gateways.Ports;

/// <summary>What Prometheus reads.</summary>
public sealed class MetricsTests(OpenHouse house)
{
    private static readonly int[] MetricsPorts = [3090, 4190, 4290, 4390];

    [Fact]
    public async Task The_metrics_hold_figures_of_the_house_of_its_web_server_of_its_runtime_and_of_Orleans()
    {
        var id = await house.Client.Open();
        Assert.Equal(201, (await house.Client.Offer(id, "ann", "10")).Status);
        foreach (var port in MetricsPorts)
        {
            var text = "";
            await Wait.Until("the metrics hold a bid", Wait.Patience, async () =>
                (text = (await house.Client.Get(port, "/metrics")).Text).Contains("sothebais_bids", StringComparison.Ordinal));
            foreach (var family in new[] { "sothebais_bids_total", "sothebais_commit_duration_seconds_bucket", "sothebais_auctions_open", "http_server_request_duration_seconds_bucket", "dotnet_gc_", "orleans_" })
                Assert.Contains(family, text, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(3090), InlineData(4190), InlineData(4290), InlineData(4390)]
    public async Task Every_line_of_the_metrics_is_one_that_Prometheus_reads(int port)
    {
        var reply = await house.Client.Get(port, "/metrics");
        Assert.Equal("text/plain", reply.MediaType);
        var lines = reply.Text.Split('\n').Where(l => l.Length > 0).ToArray();
        Assert.True(lines.Length > 50);
        Assert.All(lines, line => Assert.Matches(@"^(#.*|[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? ([-+]?[0-9].*|NaN|[-+]?Inf.*))$", line));
    }

    [Fact]
    public async Task A_bid_is_counted_once_by_its_outcome()
    {
        async Task<double> Count(string outcome) =>
            (await house.Client.Get(4190, "/metrics")).Text.Split('\n')
                .Where(l => l.StartsWith("sothebais_bids_total", StringComparison.Ordinal) && l.Contains($"outcome=\"{outcome}\"", StringComparison.Ordinal))
                .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        var id = await house.Client.Open();
        var before = await Count("accepted");
        Assert.Equal(201, (await house.Client.Offer(id, "ann", "10")).Status);
        await Wait.Until("the bid is counted", Wait.Patience, async () => await Count("accepted") > before);
    }
}
