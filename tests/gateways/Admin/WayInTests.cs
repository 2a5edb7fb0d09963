using System.Text.RegularExpressions;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Admin;

/// <summary>The admin gateway: the console, and the way in to the services.</summary>
public sealed class WayInTests(OpenHouse house)
{
    [Fact]
    public async Task The_console_is_for_those_who_run_the_house_and_its_files_are_there()
    {
        var page = await house.Client.Get(3000, "/", await house.Client.Token("helen", "auctioneer"));
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        var policy = page.Header("Content-Security-Policy")!;
        foreach (var part in new[] { "default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'self'" }) Assert.Contains(part, policy.Split("; "));
        var files = Regex.Matches(page.Text, "(?:src|href)=\"([^\"]+\\.(?:css|js))\"").Select(m => "/" + m.Groups[1].Value).ToArray();
        Assert.Contains("/_framework/blazor.web.js", files.Select(f => Regex.Replace(f, "\\.[a-z0-9]{10}\\.js$", ".js")));
        foreach (var file in files) Assert.Equal((200, file.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript"), await Of(house.Client.Get(3000, file)));
        Check.Problem(await house.Client.Get(3000, "/", await house.Client.Token("alice", "bidder")), 403, "forbidden");
        Check.Problem(await house.Client.Get(3000, "/"), 401, "unauthenticated");

        static async Task<(int, string?)> Of(Task<Reply> asked) => (await asked) is var answer ? (answer.Status, answer.MediaType) : default;
    }

    [Fact]
    public async Task Auctions_are_created_driven_and_bid_on_through_it_with_the_callers_own_token()
    {
        async Task<Reply> Send(string method, string path, string? body, string? token) => await house.Client.Ask(
            new HttpMethod(method), house.At.On(3000, "/api" + path), body is null ? null : Asking.Json(body), token);
        var id = Ids.New("through");
        var request = $$"""{"id":"{{id}}","title":"x","lot":{"name":"x"},"increments":{"fixed":"1"},"currency":"USD","openingBid":"10"}""";
        Check.Problem(await Send("POST", "/auctions", request, null), 401, "unauthenticated");
        Check.Problem(await Send("POST", "/auctions", request, await house.Client.Token("alice", "bidder")), 403, "forbidden");
        Assert.Equal(201, (await Send("POST", "/auctions", request, await house.Client.Admin())).Status);
        Assert.Equal(200, (await Send("PATCH", $"/auctions/{id}", """{"title":"y"}""", await house.Client.Admin())).Status);
        Assert.Equal(200, (await Send("POST", $"/auctions/{id}/open", "{}", await house.Client.Token("helen", "auctioneer"))).Status);
        Assert.Equal(201, (await Send("POST", $"/auctions/{id}/bids", """{"amount":"10"}""", await house.Client.Token("alice", "bidder"))).Status);
        Check.Problem(await Send("POST", $"/auctions/{id}/bids", """{"amount":"10"}""", await house.Client.Token("bob", "bidder")), 409, "bid-too-low");
        Assert.Equal(200, (await Send("DELETE", $"/auctions/{id}/bids/{id}-4", """{"reason":"slip"}""", await house.Client.Admin())).Status);
        var direct = await house.Client.Get(4100, $"/auctions/{id}");
        Assert.Equal(Views.Lasting(direct), Views.Lasting(await Send("GET", $"/auctions/{id}", null, null)));
        Assert.Equal("y", (string?)direct.Json["title"]);
        foreach (var path in new[] { $"/auctions/{id}/events?after=2&limit=2", $"/auctions/{id}/bids", $"/events?subject={id}", $"/events/{id}-1" })
        {
            var (through, straight) = (await house.Client.Get(3000, "/api" + path), await house.Client.Get(path.StartsWith("/events", StringComparison.Ordinal) ? 4300 : 4100, path));
            Assert.Equal((straight.Status, straight.MediaType, straight.Text), (through.Status, through.MediaType, through.Text));
        }
        Assert.Equal(200, (await house.Client.Get(3000, "/api/auctions?limit=1")).Status);
        Assert.Equal(200, (await house.Client.Get(3000, "/api/events?limit=1")).Status);
    }

    [Fact]
    public async Task A_follower_of_the_feed_is_told_to_come_back_while_the_event_handler_is_away_and_nobody_else_is()
    {
        var nobody = $"http://127.0.0.1:{Harness.Ports.Next()}";
        await using var away = await AllInOneHouse.Start(null, $"--Services:EventHandlerStream={nobody}", $"--Services:EventHandler={nobody}");
        using var client = new HouseClient(away.At);
        using var request = new HttpRequestMessage(HttpMethod.Get, away.At.On(3000, "/api/events"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await client.Http.SendAsync(request);
        Assert.Equal((System.Net.HttpStatusCode.OK, "text/event-stream"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("retry: 2000\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(502, (await client.Get(3000, "/api/events")).Status);
    }

    [Fact]
    public async Task A_key_means_the_same_through_it()
    {
        var (id, key) = (await house.Client.Open(), Ids.New("through"));
        var straight = await house.Client.Post($"/auctions/{id}/bids", new JsonObject { ["amount"] = "10" }, key);
        var through = await house.Client.Ask(
            HttpMethod.Post, house.At.On(3000, $"/api/auctions/{id}/bids"), Asking.Json("""{"amount":"10"}"""), await house.Client.Admin(), ("Idempotency-Key", key));
        Assert.Equal((201, straight.Text), (through.Status, through.Text));
    }

    [Fact]
    public async Task The_overlay_comes_through_and_looks_for_its_socket_where_it_came_from()
    {
        var through = await house.Client.Get(3000, "/overlay/auction/x");
        Assert.Equal((200, "text/html"), (through.Status, through.MediaType));
        Assert.Contains("data-socket=\"same-origin\"", through.Text, StringComparison.Ordinal);
        var straight = await house.Client.Get(4200, "/overlay/auction/x");
        Assert.Contains($"data-socket=\"{house.At.On(4201).Port}\"", straight.Text, StringComparison.Ordinal);
        var version = await house.Client.Get(3000, "/overlay/version");
        Assert.Contains(version.Text, through.Text, StringComparison.Ordinal);
        Assert.Equal("text/javascript", (await house.Client.Get(3000, $"/overlay/assets/overlay.js?v={version.Text}")).MediaType);
        Assert.Equal("no-store", through.Header("Cache-Control"));
    }

    [Fact]
    public async Task The_WebSocket_comes_through()
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}&after=1", port: 3000);
        Assert.Equal(2, (int)(await line.Next("snapshot"))["sequence"]!);
        Assert.Equal(2, (int)(await line.Next("event"))["sequence"]!);
        await house.Client.Offer(id, "ann", "10");
        Assert.Equal(3, (int)(await line.Next("event"))["sequence"]!);
        using var nothing = await SocketLine.Connect(house.At, "/ws?auction=no-such-auction", port: 3000);
        Assert.Equal(4404, await nothing.HungUp());
    }

    [Theory, InlineData("/api"), InlineData("/api/"), InlineData("/api/secrets"), InlineData("/api/metrics"), InlineData("/api/auctionsandmore"), InlineData("/api/events/..%2fmetrics"), InlineData("/overlayandmore"), InlineData("/ws/more")]
    public async Task There_is_no_way_in_to_anything_else(string path) => Assert.Equal(404, (await house.Client.Get(3000, path)).Status);
}
