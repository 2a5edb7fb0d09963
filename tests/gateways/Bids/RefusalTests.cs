namespace Sothebais.Tests.Gateways.Bids;

/// <summary>Bids that are refused: the status, the code and the facts of each refusal, and that nothing changed.</summary>
public sealed class RefusalTests(OpenHouse house)
{
    /// <summary>Name; what was before; the bid (by alice, an event source); status, code; a fact and its value.</summary>
    public static TheoryData<string, string, string, int, string, string?, string?> Refusals => new()
    {
        { "a first bid below the opening bid", "open", """{"amount":"9.99"}""", 409, "bid-too-low", "minimumBid", "10" },
        { "a bid at the price", "open bea10", """{"amount":"10"}""", 409, "bid-too-low", "minimumBid", "11" },
        { "a bid below the increment", "open bea10", """{"amount":"10.99"}""", 409, "bid-too-low", "minimumBid", "11" },
        { "a draft", "", """{"amount":"10"}""", 409, "auction-not-open", "auctionStatus", "draft" },
        { "a scheduled auction", "schedule", """{"amount":"10"}""", 409, "auction-not-open", "auctionStatus", "scheduled" },
        { "a paused auction", "open pause", """{"amount":"10"}""", 409, "auction-not-open", "auctionStatus", "paused" },
        { "a sold lot", "open bea10 hammer", """{"amount":"20"}""", 409, "auction-not-open", "auctionStatus", "sold" },
        { "an unsold lot", "open hammer", """{"amount":"20"}""", 409, "auction-not-open", "auctionStatus", "unsold" },
        { "a cancelled auction", "cancel", """{"amount":"10"}""", 409, "auction-not-open", "auctionStatus", "cancelled" },
        { "a settled auction", "open bea10 hammer settle", """{"amount":"20"}""", 409, "auction-not-open", "auctionStatus", "settled" },
        { "next by who leads", "open alice10", """{"next":true}""", 409, "already-leading", null, null },
        { "next over its limit", "open bea10", """{"next":true,"limit":"10.5"}""", 409, "over-limit", "minimumBid", "11" },
        { "more decimals than the currency has", "open", """{"amount":"10.001"}""", 422, "invalid-amount", null, null },
        { "nothing", "open", """{"amount":"0"}""", 422, "invalid-amount", null, null },
        { "a limit with more decimals than the currency has", "open", """{"next":true,"limit":"10.001"}""", 422, "invalid-amount", null, null },
        { "neither amount nor next", "open", """{}""", 422, "invalid-request", "errors", "amount" },
        { "amount and next", "open", """{"amount":"10","next":true}""", 422, "invalid-request", "errors", "amount" },
        { "next that is not meant", "open", """{"next":false}""", 422, "invalid-request", "errors", "amount" },
        { "an amount with a limit", "open", """{"amount":"10","limit":"20"}""", 422, "invalid-request", "errors", "limit" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_refusal_says_why_with_the_facts_that_help(string name, string before, string bid, int status, string code, string? fact, string? value)
    {
        Assert.NotEmpty(name);
        var id = await house.Client.Create();
        var alice = await house.Client.Token("alice", "bidder");
        foreach (var step in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var reply = step switch
            {
                "bea10" => await house.Client.Offer(id, "bea", "10"),
                "alice10" => await house.Client.PostAs(alice, $"/auctions/{id}/bids", new JsonObject { ["amount"] = "10" }),
                "schedule" => await house.Client.Post($"/auctions/{id}/schedule", new JsonObject { ["opensAt"] = "2090-01-01T00:00:00Z" }),
                "cancel" => await house.Client.Post($"/auctions/{id}/cancel", new JsonObject { ["reason"] = "Withdrawn" }),
                "settle" => await house.Client.Post($"/auctions/{id}/settle", new JsonObject { ["reference"] = "7" }),
                _ => await house.Client.Post($"/auctions/{id}/{step}"),
            };
            Assert.True(reply.Status is 200 or 201, reply.Text);
        }
        var sequence = (long)(await house.Client.View(id))["sequence"]!;
        var problem = Check.Problem(await house.Client.PostAs(alice, $"/auctions/{id}/bids", JsonNode.Parse(bid)), status, code);
        if (fact == "errors") Assert.NotEmpty(problem["errors"]![value!]!.AsArray());
        else if (fact is not null) Assert.Equal(value, (string?)problem[fact]);
        Assert.Equal(sequence, (long)(await house.Client.View(id))["sequence"]!);
    }

    [Theory, InlineData("GET", ""), InlineData("GET", "/bids"), InlineData("GET", "/events"), InlineData("GET", "/audit"), InlineData("POST", "/open"), InlineData("POST", "/hammer"), InlineData("POST", "/bids"), InlineData("POST", "/bids?dryRun=true")]
    public async Task There_is_nothing_at_an_auction_that_is_not(string method, string path)
    {
        var content = method == "GET" ? null : Asking.Json(path.StartsWith("/bids", StringComparison.Ordinal) ? """{"amount":"10"}""" : "{}");
        Check.Problem(await house.Client.Ask(new HttpMethod(method), house.At.On(4100, $"/auctions/no-such-auction{path}"), content, await house.Client.Admin()), 404, "auction-not-found");
    }

    [Fact]
    public async Task The_price_has_a_ceiling_that_is_said_and_not_overrun()
    {
        var largest = "340282366920938463463.374607431768211455"; // 2^128 - 1 wei
        var id = await house.Client.Open(new JsonObject { ["currency"] = "ETH", ["openingBid"] = "1", ["increments"] = new JsonObject { ["basisPoints"] = 1000 } });
        var reply = await house.Client.Offer(id, "ann", largest);
        Assert.Equal((201, largest), (reply.Status, (string?)reply.Json["price"]));
        Assert.Null(reply.Json["minimumBid"]);
        Check.Problem(await house.Client.Post($"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "bea", ["next"] = true }), 409, "price-ceiling");
    }
}
