namespace Sothebais.Tests.Gateways.Activity;

/// <summary>Who did what.</summary>
public sealed class ActivityTests(OpenHouse house)
{
    private async Task<Reply> Ask(string query, string? token = null) => await house.Client.Get(4300, "/activity" + query, token ?? await house.Client.Admin());

    private static string Said(JsonNode act) => $"{act["by"]} {act["text"]}{(act["reason"] is { } why ? $" ({why})" : "")}";

    [Fact]
    public async Task What_an_auctioneer_did_is_there_with_its_request_and_what_bidders_did_is_not()
    {
        var auction = await house.Client.Open();
        var bid = await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{auction}/bids"), Asking.Json("""{"amount":"10"}"""), await house.Client.Token("ann", "bidder"));
        Assert.Equal(201, bid.Status);
        var paused = await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{auction}/pause"), Asking.Json("""{"reason":"a fire alarm"}"""), await house.Client.Token("helen", "auctioneer"));
        Assert.Equal(200, paused.Status);
        var acts = (await Ask($"?thing=auction&id={auction}")).Json["items"]!.AsArray();
        Assert.Equal("helen paused the auction (a fire alarm)", Said(acts[0]!));
        Assert.DoesNotContain(acts, act => (string?)act!["by"] == "ann");
        Assert.Contains(acts, act => (string?)act!["kind"] == "auctionCreated");
        Assert.Equal(("auction", auction, paused.Header("X-Request-Id")), ((string?)acts[0]!["thing"], (string?)acts[0]!["thingId"], (string?)acts[0]!["requestId"]));
        Check.Instant(acts[0]!, "at");
    }

    [Fact]
    public async Task It_is_filtered_by_person_searched_and_paged()
    {
        var (who, auction) = (Ids.New("helen"), await house.Client.Open());
        var token = await house.Client.Token(who, "auctioneer");
        foreach (var act in new[] { "pause", "resume", "pause" })
            Assert.Equal(200, (await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{auction}/{act}"), Asking.Json("{}"), token)).Status);
        var first = (await Ask($"?by={who}&limit=2")).Json;
        Assert.Equal([$"{who} paused the auction", $"{who} resumed the auction"], first["items"]!.AsArray().Select(a => Said(a!)));
        var second = (await Ask($"?by={who}&limit=2&cursor={first["nextCursor"]}")).Json;
        Assert.Equal([$"{who} paused the auction"], second["items"]!.AsArray().Select(a => Said(a!)));
        for (var next = (string?)second["nextCursor"]; next is not null;) // it searches on through what others did
        {
            var more = (await Ask($"?by={who}&limit=2&cursor={next}")).Json;
            Assert.Empty(more["items"]!.AsArray());
            next = (string?)more["nextCursor"];
        }
        Assert.Equal([$"{who} resumed the auction"], (await Ask($"?by={who}&q=RESUMED")).Json["items"]!.AsArray().Select(a => Said(a!)));
    }

    [Theory, InlineData("?thing=lot"), InlineData("?limit=0"), InlineData("?limit=501"), InlineData("?cursor=x"), InlineData("?cursor=KjE")]
    public async Task What_is_malformed_is_refused(string query) => Check.Problem(await Ask(query), 400, "bad-request");

    [Fact]
    public async Task It_is_for_admins()
    {
        Check.Problem(await house.Client.Get(4300, "/activity"), 401, "unauthenticated");
        foreach (var role in new[] { "bidder", "auctioneer" }) Check.Problem(await Ask("", await house.Client.Token("x", role)), 403, "forbidden");
        Assert.Equal(200, (await house.Client.Get(3000, "/api/activity?limit=1", await house.Client.Admin())).Status);
    }
}
