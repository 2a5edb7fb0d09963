namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Who may do what.</summary>
public sealed class RoleTests(OpenHouse house)
{
    private const string Create = """{"title":"x","lot":{"name":"x"},"currency":"USD","openingBid":"10","increments":{"fixed":"1"}}""";

    /// <summary>Method; path; body; the roles that may.</summary>
    public static TheoryData<string, string, string, string> Doors
    {
        get
        {
            var doors = new TheoryData<string, string, string, string>
            {
                { "POST", "/auctions", Create, "admin" },
                { "PATCH", "/auctions/{id}", """{"title":"y"}""", "admin" },
                { "GET", "/auctions/{id}/audit", "", "admin" },
                { "GET", "/auctions/{id}/attempts", "", "admin" },
                { "DELETE", "/auctions/{id}/bids/{id}-99", """{"reason":"x"}""", "admin auctioneer" },
                { "POST", "/auctions/{id}/bids?dryRun=true", """{"next":true}""", "admin auctioneer event-source bidder" },
                { "POST", "/auctions/{id}/bids?dryRun=true", """{"next":true,"bidderId":"somebody-else"}""", "admin auctioneer event-source" },
            };
            foreach (var verb in new[] { "schedule", "open", "pause", "resume", "warn", "hammer", "pass", "undo" }) doors.Add("POST", $"/auctions/{{id}}/{verb}", "{}", "admin auctioneer");
            doors.Add("POST", "/auctions/{id}/extend", """{"by":"PT1M"}""", "admin auctioneer");
            doors.Add("POST", "/auctions/{id}/cancel", """{"reason":"x"}""", "admin auctioneer");
            doors.Add("POST", "/auctions/{id}/settle", """{"reference":"x"}""", "admin auctioneer");
            doors.Add("POST", "/auctions/{id}/reopen", "{}", "admin auctioneer");
            // There need not be such a sale: who may not, is told so first.
            doors.Add("POST", "/sales", """{"title":"x","currency":"USD"}""", "admin");
            doors.Add("PATCH", "/sales/{id}", """{"title":"y"}""", "admin");
            doors.Add("POST", "/sales/{id}/lots", """{"lots":["x"]}""", "admin");
            doors.Add("PUT", "/sales/{id}/lots", """{"lots":["x"]}""", "admin");
            doors.Add("POST", "/sales/{id}/import", "[]", "admin");
            doors.Add("POST", "/sales/{id}/paddles", """{"bidderId":"ann"}""", "admin auctioneer");
            doors.Add("GET", "/sales/{id}/paddles", "", "admin auctioneer");
            doors.Add("GET", "/sales/{id}/results", "", "admin auctioneer");
            foreach (var verb in new[] { "open", "next", "warn", "hammer", "pass", "pause", "resume", "close", "undo" }) doors.Add("POST", $"/sales/{{id}}/{verb}", "{}", "admin auctioneer");
            doors.Add("POST", "/events", "{}", "admin event-source");
            foreach (var (method, path) in new[]
            {
                ("GET", "/dead-letters"), ("GET", "/dead-letters/x"), ("POST", "/dead-letters/x/retry"), ("POST", "/dead-letters/retry?webhook=none-such"), ("DELETE", "/dead-letters/x"), ("DELETE", "/dead-letters?webhook=none-such"),
            }) doors.Add(method, path, "", "admin");
            foreach (var (method, path, body) in Streams) doors.Add(method, path, body, "admin");
            foreach (var (method, path, body) in OnAir) doors.Add(method, path, body, "admin auctioneer");
            doors.Add("GET", "/auctions/{id}/absentee-bids", "", "admin auctioneer");
            doors.Add("PUT", "/auctions/{id}/absentee-bids/ann", """{"maximum":"20"}""", "admin auctioneer");
            doors.Add("POST", "/auctions/{id}/absentee-bids/ann/place", "{}", "admin auctioneer");
            doors.Add("DELETE", "/auctions/{id}/absentee-bids/ann", "", "admin auctioneer");
            doors.Add("GET", "/auctions/{id}/late-bids", "", "admin auctioneer");
            return doors;
        }
    }

