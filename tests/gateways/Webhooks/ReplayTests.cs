namespace Sothebais.Tests.Gateways.Webhooks;

public sealed class ReplayTests(WebhookHouse house) : IClassFixture<WebhookHouse>
{
    private readonly HouseClient _client = house.Client;

    [Fact]
    public async Task A_range_is_sent_again_to_a_webhook_beside_its_live_lane_and_ends()
    {
        await using var receiver = await Receiver.Start();
        var auction = await _client.Open();
        for (var n = 0; n < 5; n++) await _client.BidNext(auction, $"bidder-{n % 2}");
        var (id, _) = await _client.Subscribe(receiver, auction);
        var key = Ids.New("key");
        var body = new JsonObject { ["webhook"] = id, ["from"] = "2026-01-01T00:00:00Z" };
        var (asked, again) = (await _client.HookPost("/replays", body, key), await _client.HookPost("/replays", body, key));
        Assert.Equal((202, 202, $"/replays/{id}.1"), (asked.Status, again.Status, again.Header("Location")));
        await Wait.Until("it is done", WebhookHouse.Patience, async () => (string?)(await _client.Hook(HttpMethod.Get, $"/replays/{id}.1")).Json["status"] == "done");
        await _client.BidNext(auction, "late");
        await Wait.Until("the live lane goes on", WebhookHouse.Patience, () => receiver.Took.Count == 8);
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"{auction}-{n}"), receiver.Took.Select(d => d.Id));
        var replay = (await _client.Hook(HttpMethod.Get, $"/replays?webhook={id}")).Json["items"]!.AsArray().Single()!;
        Assert.Equal(("done", 7, auction), ((string?)replay["status"], (long)replay["progress"]!["delivered"]!, (string?)replay["subject"]));
        Check.Problem(await _client.Hook(HttpMethod.Delete, $"/replays/{id}.1"), 409, "replay-ended");
        Check.Problem(await _client.Hook(HttpMethod.Get, $"/replays/{id}.2"), 404, "replay-not-found");
        Check.Problem(await _client.Hook(HttpMethod.Get, "/replays/nonsense"), 404, "replay-not-found");
    }

    [Fact]
    public async Task A_replay_can_be_cancelled()
    {
        await using var receiver = await Receiver.Start((http, _) => Task.FromResult(http.Response.StatusCode = 429).ContinueWith(_ => http.Response.Headers.RetryAfter = "600", TaskScheduler.Default));
        var auction = await _client.Open();
        var (id, _) = await _client.Subscribe(receiver, auction);
        Assert.Equal(202, (await _client.HookPost("/replays", new JsonObject { ["webhook"] = id, ["after"] = "0" })).Status);
        await Wait.Until("it waits", WebhookHouse.Patience, async () => (int)(await _client.Hook(HttpMethod.Get, $"/replays/{id}.1")).Json["progress"]!["attempts"]! == 1);
        Assert.Equal(204, (await _client.Hook(HttpMethod.Delete, $"/replays/{id}.1")).Status);
        Assert.Equal("cancelled", (string?)(await _client.Hook(HttpMethod.Get, $"/replays/{id}.1")).Json["status"]);
    }

    [Fact]
    public async Task Replays_are_searched()
    {
        await using var receiver = await Receiver.Start();
        var auction = await _client.Open();
        var (id, _) = await _client.Subscribe(receiver, auction);
        foreach (var type in new[] { "com.sothebais.auction.bid-placed", "com.sothebais.auction.auction-opened" })
            Assert.Equal(202, (await _client.HookPost("/replays", new JsonObject { ["webhook"] = id, ["after"] = "0", ["type"] = type, ["subject"] = auction })).Status);
        async Task<string[]> Found(string q) => [.. (await _client.Hook(HttpMethod.Get, $"/replays?webhook={id}&q={q}")).Json["items"]!.AsArray().Select(r => (string)r!["id"]!)];
        Assert.Equal([$"{id}.1", $"{id}.2"], await Found(auction));
        Assert.Equal([$"{id}.2"], await Found("OPENED"));
        Assert.Empty(await Found("cancelled"));
    }

    [Fact]
    public async Task Without_a_webhook_the_range_is_an_NDJSON_download()
    {
        var auction = await _client.Open();
        for (var n = 0; n < 4; n++) await _client.BidNext(auction, $"bidder-{n % 2}");
        var download = await _client.HookPost("/replays", new JsonObject { ["after"] = "0", ["subject"] = auction, ["format"] = "ndjson" });
        Assert.Equal((200, "application/x-ndjson"), (download.Status, download.MediaType));
        var lines = download.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToArray();
        Assert.Equal(Enumerable.Range(1, 6).Select(n => $"{auction}-{n}"), lines.Select(l => (string?)l["id"]));

        var none = await _client.Ask(HttpMethod.Post, _client.At.On(4300, "/replays"), Asking.Json("""{"from":"2026-01-01T00:00:00Z","to":"2026-01-01T00:00:01Z"}"""), await _client.Admin(), ("Accept", "application/x-ndjson"));
        Assert.Equal((200, ""), (none.Status, none.Text));
        Check.Problem(await _client.HookPost("/replays", new JsonObject { ["after"] = "0" }), 422, "invalid-request");
        Check.Problem(await _client.HookPost("/replays", new JsonObject { ["format"] = "ndjson" }), 422, "invalid-request");
    }
}
