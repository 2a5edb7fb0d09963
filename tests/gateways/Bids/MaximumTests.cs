namespace Sothebais.Tests.Gateways.Bids;

/// <summary>Bidding by maximum and buying at once, as clients see it. Opening bid 10, steps of 1.</summary>
public sealed class MaximumTests(OpenHouse house)
{
    private Task<Reply> Bid(string id, string bidder, string field, JsonNode value, string? key = null, string query = "") =>
        house.Client.Post($"/auctions/{id}/bids{query}", new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, [field] = value }, key);

    private static (string?, string?, string?, string?) Said(Reply reply) =>
        ((string?)reply.Json["outcome"], (string?)reply.Json["amount"], (string?)reply.Json["price"], (string?)reply.Json["minimumBid"]);

    [Fact]
    public async Task The_house_bids_for_a_maximum_and_each_bidder_hears_how_it_went()
    {
        var id = await house.Client.Open();
        Assert.Equal(("leading", "10", "10", "11"), Said(await Bid(id, "ann", "maximum", "50")));
        Assert.Equal(("outbid", "30", "31", "32"), Said(await Bid(id, "bea", "maximum", "30")));
        Assert.Equal(("outbid", "40", "41", "42"), Said(await Bid(id, "bea", "amount", "40")));
        Assert.Equal(("leading", "41", "41", "42"), Said(await Bid(id, "ann", "maximum", "60")));
        Assert.Equal(("leading", "61", "61", "62"), Said(await Bid(id, "cat", "maximum", "500")));
        Check.Problem(await Bid(id, "cat", "maximum", "500"), 409, "maximum-not-raised");
        Check.Problem(await Bid(id, "bea", "maximum", "61.99"), 409, "bid-too-low");
        Check.Problem(await Bid(id, "bea", "maximum", "0"), 422, "invalid-amount");
        Check.Problem(await Bid(id, "bea", "maximum", "70.001"), 422, "invalid-amount");
        var view = Check.View(await house.Client.View(id));
        Assert.Equal(("61", "cat", 4), ((string?)view["price"], (string?)view["leader"]!["bidderId"], (int)view["bidCount"]!));
        await house.Client.Drive(id, "hammer");
        Assert.Equal(("cat", "61"), await house.Client.View(id) is var sold ? ((string?)sold["result"]!["winner"], (string?)sold["result"]!["amount"]) : default);
    }

    [Fact]
    public async Task A_dry_run_of_a_maximum_says_what_would_happen_and_nothing_does()
    {
        var id = await house.Client.Open();
        await Bid(id, "ann", "maximum", "50");
        var before = await house.Client.Get(4100, $"/auctions/{id}");
        var reply = await Bid(id, "bea", "maximum", "30", query: "?dryRun=true");
        Assert.Equal((200, ("outbid", "30", "31", "32"), "ann"), (reply.Status, Said(reply), (string?)reply.Json["leader"]!["bidderId"]));
        Assert.Equal("leading", (string?)(await Bid(id, "ann", "maximum", "60", query: "?dryRun=true")).Json["outcome"]);
        Assert.Equal(Views.Lasting(before), Views.Lasting(await house.Client.Get(4100, $"/auctions/{id}")));
    }

    [Theory, InlineData("maximum", "50"), InlineData("maximum", "15")]
    public async Task A_repeated_maximum_is_one_and_hears_the_same(string field, string value)
    {
        var (id, key) = (await house.Client.Open(), Ids.New("maximum"));
        await Bid(id, "ann", "maximum", "20");
        var bidder = value == "50" ? "ann" : "bea"; // raised in silence, and answered
        var (first, again) = (await Bid(id, bidder, field, value, key), await Bid(id, bidder, field, value, key));
        Assert.Equal((201, 201, first.Text), (first.Status, again.Status, again.Text));
        Check.Problem(await Bid(id, bidder, field, "51", key), 422, "idempotency-key-reused");
    }

    [Fact]
    public async Task A_retraction_works_the_price_out_again_and_undo_takes_the_last_bid_back()
    {
        var id = await house.Client.Open();
        await Bid(id, "ann", "maximum", "50");
        await Bid(id, "bea", "maximum", "30");
        await Bid(id, "cat", "amount", "40");
        var undone = await house.Client.Drive(id, "undo");
        Assert.Equal(("31", "ann", 2), ((string?)undone.Body!["price"], (string?)undone.Body["leader"]!["bidderId"], (int)undone.Body["bidCount"]!));
        var bids = (await house.Client.Get(4100, $"/auctions/{id}/bids")).Json["items"]!.AsArray();
        Assert.Equal([("ann", "10", "placed"), ("bea", "30", "placed"), ("cat", "40", "retracted")], bids.Select(b => ((string?)b!["bidderId"], (string?)b["amount"], (string?)b["status"])));
    }

    [Fact]
    public async Task Who_buys_at_once_has_won_until_bidding_reaches_that_price()
    {
        var id = await house.Client.Open(new JsonObject { ["buyNow"] = "100" });
        Assert.Equal("100", (string?)(await house.Client.View(id))["buyNow"]);
        await Bid(id, "ann", "amount", "50");
        var preview = await Bid(id, "bea", "buyNow", true, query: "?dryRun=true");
        Assert.Equal((200, "won", "100"), (preview.Status, (string?)preview.Json["outcome"], (string?)preview.Json["price"]));
        var (key, receipt) = (Ids.New("buy"), default(Reply));
        receipt = await Bid(id, "bea", "buyNow", true, key);
        Assert.Equal((201, "won", "100", "100"), (receipt.Status, (string?)receipt.Json["outcome"], (string?)receipt.Json["amount"], (string?)receipt.Json["price"]));
        Assert.Equal(receipt.Text, (await Bid(id, "bea", "buyNow", true, key)).Text);
        var view = Check.View(await house.Client.View(id));
        Assert.Equal(("sold", "bea", null), ((string?)view["status"], (string?)view["result"]!["winner"], (string?)view["buyNow"]));
        Check.Problem(await Bid(id, "cat", "buyNow", true), 409, "auction-not-open");

        id = await house.Client.Open(new JsonObject { ["buyNow"] = "100" });
        await Bid(id, "ann", "amount", "100");
        var problem = Check.Problem(await Bid(id, "bea", "buyNow", true), 409, "buy-now-withdrawn");
        Assert.Equal("101", (string?)problem["minimumBid"]);
        Assert.Null((await house.Client.View(id))["buyNow"]);
        Check.Problem(await Bid(await house.Client.Open(), "bea", "buyNow", true), 409, "buy-now-withdrawn");
    }

    [Theory]
    [InlineData("""{"maximum":"30","amount":"20"}"""), InlineData("""{"maximum":"30","next":true}"""), InlineData("""{"buyNow":true,"maximum":"30"}"""), InlineData("""{"buyNow":false}""")]
    public async Task A_bid_is_one_thing(string body)
    {
        var request = JsonNode.Parse(body)!.AsObject();
        request["bidderId"] = "ann";
        Assert.NotNull(Check.Problem(await house.Client.Post($"/auctions/{await house.Client.Open()}/bids", request), 422, "invalid-request")["errors"]!["amount"]);
    }

    [Fact]
    public async Task A_maximum_is_for_nobody_elses_eyes()
    {
        var id = await house.Client.Open(new JsonObject { ["buyNow"] = "9000" });
        await using var socket = new SocketObserver(house.At, id);
        await using var feed = new FeedObserver(house.At, id);
        await socket.Connect(after: 0);
        await feed.Connect(after: "0");
        List<string> heard = [(await Bid(id, "ann", "maximum", "7777.77")).Text, (await Bid(id, "bea", "maximum", "30")).Text];
        heard.Add((await Bid(id, "ann", "maximum", "8888.88")).Text);
        heard.Add((await Bid(id, "bea", "maximum", "40")).Text);
        heard.Add((await Bid(id, "cat", "amount", "1", query: "?dryRun=true")).Text);
        await Wait.Until("both heard of all", Wait.Patience, () => socket.Events.Count == 8 && feed.Events.Count == 8);
        var auctioneer = await house.Client.Token("helen", "auctioneer");
        using var newcomer = await Observers.SocketLine.Connect(house.At, $"/ws?auction={id}");
        heard.Add((await newcomer.Next("snapshot")).ToJsonString());
        heard.AddRange(socket.Events.Concat(socket.Snapshots).Concat(feed.Events).Select(e => e.ToJsonString()));
        foreach (var path in new[] { "", "/events", "/bids" }) heard.Add((await house.Client.Get(4100, $"/auctions/{id}{path}", auctioneer)).Text);
        var listed = (await house.Client.Get(4100, "/auctions?status=open&limit=500")).Json["items"]!.AsArray().Where(a => (string?)a!["id"] == id).ToArray();
        heard.Add(Assert.Single(listed)!.ToJsonString());
        heard.Add((await house.Client.Get(4300, $"/events?subject={id}")).Text);
        for (var sequence = 3; sequence <= 8; sequence++) heard.Add((await house.Client.Get(4300, $"/events/{id}-{sequence}")).Text);
        heard.Add((await house.Client.PostAs(auctioneer, $"/auctions/{id}/warn", null)).Text);
        heard.Add((await house.Client.PostAs(auctioneer, $"/auctions/{id}/hammer", null)).Text);
        heard.Add(house.Output);
        Assert.All(heard, text =>
        {
            foreach (var secret in new[] { "7777.77", "777777", "8888.88", "888888", "maximum\"" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        });
        Assert.Equal(["bidPlaced", "bidPlaced", "proxyRaised", "maximumRaised", "bidPlaced", "proxyRaised"], socket.Events.Skip(2).Take(6).Select(e => (string?)e["event"]!["kind"]));
        Assert.Equal("com.sothebais.auction.maximum-raised.v1", (string?)feed.Events.ElementAt(5)["type"]);
        var audit = (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text;
        Assert.Contains("777777", audit, StringComparison.Ordinal); // the house's own record has it
    }
}
