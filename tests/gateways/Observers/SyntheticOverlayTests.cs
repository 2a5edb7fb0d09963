namespace Sothebais.Tests.Gateways.Observers;

/// <summary>The house watches itself as its viewers do.</summary>
public sealed class SyntheticOverlayTests
{
    [Fact]
    public async Task It_measures_the_auctions_that_close_next_follows_the_sale_and_is_no_audience()
    {
        await using var house = await AllInOneHouse.Start(null, "--SyntheticOverlay:Lines=2");
        using var client = new HouseClient(house.At);
        var first = await client.Open(new JsonObject { ["duration"] = "PT10M" });
        var second = await client.Open(new JsonObject { ["duration"] = "PT20M" });
        var third = await client.Open(new JsonObject { ["duration"] = "PT30M" });
        await Until("two lines", m => m.Value("sothebais_glass_lines", "state=\"open\"") == 2 && m.Value("sothebais_glass_lines", "state=\"wanted\"") == 2);
        await client.Offer(third, "ann", "10"); // nobody watches
        await client.Offer(first, "ann", "10");
        await client.Offer(second, "ann", "10");
        await client.Offer(second, "bob", "11");
        await Until("three bids", m => m.Value("sothebais_glass_latency_seconds_count") == 3);
        var metrics = await MetricsPage.Of(house.At.On(3090, "/metrics"));
        Assert.InRange(metrics.Value("sothebais_glass_latency_seconds_sum")!.Value, 0, 5);
        Assert.Equal(0, metrics.Value("sothebais_glass_gaps_total"));
        Assert.Equal(0, metrics.Value("sothebais_viewers") ?? 0);

        await client.Drive(first, "hammer");
        await Until("a line to the next auction", m => m.Value("sothebais_glass_lines", "state=\"wanted\"") == 2 && m.Value("sothebais_glass_lines", "state=\"open\"") == 2 && Bid(m) > 3,
            async () => await client.Send(HttpMethod.Post, house.At.On(4100, $"/auctions/{third}/bids"), new JsonObject { ["bidderId"] = "cid", ["name"] = "cid", ["amount"] = $"{++_amount}" }, await client.Admin()));

        await using var person = new SocketObserver(house.At, third);
        await person.Connect();
        await Until("one viewer", m => m.Value("sothebais_viewers") == 1);

        Assert.Equal(0, await house.Process.Terminate(TimeSpan.FromSeconds(20)));
        Assert.DoesNotContain("fail:", house.Process.Output, StringComparison.Ordinal);

        static double Bid(MetricsPage m) => m.Value("sothebais_glass_latency_seconds_count") ?? 0;

        Task Until(string what, Func<MetricsPage, bool> holds, Func<Task>? meanwhile = null) => Wait.Until(what, Wait.Patience, async () =>
        {
            if (meanwhile is not null) await meanwhile();
            return holds(await MetricsPage.Of(house.At.On(3090, "/metrics")));
        });
    }

    private int _amount = 100;
}
