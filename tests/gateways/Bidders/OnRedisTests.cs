namespace Sothebais.Tests.Gateways.Bidders;

/// <summary>Bidders' accounts where the house keeps everything in Redis.</summary>
[Collection(OnRedis.Name)]
public sealed class OnRedisTests(RedisHouse house)
{
    [Fact]
    public async Task Bids_won_lots_blocks_and_limits_are_kept_in_Redis_as_in_memory()
    {
        var client = house.Client;
        var id = Ids.New("redis:bidder");
        async Task<Reply> Ask(HttpMethod method, string path, string? body = null) =>
            await client.Ask(method, client.At.On(4100, path), body is null ? null : Asking.Json(body), await client.Admin());
        Assert.Equal(201, (await client.Post("/bidders", new JsonObject { ["id"] = id })).Status);
        Assert.Equal(200, (await Ask(HttpMethod.Put, $"/bidders/{id}/limits", """{"USD":"100"}""")).Status);
        var auctions = new List<string>();
        for (var i = 0; i < 6; i++) auctions.Add(await client.Open());
        var answers = await Task.WhenAll(auctions.Select(a => client.Bid(a, id, "30")));
        Assert.Equal(3, answers.Count(a => a.Status == 201));
        Assert.Equal("90", (string?)(await Ask(HttpMethod.Get, $"/bidders/{id}")).Json["exposure"]!["USD"]);

        var led = auctions.Where((_, i) => answers[i].Status == 201).ToArray();
        await client.Drive(led[0], "hammer");
        await client.Drive(led[1], "hammer");
        await client.Drive(led[1], "reopen");
        Assert.Equal([led[0]], (await Ask(HttpMethod.Get, $"/bidders/{id}/won")).Json["items"]!.AsArray().Select(l => (string)l!["auctionId"]!));
        Assert.Equal(200, (await Ask(HttpMethod.Post, $"/bidders/{id}/block", """{"reason":"x"}""")).Status);
        foreach (var auction in led[1..]) Assert.Null((await client.View(auction))["leader"]);
        var (read, cursor) = (new List<(string, string)>(), "");
        do
        {
            var page = (await Ask(HttpMethod.Get, $"/bidders/{id}/bids?limit=2&cursor={cursor}")).Json;
            read.AddRange(page["items"]!.AsArray().Select(b => ((string)b!["auctionId"]!, (string)b["status"]!)));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(led.Select(a => (a, a == led[0] ? "placed" : "retracted")).Order(), read.Order());
        Assert.Contains(id, (await Ask(HttpMethod.Get, "/bidders?limit=500")).Json["items"]!.AsArray().Select(b => (string)b!["id"]!));
    }
}
