namespace Sothebais.Tests.Gateways.Promises;

/// <summary>What the house promises whoever bids at the same time, whatever it stores in.</summary>
public abstract class Promises(HouseClient client)
{
    [Fact]
    public async Task Of_two_hundred_equal_bids_exactly_one_is_accepted()
    {
        var id = await client.Open();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => client.Offer(id, $"bidder-{i}", "10")));
        var accepted = Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal((409, "bid-too-low", "11"), (a.Status, a.Code, (string?)a.Json["minimumBid"])));
        var view = await client.View(id);
        Assert.Equal((1, 3, "10"), ((int)view["bidCount"]!, (int)view["sequence"]!, (string?)view["price"]));
        Assert.Equal($"{id}-3", (string?)accepted.Json["bidId"]);
        Assert.Equal((string?)(await client.Events(id))[^1]["event"]!["bidderId"], (string?)view["leader"]!["bidderId"]);
    }

    [Fact]
    public async Task A_hundred_retries_of_one_bid_are_one_bid_with_one_answer()
    {
        var (id, key) = (await client.Open(), Ids.New("retry"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.Offer(id, "ann", "10", key)));
        Assert.Equal((201, $"{id}-3"), (answers[0].Status, (string?)answers[0].Json["bidId"]));
        Assert.All(answers, a => Assert.Equal((201, answers[0].Text), (a.Status, a.Text)));
        Assert.Equal(3, (await client.Events(id)).Count);
    }

    [Fact]
    public async Task A_hundred_retries_of_one_create_are_one_auction()
    {
        var (key, sale) = (Ids.New("create"), Ids.New("sale"));
        var request = new JsonObject
        {
            ["title"] = "A test lot",
            ["lot"] = new JsonObject { ["name"] = "A test lot" },
            ["currency"] = "USD",
            ["openingBid"] = "10",
            ["increments"] = new JsonObject { ["fixed"] = "1" },
            ["saleId"] = sale,
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => client.Post("/auctions", request, key)));
        Assert.All(answers, a => Assert.Equal((201, answers[0].Header("Location")), (a.Status, a.Header("Location"))));
        Assert.Single((await client.Get(4100, $"/auctions?saleId={sale}")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task After_the_hammer_no_bid_is_accepted_and_the_highest_before_it_wins()
    {
        var id = await client.Open();
        await client.Offer(id, "early", "10");
        var bidding = Enumerable.Range(0, 200).Select(i => client.Post($"/auctions/{id}/bids", new JsonObject { ["bidderId"] = $"bidder-{i}", ["next"] = true })).ToArray();
        var hammer = client.Post($"/auctions/{id}/hammer");
        var (answers, sold) = (await Task.WhenAll(bidding), await hammer);
        Assert.Equal(200, sold.Status);
        var last = (long)sold.Json["sequence"]!;
        var accepted = answers.Where(a => a.Status == 201).ToArray();
        Assert.All(accepted, a => Assert.True((long)a.Json["sequence"]! < last));
        Assert.All(answers.Except(accepted), a => Assert.Equal("auction-not-open", a.Code));
        var events = await client.Events(id);
        Assert.Equal(last, events.Count);
        Assert.Equal((string?)events[^2]["event"]!["amount"], (string?)sold.Json["result"]!["amount"]);
        Assert.Equal((string?)events[^2]["event"]!["bidderId"], (string?)sold.Json["result"]!["winner"]);
    }

    [Fact]
    public async Task There_is_one_order_of_bids_for_everybody()
    {
        var id = await client.Open();
        await using var one = new SocketObserver(client.At, id);
        await using var two = new SocketObserver(client.At, id);
        await using var feed = new FeedObserver(client.At, id);
        await one.Connect(after: 0);
        await two.Connect(after: 0);
        await feed.Connect(after: "0");
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => client.Post($"/auctions/{id}/bids", new JsonObject { ["bidderId"] = $"bidder-{i % 7}", ["amount"] = $"{10 + i}" })));
        var accepted = answers.Where(a => a.Status == 201).Select(a => (string)a.Json["bidId"]!).Order().ToArray();
        var end = accepted.Length + 2;
        await Wait.Until("all have seen all", Wait.Patience, () => one.Last == end && two.Last == end && feed.Events.Count == end);
        string[] Bids(IEnumerable<JsonNode> told) => [.. told.Where(e => (string?)e["kind"] == "bidPlaced").Select(e => (string)e["bidId"]!)];
        var log = Bids((await client.Events(id)).Select(e => e["event"]!));
        Assert.Equal(accepted, log.Order());
        Assert.Equal(log, Bids(one.Events.Select(e => e["event"]!)));
        Assert.Equal(log, Bids(two.Events.Select(e => e["event"]!)));
        Assert.Equal(log, Bids(feed.Events.Select(e => e["data"]!)));
    }
}

/// <summary>In memory.</summary>
public sealed class PromisesInMemory(OpenHouse house) : Promises(house.Client);

/// <summary>On Redis.</summary>
[Collection(OnRedis.Name)]
public sealed class PromisesOnRedis(RedisHouse redis) : Promises(redis.Client);
