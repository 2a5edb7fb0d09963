namespace Sothebais.Tests.Gateways.Observers;

/// <summary>The audit of a house on Redis.</summary>
public sealed class AuditTests
{
    private static readonly string[] Kinds = ["sequence-gap", "double-bid", "late-bid", "late-close"];

    [Fact]
    public async Task It_sees_every_event_finds_nothing_and_counts_unsettled_lots_over_a_restart()
    {
        await using var redis = await RedisServer.Start();
        await using var house = await AllInOneHouse.Start(redis.Connection, "--Audit:SettleWithin=00:00:01");
        using var client = new HouseClient(house.At);
        await Until("every kind of finding is there as 0", m => Kinds.All(k => m.Value("sothebais_audit_findings_total", $"kind=\"{k}\"") == 0));
        var (sold, settled) = (await client.Open(), await client.Open());
        foreach (var id in new[] { sold, settled })
        {
            Assert.Equal(201, (await client.Offer(id, "ann", "10")).Status);
            Assert.Equal(201, (await client.Offer(id, "ann", "20")).Status);
            Assert.Equal(200, (await client.Drive(id, "hammer")).Status);
        }
        Assert.Equal(200, (await client.Drive(settled, "settle", new JsonObject { ["reference"] = "invoice 1" })).Status);
        await Until("all eleven events are audited", m => m.Value("sothebais_audit_events_total") == 11 && m.Value("sothebais_feed_lag_seconds") == 0);
        var metrics = await MetricsPage.Of(house.At.On(4390, "/metrics"));
        Assert.Equal(0, metrics.Value("sothebais_audit_findings_total"));
        Assert.Equal(0, metrics.Value("sothebais_audit_unsettled_lots")); // the look at the start

        Assert.Equal(0, await house.Process.Terminate(TimeSpan.FromSeconds(20)));
        await house.StartAgain();
        await Until("the lot that was sold before is counted", m => m.Value("sothebais_audit_unsettled_lots") == 1);

        Task Until(string what, Func<MetricsPage, bool> holds) =>
            Wait.Until(what, Wait.Patience, async () => holds(await MetricsPage.Of(house.At.On(4390, "/metrics"))));
    }
}
