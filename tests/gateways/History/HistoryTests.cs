using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sothebais.Tests.Gateways.History;

/// <summary>What happened: bids, events, audit.</summary>
public sealed class HistoryTests(OpenHouse house)
{
    [Theory, InlineData(1), InlineData(3), InlineData(5), InlineData(500)]
    public async Task The_bids_come_oldest_first_each_once(int limit)
    {
        var id = await house.Client.Open();
        for (var i = 0; i < 5; i++)
        {
            await house.Client.Offer(id, $"bidder-{i}", $"{10 + i}");
            await house.Client.Drive(id, "warn"); // something between the bids
        }
        var (amounts, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = (await house.Client.Get(4100, $"/auctions/{id}/bids?limit={limit}&cursor={Uri.EscapeDataString(cursor)}")).Json;
            Assert.InRange(page["items"]!.AsArray().Count, 0, limit);
            foreach (var bid in page["items"]!.AsArray())
            {
                Assert.Equal($"{id}-{Check.Number(bid!, "sequence")}", Check.Text(bid!, "bidId"));
                Assert.Equal($"bidder-{amounts.Count}", Check.Text(bid!, "bidderId"));
                Check.Instant(bid!, "at");
                amounts.Add(Check.Text(bid!, "amount"));
            }
            cursor = (string?)page["nextCursor"];
            Assert.True(++pages <= 6, "The history does not end.");
        }
        while (cursor is not null);
        Assert.Equal(["10", "11", "12", "13", "14"], amounts);
    }

    [Theory, InlineData(1), InlineData(50)]
    public async Task Bids_are_found_by_who_bid_and_by_their_id(int limit)
    {
        var id = await house.Client.Open();
        foreach (var (bidder, amount) in new[] { ("ann", "10"), ("bea", "11"), ("annabel", "12") }) await house.Client.Offer(id, bidder, amount);
        async Task<string[]> Found(string letters)
        {
            var (amounts, cursor) = (new List<string>(), (string?)"");
            for (var pages = 0; cursor is not null; pages++)
            {
                Assert.True(pages < 6, "The list does not end.");
                var page = (await house.Client.Get(4100, $"/auctions/{id}/bids?q={letters}&limit={limit}&cursor={Uri.EscapeDataString(cursor)}")).Json;
                amounts.AddRange(page["items"]!.AsArray().Select(b => (string)b!["amount"]!));
                cursor = (string?)page["nextCursor"];
            }
            return [.. amounts];
        }
        Assert.Equal(["10", "12"], await Found("ANN"));
        Assert.Equal(["11"], await Found("bea"));
        Assert.Equal(["11"], await Found($"{id}-4")); // created, opened, ann's, hers
        Assert.Empty(await Found("nobody"));
        Check.Problem(await house.Client.Get(4100, $"/auctions/{Ids.New("none")}/bids?q=ann"), 404, "auction-not-found");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(500)]
    public async Task The_events_are_read_on_from_any_sequence(int limit)
    {
        var id = await house.Client.Open();
        for (var i = 0; i < 4; i++) await house.Client.Offer(id, "ann", $"{10 + i}");
        var (after, sequences) = (0L, new List<long>());
        while (true)
        {
            var page = (await house.Client.Get(4100, $"/auctions/{id}/events?after={after}&limit={limit}")).Json["items"]!.AsArray();
            Assert.InRange(page.Count, 0, limit);
            if (page.Count == 0) break;
            foreach (var item in page)
            {
                after = Check.Number(item!, "sequence");
                sequences.Add(after);
                Assert.Equal($"{id}-{after}", Check.Text(item!, "id"));
                Check.Instant(item!, "at");
                Check.Text(item!["event"]!, "kind");
            }
        }
        Assert.Equal([1, 2, 3, 4, 5, 6], sequences);
        var placed = (await house.Client.Get(4100, $"/auctions/{id}/events?after=5&limit=1")).Json["items"]![0]!["event"]!;
        Assert.Equal(("bidPlaced", $"{id}-6", "ann", "ann", "13", "13"), ((string?)placed["kind"], (string?)placed["bidId"], (string?)placed["bidderId"], (string?)placed["name"],
            (string?)placed["amount"], (string?)placed["price"]));
        Assert.True(placed.AsObject().ContainsKey("paddle"));
    }

    [Fact]
    public async Task The_public_log_leaves_private_fields_out()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10", "a-very-private-key");
        Assert.DoesNotContain("a-very-private-key", (await house.Client.Get(4100, $"/auctions/{id}/events")).Text, StringComparison.Ordinal);
        Assert.Contains("a-very-private-key", (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_is_the_whole_log_and_anybody_can_check_its_hashes()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "20", ["duration"] = "PT5M" });
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => house.Client.BidNext(id, $"bidder-{i}"))); // so that commits carry several
        await house.Client.Drive(id, "pause", new JsonObject { ["reason"] = "Zoë's \"quotes\" \\ and <marks>" });
        await house.Client.Drive(id, "resume");
        await house.Client.Drive(id, "hammer");
        var reply = await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin());
        Assert.Equal((200, "application/x-ndjson"), (reply.Status, reply.MediaType));
        Assert.EndsWith("\n", reply.Text, StringComparison.Ordinal);

        var (hash, sequence) = ("", 0L);
        var lines = reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("\"kind\":\"header\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"end\"", lines[^1], StringComparison.Ordinal);
        foreach (var line in lines[1..^1])
        {
            using var entry = JsonDocument.Parse(line);
            Assert.Equal(("event", hash), (entry.RootElement.GetProperty("kind").GetString(), entry.RootElement.GetProperty("previous").GetString()));
            var stored = entry.RootElement.GetProperty("event");
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash + stored.GetRawText())));
            Assert.Equal(++sequence, entry.RootElement.GetProperty("sequence").GetInt64());
            Assert.Equal(sequence, stored.GetProperty("sequence").GetInt64());
            Assert.Equal(hash, entry.RootElement.GetProperty("hash").GetString());
            if (entry.RootElement.TryGetProperty("intact", out var intact)) Assert.True(intact.GetBoolean());
        }
        Assert.Equal((long)(await house.Client.View(id))["sequence"]!, sequence);
        Assert.Equal(45, sequence);
    }

    [Theory, InlineData(null, 401), InlineData("bidder", 403), InlineData("auctioneer", 403), InlineData("event-source", 403)]
    public async Task The_audit_is_for_admins_only(string? role, int status)
    {
        var id = await house.Client.Open();
        Check.Problem(await house.Client.Get(4100, $"/auctions/{id}/audit", role is null ? null : await house.Client.Token("somebody", role)), status);
    }
}
