using System.Text;
using Microsoft.AspNetCore.Http;
using Sothebais.Tests.Gateways.Intake;

namespace Sothebais.Tests.Gateways.Webhooks;

public sealed class WebhookTests(WebhookHouse house, OpenHouse open) : IClassFixture<WebhookHouse>
{
    private readonly HouseClient _client = house.Client;

    [Fact]
    public async Task What_is_sent_is_the_CloudEvent_and_the_standardwebhooks_library_verifies_it()
    {
        await using var receiver = await Receiver.Start();
        var auction = await _client.Create();
        var (id, secret) = await _client.Subscribe(receiver, auction, "0");
        Assert.Equal(200, (await _client.Drive(auction, "open")).Status);
        Assert.Equal(201, (await _client.BidNext(auction, "ann")).Status);
        await Wait.Until("three events are delivered", WebhookHouse.Patience, () => receiver.Took.Count == 3);

        var came = receiver.Took.ToArray();
        Assert.Equal([$"{auction}-1", $"{auction}-2", $"{auction}-3"], came.Select(d => d.Id));
        Assert.All(came, d => Assert.Equal("application/cloudevents+json", d.ContentType));
        Assert.Equal((await _client.Get(4300, $"/events/{auction}-3")).Text, Encoding.UTF8.GetString(came[2].Body));
        var said = await StandardWebhooks.Say([.. came.Select(d => (secret, d)), (secret, came[0] with { Id = came[1].Id }), (secret, came[0] with { Body = came[1].Body }), ("whsec_" + new string('A', 32), came[0])]);
        Assert.Equal([true, true, true, false, false, false], said.Select(s => (bool)s!["verified"]!));
        Assert.Equal("com.sothebais.auction.bid-placed.v1", (string?)said[2]!["event"]!["type"]);
        var webhook = await _client.Until(id, "the cursor is kept", w => (long)w["live"]!["delivered"]! == 3);
        Assert.Equal((0, 0, null), ((long)webhook["live"]!["lagMs"]!, (int)webhook["live"]!["attempts"]!, (string?)webhook["live"]!["lastError"]));
    }

