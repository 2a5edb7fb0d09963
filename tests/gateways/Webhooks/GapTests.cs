using System.Text;

namespace Sothebais.Tests.Gateways.Webhooks;

/// <summary>A receiver that was away for longer than the feed keeps.</summary>
public sealed class GapTests
{
    [Fact]
    public async Task A_webhook_that_fails_for_too_long_is_disabled_and_enabled_after_a_gap_it_says_so_before_it_goes_on()
    {
        await using var redis = await RedisServer.Start();
        string[] schedule = [.. Enumerable.Range(0, 30).Select(n => $"--Webhooks:Schedule:{n}=00:00:00.2")];
        await using var house = await AllInOneHouse.Start(redis.Connection, ["--EventLog:FeedCommits=1000", "--Webhooks:AllowPrivateTargets=true", "--Webhooks:DisableAfter=00:00:01", .. schedule]);
        using var client = new HouseClient(house.At);
        var away = true;
        await using var receiver = await Receiver.Start((http, _) =>
        {
            if (Volatile.Read(ref away)) http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        var auction = await client.Open();
        var made = await client.HookPost("/webhooks", new JsonObject { ["id"] = "gap", ["url"] = receiver.Address.ToString(), ["after"] = "0" });
        Assert.True(made.Status == 201, made.Text);
        var webhook = await client.Until("gap", "it is disabled", w => !(bool)w["enabled"]!);
        Assert.Equal(("failing", 0), ((string?)webhook["disabledReason"], (long)webhook["live"]!["delivered"]!));
        Assert.Empty(receiver.Took);

        Volatile.Write(ref away, false);
        await client.HookPost("/webhooks/gap/enable");
        await client.Until("gap", "it has caught up", w => (long)w["live"]!["delivered"]! >= 3); // and with the event that it had been disabled
        Assert.Contains(receiver.Took, d => Encoding.UTF8.GetString(d.Body).Contains("com.sothebais.webhook.disabled.v1", StringComparison.Ordinal));
        Assert.Equal(200, (await client.HookPost("/webhooks/gap/disable")).Status);
        var before = receiver.Took.Count;
        var cursor = (string?)(await client.Webhook("gap"))["live"]!["cursor"];
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var other = await client.Open();
            for (var n = 0; n < 90; n++) Assert.Equal(201, (await client.BidNext(other, $"bidder-{n % 2}")).Status);
        }));
        await client.HookPost("/webhooks/gap/enable");
        await Wait.Until("it goes on", WebhookHouse.Patience, () => receiver.Took.Count > before + 1);
        var told = receiver.Took.Skip(before).Take(2).Select(d => JsonNode.Parse(d.Body)!).ToArray();
        Assert.Equal("com.sothebais.feed.reset.v1", (string?)told[0]["type"]);
        var next = (string)told[0]["data"]!["next"]!;
        Assert.Equal(cursor, (string?)told[0]["data"]!["after"]);
        var kept = (await client.Get(4300, "/events?after=0&limit=1")).Json["items"]![0]!;
        Assert.Equal((string?)kept["id"], (string?)told[1]["id"]);
        Assert.Matches(@"^\d+-\d+-\d+$", next);

        var download = await client.HookPost("/replays", new JsonObject { ["after"] = cursor, ["format"] = "ndjson" });
        var first = JsonNode.Parse(download.Text.Split('\n')[0])!;
        Assert.Equal(("com.sothebais.feed.reset.v1", cursor), ((string?)first["type"], (string?)first["data"]!["after"]));
    }
}
