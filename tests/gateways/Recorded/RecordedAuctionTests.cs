namespace Sothebais.Tests.Gateways.Recorded;

/// <summary>Auctions that took place, as a public chain recorded them: what was bid then is bid here, and who won then wins here.</summary>
public sealed class RecordedAuctionTests(OpenHouse house)
{
    private static readonly string Recording = Path.Combine(Programs.Root, "..", "shared", "data", "onchain-auctions.json");

    public static IEnumerable<TheoryDataRow<string>> Recorded =>
        File.Exists(Recording) ? [.. Auctions().Select(a => new TheoryDataRow<string>((string)a["id"]!))] : [new TheoryDataRow<string>("none")];

    private static IEnumerable<JsonNode> Auctions() => JsonNode.Parse(File.ReadAllText(Recording))!["auctions"]!.AsArray().Select(a => a!);

    [Theory, MemberData(nameof(Recorded))]
    public async Task What_was_bid_then_is_bid_here_and_who_won_then_wins_here(string name)
    {
        if (!File.Exists(Recording)) Assert.Skip($"{Path.GetFileName(Recording)} is not beside the checkout.");
        var auction = Auctions().Single(a => (string)a["id"]! == name);
        var bids = auction["bids"]!.AsArray();
        var id = await house.Client.Create(new JsonObject
        {
            ["id"] = Ids.New(name),
            ["title"] = auction["title"]!.DeepClone(),
            ["lot"] = new JsonObject { ["name"] = auction["title"]!.DeepClone() },
            ["currency"] = auction["currency"]!.DeepClone(),
            ["openingBid"] = auction["openingBid"]!.DeepClone(),
            ["increments"] = new JsonObject { ["basisPoints"] = auction["minimumIncrementBasisPoints"]!.DeepClone() },
            ["duration"] = "PT24H",
            ["startsOnFirstBid"] = true,
        });
        await using var steady = new SocketObserver(house.At, id);
        await using var cut = new SocketObserver(house.At, id);
        await using var feed = new FeedObserver(house.At, id);
        await steady.Connect(after: 0);
        await cut.Connect(after: 0);
        await feed.Connect(after: "0");
        Assert.Equal(200, (await house.Client.Drive(id, "open")).Status);

        var token = await house.Client.Token("recorder", "event-source");
        for (var i = 0; i < bids.Count; i++)
        {
            if (i == bids.Count / 3)
            {
                await Wait.Until("they have seen something", Wait.Patience, () => cut.Last > 0 && feed.LastId is not null);
                await cut.Cut();
                await feed.Cut();
            }
            if (i == 2 * bids.Count / 3)
            {
                await cut.Connect();
                await feed.Connect();
            }
            var (bidder, amount) = ((string)bids[i]!["bidder"]!, (string)bids[i]!["amount"]!);
            var reply = await house.Client.PostAs(
                token, $"/auctions/{id}/bids", new JsonObject { ["bidderId"] = bidder, ["name"] = bids[i]!["name"]?.DeepClone(), ["amount"] = amount }, $"{id}-bid-{i}");
            Assert.True(reply.Status == 201, $"Bid {i}: {reply.Text}");
            Assert.Equal(("leading", amount, amount), ((string?)reply.Json["outcome"], (string?)reply.Json["amount"], (string?)reply.Json["price"]));
        }
        var sold = (await house.Client.Post($"/auctions/{id}/hammer")).Json;
        Assert.Equal("sold", (string?)sold["status"]);
        Assert.Equal(((string?)auction["result"]!["winner"], (string?)auction["result"]!["amount"]), ((string?)sold["result"]!["winner"], (string?)sold["result"]!["amount"]));

        var end = bids.Count + 3;
        await Wait.Until("all have seen the hammer", Wait.Patience, () => steady.Last == end && cut.Last == end && feed.Events.Count >= end);
        Assert.Equal(Enumerable.Range(1, end), steady.Events.Select(e => (int)e["sequence"]!));
        Assert.Equal(Enumerable.Range(1, end), cut.Events.Select(e => (int)e["sequence"]!));
        Assert.Equal(Enumerable.Range(1, end).Select(s => $"{id}-{s}"), feed.Events.Select(e => (string)e["id"]!));
        Assert.Empty(feed.Named);
        var recorded = bids.Select(b => ((string?)b!["bidder"], (string?)b["amount"])).ToArray();
        foreach (var told in new[] { steady.Events.Select(e => e["event"]!), cut.Events.Select(e => e["event"]!), feed.Events.Select(e => e["data"]!) })
            Assert.Equal(recorded, told.Where(e => (string?)e["kind"] == "bidPlaced").Select(e => ((string?)e["bidderId"], (string?)e["amount"])));
        Assert.Equal(recorded, (await house.Client.Get(4100, $"/auctions/{id}/bids?limit=500")).Json["items"]!.AsArray().Select(b => ((string?)b!["bidderId"], (string?)b["amount"])));
    }
}
