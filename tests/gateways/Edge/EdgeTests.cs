namespace Sothebais.Tests.Gateways.Edge;

/// <summary>The house behind a real proxy that asks it, with forward auth, about every request that is not public.</summary>
public sealed class EdgeTests(EdgeHouse edge, OpenHouse house) : IClassFixture<EdgeHouse>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task A_program_without_a_token_gets_a_problem_and_the_service_hears_nothing()
    {
        var path = "/echo/" + Ids.New("nobody");
        Check.Problem(await edge.Ask(HttpMethod.Get, path), 401, "unauthenticated");
        Assert.DoesNotContain(edge.Echo.Seen, seen => seen.Path == path);
    }

    [Theory]
    [InlineData("/echo/page?x=1&y=%C3%A9", "/echo/page?x=1&y=%C3%A9"), InlineData("/", "/"), InlineData("//evil.example/x", "/"), InlineData("/\\evil.example", "/%5Cevil.example")] // as the proxy writes it: a path
    [InlineData("/%2F/evil.example", "/%2F/evil.example")]
    public async Task A_browser_without_a_session_is_led_to_signing_in_and_back_to_this_site_only(string path, string back)
    {
        var reply = await edge.Ask(HttpMethod.Get, path, null, ("Accept", Browser));
        Assert.Equal((302, $"/sign-in?redirect_url={Uri.EscapeDataString(back)}"), (reply.Status, reply.Header("Location")));
    }

    [Fact]
    public async Task Who_has_passed_is_told_to_the_service_whatever_the_caller_claims_to_be()
    {
        var token = await house.Client.Token("Zoë&Co", "bidder");
        (string, string)[] forged = [("X-User-Id", "admin"), ("X-User-Name", "The Boss"), ("X-User-Roles", "admin"), ("x-user-roles", "auctioneer")];
        foreach (var introduced in new[] { ("Authorization", $"Bearer {token}"), ("Cookie", $"__session={token}") })
        {
            var heard = (await edge.Ask(HttpMethod.Get, "/echo", null, [introduced, .. forged])).Json;
            Assert.Equal(("Zo%C3%AB&Co", "Zo%C3%AB&Co", "bidder"), ((string?)heard["X-User-Id"], (string?)heard["X-User-Name"], (string?)heard["X-User-Roles"]));
        }
    }

    [Fact]
    public async Task A_name_that_nobody_gave_is_not_left_to_the_caller()
    {
        var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/dev/token"), Asking.Json("""{"sub":"nameless"}"""));
        var heard = (await edge.Ask(HttpMethod.Get, "/echo", null, ("Authorization", $"Bearer {(string?)reply.Json["token"]}"), ("X-User-Name", "The Boss"))).Json;
        Assert.Equal("nameless", (string?)heard["X-User-Name"]);
    }

    [Fact]
    public async Task Only_admins_reach_the_operators_pages()
    {
        foreach (var path in new[] { "/prometheus/graph", "/grafana/d/1", "/grafana" })
        {
            Check.Problem(await edge.Ask(HttpMethod.Get, path, null, ("Authorization", $"Bearer {await house.Client.Token("helen", "auctioneer")}")), 403, "forbidden");
            Assert.Equal(200, (await edge.Ask(HttpMethod.Get, path, null, ("Authorization", $"Bearer {await house.Client.Token("root", "admin")}"))).Status);
        }
        Assert.DoesNotContain(edge.Echo.Seen, seen => seen.User == "helen");
    }

    [Theory]
    [InlineData("/%67rafana/d"), InlineData("/%2567rafana/d"), InlineData("//grafana/d"), InlineData("/./grafana/d"), InlineData("/x/../grafana/d"), InlineData("/x/%2e%2e/grafana/d"), InlineData("/x/..%2fgrafana/d")]
    [InlineData("/%2fgrafana/d"), InlineData("/GRAFANA/d"), InlineData("/grafana;v=1/d"), InlineData("/grafana%2f..%2fecho/d"), InlineData("/echo/../grafana"), InlineData("/grafana/../echo/%2e%2e/prometheus")]
    [InlineData("/echo/..%5cgrafana"), InlineData("/%5cgrafana")]
    public async Task However_the_way_there_is_written_a_bidder_is_not_let_in(string path)
    {
        var reply = await edge.Ask(HttpMethod.Get, path, null, ("Authorization", $"Bearer {await house.Client.Token("sneak", "bidder")}"));
        Assert.Contains(reply.Status, new[] { 308, 400, 403, 404 });
        Assert.DoesNotContain(edge.Echo.Seen, seen => seen.User == "sneak");
    }

    [Fact]
    public async Task A_change_that_another_sites_page_makes_in_somebodys_name_is_stopped_at_the_edge()
    {
        var token = await house.Client.Token("carol", "auctioneer");
        var path = "/echo/" + Ids.New("change");
        Check.Problem(await edge.Ask(HttpMethod.Post, path, null, ("Cookie", $"__session={token}"), ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site")), 403, "cross-origin");
        Assert.DoesNotContain(edge.Echo.Seen, seen => seen.Path == path);
        Assert.Equal(200, (await edge.Ask(HttpMethod.Post, path, null, ("Cookie", $"__session={token}"), ("Origin", $"http://127.0.0.1:{edge.Proxy.Port}"), ("Sec-Fetch-Site", "same-origin"))).Status);
    }

    [Fact]
    public async Task A_change_through_edge_and_front_door_carries_one_request_id_to_the_log_with_who_did_it()
    {
        var (id, token) = (await house.Client.Create(), await house.Client.Token("helen", "auctioneer"));
        var reply = await edge.Ask(HttpMethod.Post, $"/api/auctions/{id}/open", Asking.Json("{}"), ("Cookie", $"__session={token}"), ("Origin", $"http://127.0.0.1:{edge.Proxy.Port}"));
        Assert.Equal(200, reply.Status);
        var audit = (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text;
        var opened = audit.Split('\n', StringSplitOptions.RemoveEmptyEntries).Single(line => line.Contains("\"auctionOpened\"", StringComparison.Ordinal));
        Assert.Contains("\"by\":\"helen\"", opened, StringComparison.Ordinal);
        Assert.Contains($"\"request\":\"{reply.Header("X-Request-Id")}\"", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_created_through_it_is_found_where_the_answer_says()
    {
        var admin = ("Authorization", $"Bearer {await house.Client.Admin()}");
        var created = await edge.Ask(HttpMethod.Post, "/api/auctions", Asking.Json("""{"title":"x","lot":{"name":"x"},"currency":"USD","openingBid":"10","increments":{"fixed":"1"}}"""), admin);
        Assert.Equal(201, created.Status);
        Assert.Equal(200, (await edge.Ask(HttpMethod.Get, created.Header("Location")!, null, admin)).Status);
    }

    [Fact]
    public async Task A_viewer_sees_every_bid_through_it_without_a_session()
    {
        var id = await house.Client.Open();
        await using var viewer = new SocketObserver(house.At, id, new Uri($"ws://127.0.0.1:{edge.Proxy.Port}/ws"));
        await viewer.Connect();
        for (var n = 0; n < 5; n++) await house.Client.BidNext(id, $"bidder-{n}");
        await Wait.Until("the viewer has seen all", Wait.Patience, () => viewer.Last == 7);
        Assert.Equal([3, 4, 5, 6, 7], viewer.Events.Select(e => (long)e["sequence"]!));
    }

    [Fact]
    public async Task The_feed_is_followed_through_it_and_comes_at_once()
    {
        var id = await house.Client.Open();
        await using var feed = new FeedObserver(house.At, id, edge.Proxy.On($"/api/events")) { Token = await house.Client.Token("alice", "bidder") };
        await feed.Connect("0");
        await Wait.Until("the first two are there", Wait.Patience, () => feed.Events.Count == 2);
        await house.Client.BidNext(id, "bidder-1");
        await Wait.Until("the bid is there", Wait.Patience, () => feed.Events.Count == 3);
        Assert.Equal([$"{id}-1", $"{id}-2", $"{id}-3"], feed.Events.Select(e => (string)e["id"]!));
    }
}