    [Fact]
    public async Task A_secret_is_told_once_and_a_request_sent_again_has_the_effect_of_one()
    {
        var (url, key) = ("http://127.0.0.1:9/never", Ids.New("key"));
        var body = new JsonObject { ["url"] = url, ["subject"] = "nobody" };
        var (first, again) = (await _client.HookPost("/webhooks", body, key), await _client.HookPost("/webhooks", body, key));
        Assert.Equal((201, 201), (first.Status, again.Status));
        var id = (string)first.Json["id"]!;
        Assert.Equal((id, (string?)first.Json["secret"], $"/webhooks/{id}"), ((string?)again.Json["id"], (string?)again.Json["secret"], first.Header("Location")));
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", (string?)first.Json["secret"]);
        Assert.DoesNotContain("whsec_", (await _client.Hook(HttpMethod.Get, $"/webhooks/{id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", (await _client.Hook(HttpMethod.Get, "/webhooks?limit=500")).Text, StringComparison.Ordinal);
        Check.Problem(await _client.HookPost("/webhooks", new JsonObject { ["url"] = url }, key), 422, "idempotency-key-reused");

        var (rotated, rotatedAgain) = (await _client.HookPost($"/webhooks/{id}/rotate", null, key + "r"), await _client.HookPost($"/webhooks/{id}/rotate", null, key + "r"));
        Assert.Equal((200, (string?)rotated.Json["secret"], 2), (rotatedAgain.Status, (string?)rotatedAgain.Json["secret"], (int)rotatedAgain.Json["secrets"]!));
        Assert.NotEqual((string?)first.Json["secret"], (string?)rotated.Json["secret"]);

        var patched = await _client.Hook(HttpMethod.Patch, $"/webhooks/{id}", new JsonObject { ["type"] = "com.sothebais.auction", ["subject"] = null });
        Assert.Equal((200, "com.sothebais.auction", null, url), (patched.Status, (string?)patched.Json["type"], (string?)patched.Json["subject"], (string?)patched.Json["url"]));
        Assert.Equal(204, (await _client.Hook(HttpMethod.Delete, $"/webhooks/{id}")).Status);
        Check.Problem(await _client.Hook(HttpMethod.Get, $"/webhooks/{id}"), 404, "webhook-not-found");
        Check.Problem(await _client.HookPost($"/webhooks/{id}/rotate"), 404, "webhook-not-found");
    }

    [Fact]
    public async Task Webhooks_are_searched_by_what_they_are_known_by_page_by_page_and_a_list_tells_the_lag_where_it_is_asked_to()
    {
        var word = Ids.New("word");
        for (var n = 0; n < 5; n++)
            Assert.Equal(201, (await _client.HookPost("/webhooks", new JsonObject { ["id"] = $"{word}-{n}", ["url"] = $"http://127.0.0.1:9/{(n == 4 ? "Elsewhere" : word)}", ["subject"] = "nobody" })).Status);
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = (await _client.Hook(HttpMethod.Get, $"/webhooks?q={word.ToUpperInvariant()}&limit=2&cursor={cursor}")).Json;
            seen.AddRange(page["items"]!.AsArray().Select(w => (string)w!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 5).Select(n => $"{word}-{n}"), seen);
        Assert.Empty((await _client.Hook(HttpMethod.Get, $"/webhooks?q={word}-none")).Json["items"]!.AsArray());
        var plain = (await _client.Hook(HttpMethod.Get, $"/webhooks?q={word}-4")).Json["items"]!.AsArray().Single()!;
        var looked = (await _client.Hook(HttpMethod.Get, $"/webhooks?q={word}-4&lag=true")).Json["items"]!.AsArray().Single()!;
        Assert.Equal((null, 0), ((long?)plain["live"]!["lagMs"], (long?)looked["live"]!["lagMs"]));
        Check.Problem(await _client.Hook(HttpMethod.Get, "/webhooks?lag=true&limit=51"), 400, "bad-request");
        Check.Problem(await _client.Hook(HttpMethod.Get, $"/webhooks?q={new string('x', 101)}"), 400, "bad-request");
    }

    [Fact]
    public async Task While_secrets_overlap_both_verify_and_afterwards_the_new_one_alone()
    {
        await using var receiver = await Receiver.Start();
        var auction = await _client.Open();
        var (id, old) = await _client.Subscribe(receiver, auction);
        var secret = (string)(await _client.HookPost($"/webhooks/{id}/rotate", new JsonObject { ["overlap"] = "PT1H" })).Json["secret"]!;
        await _client.BidNext(auction, "ann");
        await Wait.Until("it is delivered", WebhookHouse.Patience, () => receiver.Took.Count == 1);
        var latest = (string)(await _client.HookPost($"/webhooks/{id}/rotate", new JsonObject { ["overlap"] = "PT0S" })).Json["secret"]!;
        await _client.BidNext(auction, "bob");
        await Wait.Until("it is delivered", WebhookHouse.Patience, () => receiver.Took.Count == 2);
        var (overlapping, after) = (receiver.Took.First(), receiver.Took.Last());
        var said = await StandardWebhooks.Say((old, overlapping), (secret, overlapping), (old, after), (secret, after), (latest, after));
        Assert.Equal([true, true, false, false, true], said.Select(s => (bool)s!["verified"]!));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_disables_its_webhook_at_once_the_feed_tells_and_enabled_again_it_goes_on_where_it_stopped()
    {
        var gone = true;
        await using var receiver = await Receiver.Start((http, _) =>
        {
            if (Volatile.Read(ref gone)) http.Response.StatusCode = 410;
            return Task.CompletedTask;
        });
        var auction = await _client.Open();
        var (id, _) = await _client.Subscribe(receiver, auction);
        for (var n = 0; n < 3; n++) await _client.BidNext(auction, $"bidder-{n % 2}");
        var webhook = await _client.Until(id, "it is disabled", w => !(bool)w["enabled"]!);
        Assert.Equal(("gone", 1), ((string?)webhook["disabledReason"], receiver.Came.Count));
        await Wait.Until("the feed tells", WebhookHouse.Patience, async () =>
        {
            var told = (await _client.Get(4300, $"/events?type=com.sothebais.webhook.disabled.v1&subject={id}&after=0")).Json["items"]!.AsArray();
            return told.Count == 1 && (string?)told[0]!["data"]!["reason"] == "gone" && (string?)told[0]!["source"] == $"/webhooks/{id}";
        });
        Volatile.Write(ref gone, false);
        Assert.Equal(200, (await _client.HookPost($"/webhooks/{id}/enable")).Status);
        await Wait.Until("it goes on", WebhookHouse.Patience, () => receiver.Took.Count == 3);
        Assert.Equal([$"{auction}-3", $"{auction}-4", $"{auction}-5"], receiver.Took.Select(d => d.Id));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_an_event_that_no_try_delivers_makes_way_for_the_next()
    {
        await using var elsewhere = await Receiver.Start();
        var tries = 0;
        await using var receiver = await Receiver.Start((http, _) =>
        {
            if (Interlocked.Increment(ref tries) <= 3) http.Response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });
        var auction = await _client.Open();
        var (id, _) = await _client.Subscribe(receiver, auction);
        await _client.BidNext(auction, "ann");
        await _client.BidNext(auction, "bob");
        await Wait.Until("the second is delivered", WebhookHouse.Patience, () => receiver.Took.Count == 1);
        Assert.Equal([$"{auction}-3", $"{auction}-3", $"{auction}-3", $"{auction}-4"], receiver.Came.Select(d => d.Id));
        Assert.Empty(elsewhere.Came);
        var webhook = await _client.Until(id, "it is counted", w => (long)w["live"]!["delivered"]! == 1);
        Assert.Equal(1, (long)webhook["live"]!["deadLettered"]!);
        Assert.Contains("redirects are not followed", (string?)webhook["live"]!["lastError"], StringComparison.Ordinal);

        // It lies with the dead letters, and goes to its receiver when somebody says so.
        var letter = Assert.Single((await _client.Hook(HttpMethod.Get, $"/dead-letters?webhook={id}")).Json["items"]!.AsArray())!;
        Assert.Equal(("delivery", "redirect", 3, $"{auction}-3"), ((string?)letter["kind"], (string?)letter["reason"], (int)letter["attempts"]!, (string?)letter["eventId"]));
        Interlocked.Exchange(ref tries, 2);
        var again = await _client.HookPost($"/dead-letters/{letter["id"]}/retry");
        Assert.Equal((200, "redirect", 4), (again.Status, (string?)again.Json["letter"]!["reason"], (int)again.Json["letter"]!["attempts"]!));
        Assert.Equal(200, (await _client.HookPost($"/dead-letters/{letter["id"]}/retry")).Status);
        Assert.Equal([$"{auction}-4", $"{auction}-3"], receiver.Took.Select(d => d.Id));
        Assert.Equal(receiver.Came.First().Body, receiver.Took.Last().Body);
        Check.Problem(await _client.HookPost($"/dead-letters/{letter["id"]}/retry"), 404, "dead-letter-not-found");
    }

    [Fact]
    public async Task What_was_sent_in_is_delivered_as_it_came_under_an_id_of_source_and_id()
    {
        await using var receiver = await Receiver.Start();
        var lamp = Ids.New("lamp");
        await _client.Subscribe(receiver, lamp);
        foreach (var source in new[] { "/tests/shop", "/tests/other-shop", "/tests/shop" })
        {
            var sold = Sending.Event("1", "com.example.lamp.sold", new JsonObject { ["price"] = "20" }, source);
            sold["subject"] = lamp;
            Assert.Equal(202, (await _client.SendEvent(sold, token: await _client.Admin())).Status);
        }
        await Wait.Until("both are delivered", WebhookHouse.Patience, () => receiver.Took.Count == 2);
        var came = receiver.Took.ToArray();
        Assert.Equal(["/tests/shop", "/tests/other-shop"], came.Select(d => (string?)JsonNode.Parse(d.Body)!["source"]));
        Assert.All(came, d => Assert.Matches("^evt_[0-9a-f]{40}$", d.Id));
        Assert.NotEqual(came[0].Id, came[1].Id);
        Assert.Equal((await _client.Get(4300, "/events/1?source=/tests/shop")).Text, Encoding.UTF8.GetString(came[0].Body));
    }

    [Fact]
    public async Task A_receiver_that_takes_too_long_is_left_and_one_that_asks_for_time_gets_it()
    {
        await using var slow = await Receiver.Start(async (http, _) => await Task.WhenAny(Task.Delay(Timeout.Infinite, http.RequestAborted)));
        await using var busy = await Receiver.Start((http, _) =>
        {
            (http.Response.StatusCode, http.Response.Headers.RetryAfter) = (503, "3600");
            return http.Response.WriteAsync("Come\nback later. " + new string('x', 5_000));
        });
        var auction = await _client.Open();
        var late = (await _client.Subscribe(slow, auction)).Id;
        var asking = (await _client.Subscribe(busy, auction)).Id;
        await _client.BidNext(auction, "ann");
        await _client.Until(late, "the time is up", w => ((string?)w["live"]!["lastError"])?.StartsWith("No whole answer within 1 s", StringComparison.Ordinal) == true);
        var webhook = await _client.Until(asking, "it is asked for time", w => (int)w["live"]!["attempts"]! == 1);
        var wait = Check.Instant(webhook["live"]!, "nextTryAt") - Check.Instant(webhook["live"]!, "lastErrorAt");
        Assert.Equal(3_600, wait.TotalSeconds, 1.0);
        Assert.StartsWith("It answered 503: Comeback later. xxx", (string?)webhook["live"]!["lastError"], StringComparison.Ordinal);
        Assert.True(((string)webhook["live"]!["lastError"]!).Length < 300);
        Assert.True((long)webhook["live"]!["lagMs"]! > 0);
        foreach (var id in new[] { late, asking }) Assert.Equal(204, (await _client.Hook(HttpMethod.Delete, $"/webhooks/{id}")).Status);
    }

    [Fact]
    public async Task A_disabled_webhook_delivers_nothing_and_a_test_says_what_came_back()
    {
        await using var receiver = await Receiver.Start((http, _) => Task.FromResult(http.Response.StatusCode = 202));
        var auction = await _client.Open();
        var (id, secret) = await _client.Subscribe(receiver, auction);
        Assert.Equal("by-hand", (string?)(await _client.HookPost($"/webhooks/{id}/disable")).Json["disabledReason"]);
        await _client.BidNext(auction, "ann");
        var test = (await _client.HookPost($"/webhooks/{id}/test")).Json;
        Assert.Equal((true, "delivered", 202), ((bool)test["delivered"]!, (string?)test["outcome"], (int)test["status"]!));
        var ping = Assert.Single(receiver.Came);
        var said = Assert.Single(await StandardWebhooks.Say((secret, ping)));
        Assert.Equal((true, "com.sothebais.webhook.ping.v1"), ((bool)said!["verified"]!, (string?)said["event"]!["type"]));
        await _client.HookPost($"/webhooks/{id}/enable");
        await Wait.Until("it delivers", WebhookHouse.Patience, () => receiver.Took.Any(d => d.Id == $"{auction}-3"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/"), InlineData("http://localhost/hook"), InlineData("http://[::1]/"), InlineData("http://10.1.2.3/"), InlineData("http://169.254.169.254/latest/meta-data")]
    public async Task Targets_inside_are_refused_when_a_webhook_is_made(string url)
    {
        var problem = Check.Problem(await open.Client.HookPost("/webhooks", new JsonObject { ["url"] = url }), 422, "invalid-request");
        Assert.NotNull(problem["errors"]!["url"]);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to()
    {
        await using var receiver = await Receiver.Start();
        var url = $"http://{System.Net.Dns.GetHostName()}:{receiver.Address.Port}/hook"; // this machine, by its name
        var made = await open.Client.HookPost("/webhooks", new JsonObject { ["url"] = url, ["subject"] = "nobody" });
        Assert.True(made.Status == 201, made.Text);
        var id = (string)made.Json["id"]!;
        var test = (await open.Client.HookPost($"/webhooks/{id}/test")).Json;
        Assert.Equal((false, "refused-target"), ((bool)test["delivered"]!, (string?)test["outcome"]));
        Assert.Empty(receiver.Came);
        Assert.Equal(204, (await open.Client.Hook(HttpMethod.Delete, $"/webhooks/{id}")).Status);
    }

    [Fact]
    public async Task Only_admins_come_near_and_what_is_wrong_is_said_by_field()
    {
        Assert.Equal(401, (await _client.Get(4300, "/webhooks")).Status);
        Assert.Equal(403, (await _client.Get(4300, "/webhooks", await _client.Token("auctioneer", "auctioneer"))).Status);
        Assert.Equal(403, (await _client.Get(4300, "/replays", await _client.Token("source", "event-source"))).Status);
        var problem = Check.Problem(await _client.HookPost("/webhooks", new JsonObject { ["url"] = "ftp://x", ["secret"] = "whsec_short", ["id"] = "No", ["after"] = "99999999999999-0-0", ["type"] = "a\nb" }), 422);
        Assert.Equal(["after", "id", "secret", "type", "url"], problem["errors"]!.AsObject().Select(e => e.Key).Order());
        Check.Problem(await _client.HookPost("/webhooks/nobody/enable"), 404, "webhook-not-found");
    }
}
