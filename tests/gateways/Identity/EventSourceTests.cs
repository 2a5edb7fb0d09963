namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Programs that bid for others with a key in place of a person's session.</summary>
public sealed class EventSourceTests(OpenHouse house)
{
    [Fact]
    public async Task A_source_bids_for_others_and_the_log_says_that_it_did()
    {
        var id = await house.Client.Open();
        var reply = await house.Client.PostAs(OpenHouse.SourceKey, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "viewer-7", ["name"] = "Viewer Seven", ["next"] = true });
        Assert.Equal(201, reply.Status);
        Assert.Equal("Viewer Seven", (string?)(await house.Client.View(id))["leader"]!["name"]);
        var bid = (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text.Split('\n').Single(line => line.Contains("\"bidPlaced\"", StringComparison.Ordinal));
        Assert.Contains("\"by\":\"event-source:test-bridge\"", bid, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_says_for_whom() => Check.Problem(
        await house.Client.PostAs(OpenHouse.SourceKey, $"/auctions/{await house.Client.Open()}/bids", new JsonObject { ["next"] = true }), 422, "invalid-request");

    [Fact]
    public async Task A_source_does_nothing_else()
    {
        var id = await house.Client.Open();
        foreach (var path in new[] { $"/auctions/{id}/hammer", $"/auctions/{id}/pause", "/auctions" })
            Check.Problem(await house.Client.PostAs(OpenHouse.SourceKey, path, new JsonObject()), 403, "forbidden");
        Check.Problem(await house.Client.Get(4100, $"/auctions/{id}/audit", OpenHouse.SourceKey), 403, "forbidden");
    }

    [Theory, InlineData("evs_"), InlineData("evs_test0123456789abcdef0123456789abcdeF"), InlineData("EVS_test0123456789abcdef0123456789abcdef"), InlineData("test0123456789abcdef0123456789abcdef")]
    public async Task A_wrong_key_is_none(string key)
    {
        var id = await house.Client.Open();
        Check.Problem(await house.Client.PostAs(key, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "viewer-7", ["next"] = true }), 401, "unauthenticated");
    }
}
