namespace Sothebais.Tests.Gateways.Bids;

/// <summary>Bids that are taken.</summary>
public sealed class BiddingTests(OpenHouse house)
{
    [Fact]
    public async Task A_bidder_bids_an_amount_under_their_own_name()
    {
        var id = await house.Client.Open();
        var reply = await house.Client.PostAs(await house.Client.Token("alice", "bidder"), $"/auctions/{id}/bids", new JsonObject { ["amount"] = "12.5" });
        Assert.Equal((201, "application/json"), (reply.Status, reply.MediaType));
        var receipt = reply.Json;
        Assert.Equal(($"{id}-3", 3, "leading", "12.5", "12.5", "13.5"), ((string?)receipt["bidId"], (int)receipt["sequence"]!, (string?)receipt["outcome"],
            (string?)receipt["amount"], (string?)receipt["price"], (string?)receipt["minimumBid"]));
        Assert.True(receipt.AsObject().ContainsKey("closesAt"));
        var leader = (await house.Client.View(id))["leader"]!;
        Assert.Equal(("alice", "alice"), ((string?)leader["bidderId"], (string?)leader["name"]));
    }

    [Fact]
    public async Task Next_bids_the_minimum_whatever_it_is()
    {
        var id = await house.Client.Open();
        var alice = await house.Client.Token("alice", "bidder");
        Assert.Equal("10", (string?)(await house.Client.PostAs(alice, $"/auctions/{id}/bids", new JsonObject { ["next"] = true })).Json["amount"]);
        await house.Client.Offer(id, "bea", "20");
        Assert.Equal("21", (string?)(await house.Client.PostAs(alice, $"/auctions/{id}/bids", new JsonObject { ["next"] = true })).Json["amount"]);
    }

