namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>What an auctioneer has at hand: acts that rest on what they saw, the absentee book, and the bids that came after the hammer.</summary>
public sealed class AuctioneerTests(OpenHouse house)
{
    [Theory, InlineData("warn"), InlineData("hammer"), InlineData("pass"), InlineData("pause"), InlineData("undo"), InlineData("cancel"), InlineData("extend")]
    public async Task An_act_on_what_is_no_longer_so_is_refused_and_does_nothing(string verb)
    {
        var id = await house.Client.Open(new() { ["duration"] = "PT1H" });
        await house.Client.Bid(id, "ann", "10");
        var seen = (long)(await house.Client.View(id))["sequence"]!;
        await house.Client.Bid(id, "bea", "11");
        JsonObject Body(long expected) => new() { ["expected"] = expected, [verb switch { "extend" => "by", "warn" or "hammer" => "expected", _ => "reason" }] = verb switch { "extend" => "PT1M", "warn" or "hammer" => expected, _ => "because" } };
        Check.Problem(await house.Client.Post($"/auctions/{id}/{verb}", Body(seen)), 409, "conflict");
        Assert.Equal(seen + 1, (long)(await house.Client.View(id))["sequence"]!);
        Assert.Equal(200, (await house.Client.Post($"/auctions/{id}/{verb}", Body(seen + 1))).Status);
    }

    [Fact]
    public async Task Of_two_auctioneers_who_drop_the_hammer_at_once_one_does()
    {
        var id = await house.Client.Open();
        await house.Client.Bid(id, "ann", "10");
        var seen = (long)(await house.Client.View(id))["sequence"]!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => house.Client.Post($"/auctions/{id}/hammer", new JsonObject { ["expected"] = seen })));
        Assert.Equal([200, 409], answers.Select(a => a.Status).Order());
        Check.Problem(answers.Single(a => a.Status == 409), 409, "conflict");
    }

    [Fact]
    public async Task A_bid_that_is_left_is_placed_when_the_auctioneer_says_so_once_however_often()
    {
        var id = await house.Client.Create();
        async Task<JsonNode> Book() => (await house.Client.Get(4100, $"/auctions/{id}/absentee-bids", await house.Client.Token("helen", "auctioneer"))).Json;
        var left = await Leave(id, "ann", """{"maximum":"50.00","name":"Ann"}""");
        Assert.Equal(("ann", "Ann", "50", null), Of(left.Json["items"]![0]!));
        await Leave(id, "bea", """{"maximum":"20"}""");
        await Leave(id, "ann", """{"maximum":"60","name":"Ann"}"""); // instead of the first one
        Assert.Equal([("bea", null, "20", null), ("ann", "Ann", "60", null)], (await Book())["items"]!.AsArray().Select(b => Of(b!)));
        Check.Problem(await Place(id, "ann", Ids.New("place")), 409, "auction-not-open");
        Assert.Null(Of((await Book())["items"]![1]!).Placed);

        await house.Client.Drive(id, "open");
        var key = Ids.New("place");
        var (first, again) = (await Place(id, "ann", key), await Place(id, "ann", key));
        Assert.Equal((201, "leading", "10"), (first.Status, (string?)first.Json["outcome"], (string?)first.Json["amount"]));
        Assert.Equal(first.Text, again.Text);
        Assert.NotNull(Of((await Book())["items"]![1]!).Placed);
        Assert.Equal(("outbid", "21"), await Place(id, "bea", Ids.New("place")) is var answer ? ((string?)answer.Json["outcome"], (string?)answer.Json["price"]) : default);
        Check.Problem(await Place(id, "carl", Ids.New("place")), 404, "absentee-bid-not-found");

        var emptied = await house.Client.Ask(HttpMethod.Delete, house.At.On(4100, $"/auctions/{id}/absentee-bids/ann"), null, await house.Client.Token("helen", "auctioneer"));
        Assert.Equal("bea", Of(Assert.Single(emptied.Json["items"]!.AsArray())!).Bidder);
        Assert.Equal("ann", (string?)(await house.Client.View(id))["leader"]!["bidderId"]); // what was placed stands
    }

    [Theory, InlineData("""{"maximum":"0"}""", "maximum"), InlineData("""{"maximum":"1.001"}""", "maximum"), InlineData("""{"maximum":"much"}""", "maximum"), InlineData("""{"maximum":"1","name":""}""", "name")]
    public async Task What_cannot_be_meant_is_not_left(string body, string field)
    {
        var id = await house.Client.Create();
        var reply = await Leave(id, "ann", body);
        Check.Problem(reply, 422, "invalid-request");
        Assert.Contains(field, reply.Json["errors"]!.AsObject().Select(e => e.Key));
        Assert.Empty((await house.Client.Get(4100, $"/auctions/{id}/absentee-bids", await house.Client.Admin())).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Bids_after_the_hammer_are_told_to_auctioneers_and_to_nobody_else()
    {
        var id = await house.Client.Open();
        await house.Client.Bid(id, "ann", "10");
        var helen = await house.Client.Token("helen", "auctioneer");
        Assert.Empty((await house.Client.Get(4100, $"/auctions/{id}/late-bids", helen)).Json["items"]!.AsArray());
        await house.Client.Drive(id, "hammer");
        Assert.Equal(409, (await house.Client.Bid(id, "bea", "11")).Status);
        Assert.Equal(409, (await house.Client.BidNext(id, "carl")).Status);
        var late = (await house.Client.Get(4100, $"/auctions/{id}/late-bids", helen)).Json["items"]!.AsArray();
        Assert.Equal([("bea", "11"), ("carl", null)], late.Select(b => ((string?)b!["bidderId"], (string?)b["amount"])));
        Assert.All(late, b => Assert.Matches("^PT", (string?)b!["lateBy"]));
        foreach (var path in new[] { "late-bids", "absentee-bids" })
        {
            Check.Problem(await house.Client.Get(4100, $"/auctions/{id}/{path}", await house.Client.Token("alice", "bidder")), 403, "forbidden");
            Check.Problem(await house.Client.Get(4100, $"/auctions/{id}/{path}"), 401, "unauthenticated");
            Check.Problem(await house.Client.Get(4100, $"/auctions/nothing/{path}", helen), 404, "auction-not-found");
        }
    }

    private async Task<Reply> Leave(string id, string bidder, string body) =>
        await house.Client.Ask(HttpMethod.Put, house.At.On(4100, $"/auctions/{id}/absentee-bids/{bidder}"), Asking.Json(body), await house.Client.Token("helen", "auctioneer"));

    private async Task<Reply> Place(string id, string bidder, string key) =>
        await house.Client.PostAs(await house.Client.Token("helen", "auctioneer"), $"/auctions/{id}/absentee-bids/{bidder}/place", new JsonObject(), key);

    private static (string? Bidder, string? Name, string? Maximum, string? Placed) Of(JsonNode bid) => ((string?)bid["bidderId"], (string?)bid["name"], (string?)bid["maximum"], (string?)bid["placedAt"]);
}
