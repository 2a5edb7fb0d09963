namespace Sothebais.Tests.Gateways.Admin;

/// <summary>Orleans' dashboard is behind the admins' login.</summary>
public sealed class OrleansDashboardTests(OpenHouse house)
{
    private static readonly string[] Paths = ["/system/orleans", "/system/orleans/", "/system/orleans/index.min.js", "/system/orleans/DashboardCounters", "/system/orleans/GrainState", "/system/orleans/Trace", "/system/orleans/nothing"];

    [Fact]
    public async Task It_is_shown_to_an_admin_and_works_under_a_policy_of_its_own()
    {
        var admin = await house.Client.Admin();
        var page = await house.Client.Get(3000, "/system/orleans/", admin);
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        var policy = page.Header("Content-Security-Policy")!;
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(200, (await house.Client.Get(3000, "/system/orleans/index.min.js", admin)).Status);
        Assert.Equal("application/json", (await house.Client.Get(3000, "/system/orleans/DashboardCounters", admin)).MediaType);
    }

    [Fact]
    public async Task Nobody_else_reaches_any_of_it()
    {
        foreach (var path in Paths)
        {
            Check.Problem(await house.Client.Get(3000, path), 401, "unauthenticated");
            foreach (var role in new[] { "auctioneer", "bidder", "event-source" }) Check.Problem(await house.Client.Get(3000, path, await house.Client.Token("x", role)), 403, "forbidden");
            Check.Problem(await house.Client.Get(3000, path, OpenHouse.SourceKey), 403, "forbidden");
        }
    }

    [Fact]
    public async Task The_grains_state_and_the_logs_are_shown_to_nobody()
    {
        foreach (var path in new[] { "GrainState?grainId=hook&grainType=webhook", "grainstate", "Trace" })
            Assert.Equal(403, (await house.Client.Get(3000, "/system/orleans/" + path, await house.Client.Admin())).Status);
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_it() => Assert.NotEqual(200, (await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/system/orleans/"), Asking.Json("{}"), await house.Client.Admin())).Status);
}