    [Theory, InlineData("11", 201), InlineData("11.00", 201), InlineData("500", 201), InlineData("10.99", 409)]
    public async Task Next_goes_to_its_limit_and_no_further(string limit, int status)
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "bea", "10");
        var reply = await house.Client.PostAs(await house.Client.Token("alice", "bidder"), $"/auctions/{id}/bids", new JsonObject { ["next"] = true, ["limit"] = limit });
        Assert.Equal(status, reply.Status);
        if (status == 201) Assert.Equal("11", (string?)reply.Json["amount"]);
    }

    [Theory, InlineData("auctioneer"), InlineData("event-source"), InlineData("admin")]
    public async Task Whoever_acts_for_the_room_bids_for_others(string role)
    {
        var id = await house.Client.Open();
        var token = await house.Client.Token("desk", role);
        Assert.Equal(201, (await house.Client.PostAs(token, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "telephone-7", ["name"] = "Telephone 7", ["amount"] = "10" })).Status);
        var leader = (await house.Client.View(id))["leader"]!;
        Assert.Equal(("telephone-7", "Telephone 7"), ((string?)leader["bidderId"], (string?)leader["name"]));
    }

    [Fact]
    public async Task A_bidder_may_name_themselves_but_not_another_and_not_otherwise()
    {
        var id = await house.Client.Open();
        var alice = await house.Client.Token("alice", "bidder");
        Assert.Equal(201, (await house.Client.PostAs(alice, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "alice", ["name"] = "The Queen", ["amount"] = "10" })).Status);
        Assert.Equal("alice", (string?)(await house.Client.View(id))["leader"]!["name"]);
        Check.Problem(await house.Client.PostAs(alice, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "bob", ["amount"] = "20" }), 403);
        Assert.Equal(3, (int)(await house.Client.View(id))["sequence"]!);
    }

    [Fact]
    public async Task A_leader_may_raise_their_own_bid_if_they_mean_it()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        var reply = await house.Client.Offer(id, "ann", "11");
        Assert.Equal((201, "11"), (reply.Status, (string?)reply.Json["price"]));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_nothing_does()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "20", ["duration"] = "PT30S", ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT1M" } });
        await house.Client.Offer(id, "ann", "10");
        var before = await house.Client.Get(4100, $"/auctions/{id}");
        var alice = await house.Client.Token("alice", "bidder");
        var reply = await house.Client.PostAs(alice, $"/auctions/{id}/bids?dryRun=true", new JsonObject { ["amount"] = "25" }, Ids.New("dry"));
        Assert.Equal(200, reply.Status);
        Assert.Equal(("leading", "25", "25", "26", "alice"), ((string?)reply.Json["outcome"], (string?)reply.Json["amount"], (string?)reply.Json["price"],
            (string?)reply.Json["minimumBid"], (string?)reply.Json["leader"]!["bidderId"]));
        Assert.True((bool)reply.Json["reserveMet"]!);
        Assert.True(Check.Instant(reply.Json, "closesAt") >= Check.Instant(before.Json, "closesAt"));
        Assert.Null(reply.Json["bidId"]);
        Check.Problem(await house.Client.PostAs(alice, $"/auctions/{id}/bids?dryRun=true", new JsonObject { ["amount"] = "10.99" }), 409, "bid-too-low");
        Assert.Equal("11", (string?)(await house.Client.PostAs(alice, $"/auctions/{id}/bids?dryRun=true", new JsonObject { ["next"] = true })).Json["amount"]);
        Assert.Equal(Views.Lasting(before), Views.Lasting(await house.Client.Get(4100, $"/auctions/{id}")));
    }

    [Fact]
    public async Task A_dry_run_does_not_use_its_key_up()
    {
        var (id, key) = (await house.Client.Open(), Ids.New("dry"));
        await house.Client.Post($"/auctions/{id}/bids?dryRun=true", new JsonObject { ["amount"] = "25" }, key);
        Assert.Equal(201, (await house.Client.Post($"/auctions/{id}/bids", new JsonObject { ["amount"] = "25" }, key)).Status);
    }

    [Fact]
    public async Task A_repeated_bid_is_one_bid_with_one_answer()
    {
        var (id, key) = (await house.Client.Open(), Ids.New("bid"));
        var first = await house.Client.Offer(id, "ann", "10", key);
        await house.Client.Offer(id, "bea", "11");
        var second = await house.Client.Offer(id, "ann", "10", key);
        Assert.Equal((201, first.Text), (second.Status, second.Text));
        Assert.Equal(2, (int)(await house.Client.View(id))["bidCount"]!);
        Check.Problem(await house.Client.Offer(id, "ann", "12", key), 422, "idempotency-key-reused");
        Assert.Equal(2, (int)(await house.Client.View(id))["bidCount"]!);
    }

    [Fact]
    public async Task A_refused_bid_stays_refused_under_its_key()
    {
        var (id, key) = (await house.Client.Create(), Ids.New("early"));
        Assert.Equal("auction-not-open", (await house.Client.Offer(id, "ann", "10", key)).Code);
        await house.Client.Drive(id, "open");
        Assert.Equal("auction-not-open", (await house.Client.Offer(id, "ann", "10", key)).Code);
        Assert.Equal(201, (await house.Client.Offer(id, "ann", "10")).Status);
    }

    [Theory, InlineData("Zoë 🎨"), InlineData("<script>alert(1)</script>"), InlineData("\"quoted\\\""), InlineData("رابح")]
    public async Task A_name_comes_back_as_it_was_given(string name)
    {
        var id = await house.Client.Open();
        Assert.Equal(201, (await house.Client.Post($"/auctions/{id}/bids", new JsonObject { ["bidderId"] = "ann", ["name"] = name, ["amount"] = "10" })).Status);
        Assert.Equal(name, (string?)(await house.Client.View(id))["leader"]!["name"]);
        Assert.Equal(name, (string?)(await house.Client.Events(id))[^1]["event"]!["name"]);
    }
}
