namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Bids that come as events.</summary>
public sealed class BidEventTests(OpenHouse house)
{
    [Theory, InlineData(Sending.Structured), InlineData(Sending.Binary), InlineData(Sending.Batch)]
    public async Task A_request_to_bid_becomes_a_bid_and_is_answered_as_one(string mode)
    {
        var (auction, id) = (await house.Client.Open(new JsonObject { ["duration"] = "PT10M" }), Ids.New("bid"));
        var outcome = (await house.Client.SendEvent(Sending.Bid(id, auction, "viewer-7", "12"), mode)).Outcome(mode);
        Assert.Equal((id, "/tests/bridge", "accepted", $"{auction}-3", 3, "leading", "12", "12", "13"), (
            (string?)outcome["id"], (string?)outcome["source"], (string?)outcome["status"], (string?)outcome["bidId"], (int)outcome["sequence"]!, (string?)outcome["outcome"],
            (string?)outcome["amount"], (string?)outcome["price"], (string?)outcome["minimumBid"]));
        Check.Instant(outcome, "closesAt");
        Assert.Equal("viewer-7", (string?)(await house.Client.View(auction))["leader"]!["bidderId"]);
        var audit = (await house.Client.Get(4100, $"/auctions/{auction}/audit", await house.Client.Admin())).Text;
        Assert.Contains("\"by\":\"event-source:test-bridge\"", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_way_to_bid_is_understood()
    {
        var auction = await house.Client.Open(new JsonObject { ["buyNow"] = "100" });
        JsonObject By(string bidder, string name, JsonNode value) => Sending.Event(Ids.New("bid"), Sending.BidType, new JsonObject { ["auctionId"] = auction, ["bidderId"] = bidder, [name] = value });
        var items = (await house.Client.SendBatch([By("ann", "maximum", "30"), By("bea", "next", true), By("carl", "amount", "29"), By("dora", "buyNow", true)])).Json["items"]!.AsArray();
        Assert.Equal(["leading", "outbid", "outbid", "won"], items.Select(i => (string?)i!["outcome"]));
        var limited = By("ed", "next", true);
        limited["data"]!["limit"] = "1";
        var outcome = (await house.Client.SendEvent(limited)).Outcome();
        Assert.Equal(("refused", "auction-not-open", "sold"), ((string?)outcome["status"], (string?)outcome["code"], (string?)outcome["auctionStatus"]));
    }

    [Fact]
    public async Task A_bid_that_is_too_low_is_refused_with_the_minimum()
    {
        var auction = await house.Client.Open();
        var outcome = (await house.Client.SendEvent(Sending.Bid(Ids.New("bid"), auction, "ann", "9"))).Outcome();
        Assert.Equal(("refused", "bid-too-low", "10"), ((string?)outcome["status"], (string?)outcome["code"], (string?)outcome["minimumBid"]));
        Assert.Null(outcome["deadLetterId"]);
    }

    [Fact]
    public async Task The_same_event_again_has_the_effect_of_one_in_whatever_mode()
    {
        var auction = await house.Client.Open();
        var bid = Sending.Bid(Ids.New("bid"), auction, "ann", "12");
        var first = (await house.Client.SendEvent(bid)).Outcome().ToJsonString();
        foreach (var mode in Sending.Modes) Assert.Equal(first, (await house.Client.SendEvent(bid, mode)).Outcome(mode).ToJsonString());
        var twice = (await house.Client.SendBatch([bid, bid])).Json["items"]!.AsArray();
        Assert.All(twice, item => Assert.Equal(first, item!.ToJsonString()));
        Assert.Equal(1, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task The_same_event_many_times_at_once_has_the_effect_of_one()
    {
        var auction = await house.Client.Open();
        var bid = Sending.Event(Ids.New("bid"), Sending.BidType, new JsonObject { ["auctionId"] = auction, ["bidderId"] = "ann", ["amount"] = "12" });
        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => house.Client.SendEvent(bid, Sending.Modes[i % 2])));
        Assert.Single(replies.Select(r => r.Outcome().ToJsonString()).Distinct());
        Assert.Equal(1, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task The_same_id_with_another_bid_is_told_so()
    {
        var (auction, id) = (await house.Client.Open(), Ids.New("bid"));
        Assert.Equal("accepted", (string?)(await house.Client.SendEvent(Sending.Bid(id, auction, "ann", "12"))).Outcome()["status"]);
        var outcome = (await house.Client.SendEvent(Sending.Bid(id, auction, "ann", "13"))).Outcome();
        Assert.Equal(("refused", "idempotency-key-reused"), ((string?)outcome["status"], (string?)outcome["code"]));
        Assert.Equal("accepted", (string?)(await house.Client.SendEvent(Sending.Bid(id, auction, "ann", "13", "/tests/elsewhere"))).Outcome()["status"]);
    }

    [Fact]
    public async Task No_event_meets_the_key_of_a_request()
    {
        var (auction, id) = (await house.Client.Open(), Ids.New("bid"));
        Assert.Equal(201, (await house.Client.PostAs(OpenHouse.SourceKey, $"/auctions/{auction}/bids", new JsonObject { ["bidderId"] = "bea", ["amount"] = "11" }, $"/tests/bridge {id}")).Status);
        Assert.Equal("accepted", (string?)(await house.Client.SendEvent(Sending.Bid(id, auction, "ann", "12"))).Outcome()["status"]);
        Assert.Equal(2, (int)(await house.Client.View(auction))["bidCount"]!);
        var far = "https://example.com/" + new string('x', 2_000);
        foreach (var amount in new[] { "13", "13" }) Assert.Equal("accepted", (string?)(await house.Client.SendEvent(Sending.Bid(id, auction, "bea", amount, far))).Outcome()["status"]);
        Assert.Equal(3, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task A_batch_of_a_thousand_over_fifty_auctions_keeps_each_auctions_order()
    {
        const int Auctions = 50, Bids = 20;
        var auctions = await Task.WhenAll(Enumerable.Range(0, Auctions).Select(_ => house.Client.Open()));
        var batch = Ids.New("batch");
        // Rising in every auction, and every fifth far too low: out of order, others would be refused.
        var events = Enumerable.Range(0, Auctions * Bids).Select(i => (Auction: i % Auctions, Turn: i / Auctions))
            .Select(b => Sending.Bid($"{batch}-{b.Auction}-{b.Turn}", auctions[b.Auction], $"bidder-{b.Turn % 3}", b.Turn % 5 == 4 ? "1" : $"{10 + b.Turn}")).ToArray();
        var reply = await house.Client.SendBatch(events);
        var items = reply.Json["items"]!.AsArray();
        Assert.Equal(1_000, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            Assert.Equal((string?)events[i]["id"], (string?)items[i]!["id"]);
            var turn = i / Auctions;
            if (turn % 5 == 4) Assert.Equal(("refused", "bid-too-low", $"{10 + turn}"), ((string?)items[i]!["status"], (string?)items[i]!["code"], (string?)items[i]!["minimumBid"]));
            else Assert.Equal(("accepted", turn - turn / 5 + 3), ((string?)items[i]!["status"], (int)items[i]!["sequence"]!));
        }
        foreach (var auction in auctions)
        {
            var told = (await house.Client.Events(auction)).Select(e => (string?)e["event"]!["amount"]).Where(a => a is not null);
            Assert.Equal(Enumerable.Range(0, Bids).Where(t => t % 5 != 4).Select(t => $"{10 + t}"), told);
        }
        Assert.Equal(items.Where(i => (string?)i!["status"] == "accepted").Select(i => i!.ToJsonString()), (await house.Client.SendBatch(events)).Json["items"]!.AsArray().Where(i => (string?)i!["status"] == "accepted").Select(i => i!.ToJsonString()));
    }

    [Theory, InlineData("admin", 202), InlineData("event-source", 202), InlineData("auctioneer", 403), InlineData("bidder", 403), InlineData(null, 401)]
    public async Task Sources_and_admins_may_send_and_nobody_else(string? role, int status)
    {
        var auction = await house.Client.Open();
        foreach (var mode in Sending.Modes)
        {
            var reply = await house.Client.SendEvent(Sending.Bid(Ids.New("bid"), auction, "ann", "10"), mode, role is null ? null : await house.Client.Token("somebody", role));
            Assert.Equal(status, reply.Status);
        }
        Assert.Equal(status == 202 ? 1 : 0, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task A_batch_comes_through_the_admin_gateway()
    {
        var batch = Ids.New("batch");
        var reply = await house.Client.SendBatch(Enumerable.Range(0, 300).Select(i => Sending.Event($"{batch}-{i}", "com.example.large", new string('x', 10_000))), port: 3000, path: "/api/events");
        Assert.All(reply.Json["items"]!.AsArray(), item => Assert.Equal("kept", (string?)item!["status"]));
    }
}
