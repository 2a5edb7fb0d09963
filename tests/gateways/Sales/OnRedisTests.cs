namespace Sothebais.Tests.Gateways.Sales;

/// <summary>Sales where everything is kept in Redis.</summary>
[Collection(OnRedis.Name)]
public sealed class OnRedisTests(RedisHouse redis)
{
    [Fact]
    public async Task A_sale_is_kept_and_its_log_is_no_news_to_those_who_follow_auctions()
    {
        var (house, id) = (redis.Client, Ids.New("sale"));
        await using var feed = new FeedObserver(house.At);
        await feed.Connect();
        Assert.Equal(201, (await house.Post("/sales", SaleroomTests.Request(id))).Status);
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => house.Post($"/sales/{id}/paddles", new JsonObject { ["bidderId"] = $"bidder-{n}" })));
        Assert.Equal(Enumerable.Range(1, 20), given.Select(r => (int)r.Json["paddle"]!).Order());
        Assert.Equal(200, (await house.Post($"/sales/{id}/import", JsonNode.Parse("""[{"name":"One"},{"name":"Two"}]"""))).Status);
        await house.Post($"/sales/{id}/open");
        await house.Post($"/sales/{id}/next");
        await house.Offer($"{id}-1", "bidder-0", "20");
        var closed = (await house.Post($"/sales/{id}/hammer")).Json;
        Assert.Equal(("sold", "waiting"), ((string?)closed["lots"]![0]!["status"], (string?)closed["lots"]![1]!["status"]));
        await Wait.Until("the feed tells of the hammer", Wait.Patience, () => feed.Events.Any(e => (string?)e["type"] == "com.sothebais.auction.auction-sold.v1"));
        Assert.Equal([$"{id}-1", $"{id}-2"], feed.Events.Select(e => (string?)e["subject"]).Distinct().Order());
        Assert.Contains(id, (await house.Get(4100, "/sales?status=open&limit=500")).Json["items"]!.AsArray().Select(s => (string?)s!["id"]));
        var sold = (await house.Get(4100, $"/sales/{id}/results", await house.Admin())).Json["items"]![0]!;
        Assert.Equal(("bidder-0", "20"), ((string?)sold["winner"], (string?)sold["amount"]));
        Assert.Equal((int)given[0].Json["paddle"]!, (int)sold["paddle"]!);
    }
}
