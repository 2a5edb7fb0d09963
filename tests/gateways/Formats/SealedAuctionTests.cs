using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Formats;

/// <summary>A sealed auction over every way on which anybody hears of it.</summary>
public sealed class SealedAuctionTests(OpenHouse house)
{
    private static readonly string[] Amounts = ["71234.56", "72345.67", "73456.78", "70707.07"];

    [Fact]
    public async Task Before_the_close_no_answer_to_anybody_tells_an_amount_and_after_it_the_bids_do()
    {
        var id = await Open("70707.07");
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        using var feed = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var heard = new List<string> { (await line.Next("snapshot")).ToJsonString() };
        foreach (var (bidder, amount) in new[] { ("ann", Amounts[0]), ("bea", Amounts[1]), ("ann", Amounts[2]) })
        {
            var receipt = await Bid(id, bidder, $$"""{"amount":"{{amount}}"}""");
            Assert.Equal((201, "sealed", amount, null, "10"), (receipt.Status, (string?)receipt.Json["outcome"], (string?)receipt.Json["amount"], receipt.Json["price"], (string?)receipt.Json["minimumBid"]));
        }
        // To others also what they would win with.
        heard.Add((await Bid(id, "cid", """{"amount":"20"}""", dryRun: true)).Text);
        heard.Add((await Bid(id, "ann", """{"amount":"30"}""")).Text); // below her own
        var auctioneer = await house.Client.Token("lookout", "auctioneer");
        heard.Add((await house.Client.PostAs(auctioneer, $"/auctions/{id}/pause")).Text);
        heard.Add((await house.Client.PostAs(auctioneer, $"/auctions/{id}/resume")).Text);
        foreach (var token in new[] { null, await house.Client.Token("bea", "bidder"), auctioneer })
            foreach (var path in new[] { "", "/bids", "/events", "/audit" }) heard.Add((await house.Client.Get(4100, $"/auctions/{id}{path}", token)).Text);
        var admin = await house.Client.Admin();
        foreach (var path in new[] { "/bids", "/events", "/audit" }) heard.Add((await house.Client.Get(4100, $"/auctions/{id}{path}", admin)).Text);
        heard.Add((await house.Client.Get(4100, "/auctions?limit=500")).Text);
        heard.Add((await house.Client.Get(4300, $"/events?subject={id}&limit=100")).Text);
        for (var i = 0; i < 5; i++) heard.Add((await line.Next("event")).ToJsonString());
        foreach (var told in await feed.Next(7)) heard.Add(told.Data.ToJsonString());
        using (var late = await SocketLine.Connect(house.At, $"/ws?auction={id}&after=0"))
        {
            heard.Add((await late.Next("snapshot")).ToJsonString());
            for (var i = 0; i < 7; i++) heard.Add((await late.Next("event")).ToJsonString());
        }
        foreach (var port in new[] { 3090, 4190, 4290, 4390 }) heard.Add((await house.Client.Http.GetStringAsync(house.At.On(port, "/metrics"))));
        string[] forms = [.. Amounts, .. Amounts.Select(Units)];
        Assert.All(heard, text => Assert.All(forms, amount => Assert.DoesNotContain(amount, text, StringComparison.Ordinal)));
        Assert.Contains(heard, text => text.Contains("bidPlaced", StringComparison.Ordinal));

        var view = Check.View((await house.Client.Get(4100, $"/auctions/{id}")).Json);
        Assert.Equal((null, null, null, 2, "10"), (view["price"], view["leader"], view["reserveMet"], (int)view["bidCount"]!, (string?)view["minimumBid"]));
        Assert.Equal("open", (string?)Check.Problem(await house.Client.Get(4100, $"/auctions/{id}/audit", admin), 409, "auction-sealed")["auctionStatus"]);
        Assert.Equal(["null replaced", "null placed", "null placed"], await Bids(id));

        await house.Client.Drive(id, "hammer");
        var sold = (await house.Client.View(id))["result"]!;
        Assert.Equal(("ann", Amounts[1]), ((string?)sold["winner"], (string?)sold["amount"])); // the second price
        Assert.Equal([$"{Amounts[0]} replaced", $"{Amounts[1]} placed", $"{Amounts[2]} placed"], await Bids(id));
        Assert.Contains(Units(Amounts[2]), (await house.Client.Get(4100, $"/auctions/{id}/audit", admin)).Text, StringComparison.Ordinal);
        // An event has one form on every transport and for ever.
        foreach (var placed in (await house.Client.Events(id)).Where(e => (string?)e["event"]!["kind"] == "bidPlaced"))
            Assert.Equal((null, null), (placed["event"]!["amount"], placed["event"]!["price"]));
        Check.Problem(await house.Client.Post($"/auctions/{id}/reopen"), 409, "not-possible");
    }

    [Fact]
    public async Task A_dry_run_says_what_it_says_whoever_would_win()
    {
        var id = await Open();
        var alone = (await Bid(id, "ann", """{"amount":"50"}""", dryRun: true)).Json;
        Assert.Equal(("sealed", "50", null, null, null), ((string?)alone["outcome"], (string?)alone["amount"], alone["price"], alone["leader"], alone["reserveMet"]));
        await Bid(id, "bea", """{"amount":"500"}""");
        Assert.Equal(alone.ToJsonString(), (await Bid(id, "ann", """{"amount":"50"}""", dryRun: true)).Text);
    }

    [Theory, InlineData("""{"next":true}"""), InlineData("""{"maximum":"50"}"""), InlineData("""{"buyNow":true}"""), InlineData("""{"amount":"50","quantity":2}""")]
    public async Task Only_an_amount_is_offered(string bid) => Check.Problem(await Bid(await Open(), "ann", bid), 422, "not-offered");

    [Fact]
    public async Task A_bidders_new_bid_is_above_their_own()
    {
        var id = await Open();
        await Bid(id, "ann", """{"amount":"50"}""");
        var problem = Check.Problem(await Bid(id, "ann", """{"amount":"50"}"""), 409, "bid-too-low");
        Assert.Equal(("10", "A bidder's new bid is above the one that it replaces."), ((string?)problem["minimumBid"], (string?)problem["detail"]));
    }

    [Fact]
    public async Task The_amounts_of_a_cancelled_auction_stay_sealed_but_for_the_audit()
    {
        var id = await Open();
        await Bid(id, "ann", $$"""{"amount":"{{Amounts[0]}}"}""");
        await house.Client.Drive(id, "cancel", new JsonObject { ["reason"] = "Withdrawn" });
        Assert.Equal(["null placed"], await Bids(id));
        Assert.Contains(Units(Amounts[0]), (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text, StringComparison.Ordinal);
    }

    // As the log writes it.
    private static string Units(string amount) => amount.Replace(".", "", StringComparison.Ordinal);

    private Task<string> Open(string? reserve = null) =>
        house.Client.Open(new JsonObject { ["format"] = "sealed-second-price", ["increments"] = null, ["reserve"] = reserve });

    private async Task<Reply> Bid(string id, string bidder, string bid, bool dryRun = false) =>
        await house.Client.PostAs(await house.Client.Token(bidder, "bidder"), $"/auctions/{id}/bids{(dryRun ? "?dryRun=true" : "")}", JsonNode.Parse(bid));

    private async Task<string[]> Bids(string id) =>
        [.. (await house.Client.Get(4100, $"/auctions/{id}/bids")).Json["items"]!.AsArray().Select(b => $"{(string?)b!["amount"] ?? "null"} {b["status"]}")];
}
