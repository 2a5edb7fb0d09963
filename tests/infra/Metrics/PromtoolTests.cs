using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Metrics;

/// <summary>What <c>promtool check metrics</c> says to every metrics page of a house under traffic: nothing.</summary>
public sealed class PromtoolTests
{
    private static readonly int[] Pages = [3090, 4090, 4190, 4290, 4390];

    [Fact]
    public async Task It_finds_nothing_to_say_to_a_house_in_separate_processes()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        await Trade(house.At, client);
        await Check(house.At, [.. Pages, 4092]); // the second silo's, two further on
        var silo = await MetricsPage.Of(house.At.On(4090, "/metrics"));
        var other = await MetricsPage.Of(house.At.On(4092, "/metrics"));
        foreach (var shown in new[]
        {
            "orleans_app_requests_latency_seconds_count", "orleans_catalog_activations", "orleans_catalog_activation_latency_seconds_count", "orleans_messaging_sent_messages_size_bytes_count",
            "orleans_messaging_processing_dispatcher_received_total", "orleans_messaging_processing_dispatcher_processed_total", "orleans_gateway_connected_clients", "orleans_reminders_active",
            "orleans_storage_read_latency_seconds_count", "dotnet_process_cpus",
        }) Assert.True((silo.Value(shown) ?? other.Value(shown)) is not null, $"{shown} is not shown."); // which of the two runs the auction is chance
        Assert.Equal(2, silo.Value("orleans_consistent_ring_size"));
        Assert.DoesNotContain("milliseconds", silo.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await MetricsPage.Of(house.At.On(3090, "/metrics"))).Value("target_info"));
    }

    [Fact]
    public async Task It_finds_nothing_to_say_to_a_house_in_one_process()
    {
        await using var house = await AllInOneHouse.Start();
        using var client = new HouseClient(house.At);
        var id = await Trade(house.At, client);
        await Check(house.At, Pages);
        var all = await MetricsPage.Of(house.At.On(4190, "/metrics"));
        Assert.Equal(1, all.Value("sothebais_extensions_total", "reason=\"bid\""));
        Assert.Equal(1, all.Value("sothebais_extensions_total", "reason=\"auctioneer\""));
        var closesAt = (DateTimeOffset)(await client.View(id))["closesAt"]!;
        Assert.Equal(closesAt.ToUnixTimeMilliseconds() / 1000d, all.Value("sothebais_auction_deadline_timestamp_seconds", $"auction=\"{id}\"")!.Value, 0.01);
        // Each grain call is measured once, however many services share the process.
        Assert.Equal(all.Value("orleans_app_requests_latency_seconds_count"), all.Value("orleans_app_requests_latency_seconds_bucket", "le=\"+Inf\""));
    }

    /// <summary>Bids that are taken and refused, a viewer, a follower of the feed, a forwarded request.</summary>
    private static async Task<string> Trade(HouseAddresses at, HouseClient client)
    {
        var id = await client.Open(new JsonObject { ["duration"] = "PT5M", ["extension"] = new JsonObject { ["window"] = "PT10M", ["by"] = "PT10M" } });
        await using var viewer = new SocketObserver(at, id, new Uri($"ws://127.0.0.1:{3000 + at.Offset}/ws"));
        await using var feed = new FeedObserver(at, id);
        await viewer.Connect(after: 0);
        await feed.Connect(after: "0");
        Assert.Equal(201, (await client.Bid(id, "ann", "10")).Status);
        Assert.Equal(409, (await client.Bid(id, "bob", "10")).Status);
        Assert.Equal(200, (await client.Drive(id, "extend", new JsonObject { ["by"] = "PT1M" })).Status);
        await Wait.Until("both have seen it", Wait.Patience, () => viewer.Last == 5 && feed.Events.Count == 5);
        Assert.Equal(200, (await client.Send(HttpMethod.Get, at.On(3000, $"/api/auctions/{id}"), null, null)).Status);
        return id;
    }

    private static async Task Check(HouseAddresses at, int[] pages)
    {
        var folder = Directory.CreateTempSubdirectory("promtool-");
        try
        {
            foreach (var page in pages)
            {
                var file = Path.Combine(folder.FullName, $"{page}.prom");
                await File.WriteAllTextAsync(file, (await MetricsPage.Of(at.On(page, "/metrics"))).Text, TestContext.Current.CancellationToken);
                await using var promtool = ServerProcess.Start("promtool", "sh", ["-c", "exec promtool check metrics < \"$0\"", file]);
                await Wait.Until("promtool has ended", Wait.Patience, () => !promtool.IsRunning);
                var code = await promtool.Terminate(TimeSpan.FromSeconds(5));
                Assert.True(code == 0 && promtool.Output.Length == 0, $"promtool on :{page} ended with {code}:\n{promtool.Output}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
