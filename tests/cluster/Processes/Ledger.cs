using System.Globalization;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;
using StackExchange.Redis;

namespace Sothebais.Tests.Cluster.Processes;

/// <summary>Holds what clients were told against what Redis holds, read without the house.</summary>
internal static class Ledger
{
    /// <summary>The events of an auction as they stand in Redis.</summary>
    public static async Task<List<JsonNode>> Read(RedisServer server, string auction)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        var events = new List<JsonNode>();
        foreach (var entry in await redis.GetDatabase().StreamRangeAsync($"sothebais:auction:{auction}:log"))
            events.AddRange(entry.Values.Where(v => v.Name != "hash").Select(v => JsonNode.Parse((string)v.Value!)!));
        return events;
    }

    /// <summary>Which silo runs an auction: its host and port.</summary>
    public static async Task<string> HostOf(RedisServer server, string auction)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        string silo = (await redis.GetDatabase().HashGetAsync("sothebais:pulse:hosts", $"auction:{auction}"))!;
        return silo[..silo.IndexOf('@', StringComparison.Ordinal)];
    }

    /// <summary>Every acknowledged bid is in the log, once, as it was acknowledged; the log has no gap; and no key brought about two bids.</summary>
    public static void Agrees(List<JsonNode> log, Bidding bidding)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(e => (long)e["sequence"]!));
        var bids = log.Where(e => (string?)e["kind"] == "bidPlaced").ToList();
        var byKey = bids.GroupBy(e => (string)e["origin"]!["key"]!).ToDictionary(g => g.Key, g => g.ToList());
        Assert.All(byKey, key => Assert.Single(key.Value));
        Assert.All(bidding.Acknowledged, told =>
        {
            var bid = Assert.Single(byKey["=" + told.Key]);
            Assert.Equal(told.Sequence, (long)bid["sequence"]!);
            Assert.Equal(Cents(told.Amount), (string)bid["amount"]!);
        });
        var amounts = bids.Select(e => long.Parse((string)e["amount"]!, CultureInfo.InvariantCulture)).ToList();
        Assert.All(amounts.Zip(amounts.Skip(1)), pair => Assert.True(pair.Second >= pair.First + 100, "Each bid is an increment above the one before."));
    }

    private static string Cents(string amount) => ((long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100)).ToString(CultureInfo.InvariantCulture);
}
