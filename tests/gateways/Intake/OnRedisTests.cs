using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Events and dead letters in Redis.</summary>
[Collection(OnRedis.Name)]
public sealed class OnRedisTests(RedisHouse house)
{
    private const string Key = "event-source";

    private async Task<Reply> Letters(HttpMethod method, string path = "") => await house.Client.Ask(method, house.House.At.On(4300, "/dead-letters" + path), null, await house.Client.Admin());

    [Fact]
    public async Task Events_and_letters_outlive_the_house()
    {
        var token = await house.Client.Token("bridge", Key);
        var (auction, batch, source) = (Ids.New("late"), Ids.New("batch"), $"/tests/{Ids.New("source")}");
        var events = Enumerable.Range(0, 3).Select(i => Sending.Event($"{batch}-{i}", "com.example.thing", new JsonObject { ["n"] = i }, source)).ToArray();
        var bids = Enumerable.Range(0, 3).Select(i => Sending.Bid($"{batch}-bid-{i}", auction, $"bidder-{i}", $"{10 + i}", source)).ToArray();
        var items = (await house.Client.SendBatch([.. events, .. bids, bids[0]], token)).Json["items"]!.AsArray();
        Assert.Equal(["kept", "kept", "kept", "dead-lettered", "dead-lettered", "dead-lettered", "dead-lettered"], items.Select(i => (string?)i!["status"]));
        Assert.Equal((string?)items[3]!["deadLetterId"], (string?)items[6]!["deadLetterId"]);

        await house.House.Process.DisposeAsync();
        await house.House.StartAgain();
        house.Client.SignOut();
        token = await house.Client.Token("bridge", Key);
        Assert.All((await house.Client.SendBatch(events, token)).Json["items"]!.AsArray(), i => Assert.Equal("duplicate", (string?)i!["status"]));
        using var line = await FeedLine.Connect(house.House.At, $"after=0&source={Uri.EscapeDataString(source)}");
        Assert.Equal(events.Select(e => e.ToJsonString()), (await line.Next(3)).Select(t => t.Data.ToJsonString()));
        Assert.Equal(events[1].ToJsonString(), (await house.Client.Get(4300, $"/events/{batch}-1?source={Uri.EscapeDataString(source)}")).Json.ToJsonString());

        await house.Client.Open(new JsonObject { ["id"] = auction });
        var many = (await Letters(HttpMethod.Post, "/retry?kind=intake&limit=100")).Json;
        Assert.Equal((3, 3, 0, 0), ((int)many["tried"]!, (int)many["succeeded"]!, (int)many["failed"]!, (int)many["remaining"]!));
        Assert.Null(many["nextCursor"]);
        Assert.Equal(3, (int)(await house.Client.View(auction))["bidCount"]!);
        Assert.Empty((await Letters(HttpMethod.Get)).Json["items"]!.AsArray());

        // Many at once: in bounded calls that say where they are.
        await house.Client.SendBatch(Enumerable.Range(0, 5).Select(i => Sending.Bid($"{batch}-lost-{i}", "none-such", "ann", "10", source)), token);
        many = (await Letters(HttpMethod.Post, "/retry?limit=3")).Json;
        Assert.Equal((3, 0, 3, 5), ((int)many["tried"]!, (int)many["succeeded"]!, (int)many["failed"]!, (int)many["remaining"]!));
        many = (await Letters(HttpMethod.Post, $"/retry?limit=3&cursor={many["nextCursor"]}")).Json;
        Assert.Equal((2, 2), ((int)many["tried"]!, (int)many["failed"]!));
        Assert.Null(many["nextCursor"]);
        await Wait.Until("the letters are on the metrics", Wait.Patience, async () => (await MetricsPage.Of(house.House.At.On(4390, "/metrics"))).Value("sothebais_dead_letters", "kind=\"intake\"") == 5);
        var gone = (await Letters(HttpMethod.Delete, "?kind=intake")).Json;
        Assert.Equal((5, 0), ((int)gone["discarded"]!, (int)gone["remaining"]!));
        Assert.Empty((await Letters(HttpMethod.Get)).Json["items"]!.AsArray());
    }
}