    // What is on air is run by whoever runs the sale.
    private static readonly (string Method, string Path, string Body)[] OnAir =
    [
        ("GET", "/streams", ""), ("GET", "/streams/{id}", ""), ("GET", "/streams/{id}/status", ""), ("PUT", "/streams/{id}/preview", """{"scene":null}"""),
        ("POST", "/streams/{id}/take", "{}"), ("POST", "/streams/{id}/captions", """{"text":"x","duration":"PT5S"}"""), ("DELETE", "/streams/{id}/captions", ""),
    ];

    private static readonly (string Method, string Path, string Body)[] Streams =
    [
        ("POST", "/streams", """{"title":"x"}"""), ("PATCH", "/streams/{id}", """{"title":"y"}"""), ("DELETE", "/streams/{id}", ""),
        ("POST", "/streams/{id}/live", "{}"), ("POST", "/streams/{id}/offline", "{}"),
        ("POST", "/streams/{id}/scenes", "{}"), ("GET", "/streams/{id}/scenes/x", ""), ("PATCH", "/streams/{id}/scenes/x", "{}"), ("DELETE", "/streams/{id}/scenes/x", ""),
        ("POST", "/streams/{id}/scenes/x/layers", """{"kind":"price","x":1,"y":1,"width":1,"height":1}"""), ("GET", "/streams/{id}/scenes/x/layers/y", ""),
        ("PATCH", "/streams/{id}/scenes/x/layers/y", "{}"), ("DELETE", "/streams/{id}/scenes/x/layers/y", ""),
        ("POST", "/streams/{id}/scenes/x/layers/y/show", "{}"), ("POST", "/streams/{id}/scenes/x/layers/y/hide", "{}"),
        ("POST", "/streams/{id}/overlay-token", "{}"), ("DELETE", "/streams/{id}/overlay-token", ""),
        ("POST", "/streams/{id}/assets?name=x", "{}"), ("GET", "/streams/{id}/assets", ""), ("DELETE", "/streams/{id}/assets/x", ""),
    ];

    [Theory, MemberData(nameof(Doors))]
    public async Task Each_role_may_do_its_own_work_and_no_more(string method, string path, string body, string may)
    {
        var port = path.StartsWith("/streams", StringComparison.Ordinal) ? 4200 : path.StartsWith("/events", StringComparison.Ordinal) || path.StartsWith("/dead-letters", StringComparison.Ordinal) ? 4300 : 4100;
        Task<Reply> Try(string id, string? token) => house.Client.Ask(
            new HttpMethod(method), house.At.On(port, path.Replace("{id}", id, StringComparison.Ordinal)), body.Length == 0 ? null : Asking.Json(body), token);
        var untouched = await house.Client.Create();
        foreach (var role in new[] { "admin", "auctioneer", "event-source", "bidder" })
        {
            var token = await house.Client.Token("somebody", role);
            if (may.Split(' ').Contains(role)) Assert.DoesNotContain((await Try(await house.Client.Create(), token)).Status, new[] { 401, 403, 500 });
            else Check.Problem(await Try(untouched, token), 403, "forbidden");
        }
        Check.Problem(await Try(untouched, null), 401, "unauthenticated");
        Assert.Equal(1, (int)(await house.Client.View(untouched))["sequence"]!);
    }

    [Fact]
    public async Task Everybody_reads_what_is_public()
    {
        var id = await house.Client.Open();
        foreach (var path in new[] { "/auctions", $"/auctions/{id}", $"/auctions/{id}/bids", $"/auctions/{id}/events" })
            Assert.Equal(200, (await house.Client.Get(4100, path)).Status);
    }

    [Fact]
    public async Task Without_a_role_named_a_token_of_the_local_issuer_is_a_bidder()
    {
        var id = await house.Client.Open();
        var token = (string)(await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/dev/token"), Asking.Json("""{"sub":"carl","name":"Carl"}"""))).Json["token"]!;
        Assert.Equal(201, (await house.Client.PostAs(token, $"/auctions/{id}/bids", new JsonObject { ["next"] = true })).Status);
        Assert.Equal(403, (await house.Client.PostAs(token, $"/auctions/{id}/hammer")).Status);
        Assert.Equal("Carl", (string?)(await house.Client.View(id))["leader"]!["name"]);
    }

    [Fact]
    public async Task The_session_cookie_works_here_too()
    {
        var id = await house.Client.Open();
        var reply = await house.Client.Ask(
            HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/bids"), Asking.Json("""{"next":true}"""), null, ("Cookie", $"__session={await house.Client.Token("dora", "bidder")}"));
        Assert.Equal(201, reply.Status);
    }
}
