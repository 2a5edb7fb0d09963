using System.Net.WebSockets;
using System.Text;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>Watching an auction over the WebSocket.</summary>
public sealed class SocketTests(OpenHouse house)
{
    [Fact]
    public async Task First_the_snapshot_then_what_happens_event_by_event()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        var snapshot = await line.Next();
        Assert.Equal("snapshot", (string?)snapshot!["type"]);
        var view = Check.View(snapshot["auction"]!);
        Assert.Equal((3, 3, "10"), ((int)snapshot["sequence"]!, (int)view["sequence"]!, (string?)view["price"]));

        await house.Client.Offer(id, "bea", "12.5");
        var placed = await line.Next("event");
        Assert.Equal((id, 4), ((string?)placed["auction"], (int)placed["sequence"]!));
        Check.Instant(placed, "at");
        var happened = placed["event"]!;
        Assert.Equal(("bidPlaced", $"{id}-4", "bea", "bea", "12.5", "12.5"), ((string?)happened["kind"], (string?)happened["bidId"], (string?)happened["bidderId"],
            (string?)happened["name"], (string?)happened["amount"], (string?)happened["price"]));
        Assert.True(happened.AsObject().ContainsKey("paddle"));
        Assert.Equal(("12.5", "bea", "13.5", 2), ((string?)placed["view"]!["price"], (string?)placed["view"]!["leader"]!["bidderId"], (string?)placed["view"]!["minimumBid"],
            (int)placed["view"]!["bidCount"]!));
        await house.Client.Drive(id, "warn");
        Assert.Equal((5, "fairWarning"), await line.Next("event") is var warned ? ((int)warned["sequence"]!, (string?)warned["event"]!["kind"]) : default);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(4), InlineData(6)]
    public async Task With_after_the_missed_come_first_in_order_and_then_the_live_ones(int after)
    {
        var id = await house.Client.Open();
        for (var i = 0; i < 4; i++) await house.Client.Offer(id, "ann", $"{10 + i}");
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}&after={after}");
        Assert.Equal(6, (int)(await line.Next("snapshot"))["sequence"]!);
        for (var sequence = after + 1; sequence <= 6; sequence++) Assert.Equal(sequence, (int)(await line.Next("event"))["sequence"]!);
        await house.Client.Offer(id, "bea", "20");
        Assert.Equal(7, (int)(await line.Next("event"))["sequence"]!);
    }

    [Fact]
    public async Task With_an_after_that_is_yet_to_come_the_live_ones_come()
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}&after=1000000");
        await line.Next("snapshot");
        await house.Client.Offer(id, "bea", "20");
        Assert.Equal(3, (int)(await line.Next("event"))["sequence"]!);
    }

    [Fact]
    public async Task A_long_history_is_caught_up_without_a_gap()
    {
        var id = await house.Client.Open();
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => house.Client.BidNext(id, $"bidder-{i}")));
        await using var late = new SocketObserver(house.At, id);
        await late.Connect(after: 0);
        var bidding = Task.WhenAll(Enumerable.Range(0, 100).Select(i => house.Client.BidNext(id, $"late-{i}")));
        await Wait.Until("it has caught up", Wait.Patience, () => late.Last == 1302);
        await bidding;
        Assert.Equal(Enumerable.Range(1, 1302), late.Events.Select(e => (int)e["sequence"]!));
    }

    [Fact]
    public async Task Snapshot_and_changes_make_the_view_that_the_house_shows()
    {
        var id = await house.Client.Create(new JsonObject { ["duration"] = "PT30S", ["reserve"] = "12", ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT1M" } });
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        var view = (await line.Next("snapshot"))["auction"]!.DeepClone().AsObject();
        (string Verb, JsonObject? Body)[] life =
        [
            ("schedule", new() { ["opensAt"] = "2090-01-01T00:00:00Z" }), ("open", null), ("bid 10", null), ("bid 12", null), ("retract", null), ("pause", null), ("extend", new() { ["by"] = "PT1M" }),
            ("resume", null), ("bid 13", null), ("warn", null), ("hammer", null), ("reopen", null), ("bid 15", null), ("hammer", null), ("settle", new() { ["reference"] = "7" }),
        ];
        foreach (var (verb, body) in life)
        {
            var reply = verb.StartsWith("bid ", StringComparison.Ordinal) ? await house.Client.Offer(id, "ann", verb[4..])
                : verb == "retract" ? await house.Client.Ask(HttpMethod.Delete, house.At.On(4100, $"/auctions/{id}/bids/{id}-6?reason=slip"), null, await house.Client.Admin())
                : await house.Client.Post($"/auctions/{id}/{verb}", body);
            Assert.True(reply.Status is 200 or 201, $"{verb}: {reply.Text}");
            var shown = (await house.Client.View(id)).AsObject();
            while ((long)view["sequence"]! < (long)shown["sequence"]!)
            {
                var told = await line.Next("event");
                Assert.Equal((long)view["sequence"]! + 1, (long)told["sequence"]!);
                foreach (var (name, value) in told["view"]!.AsObject()) view[name] = value?.DeepClone();
            }
            foreach (var (name, value) in shown)
                if (name != "serverTime") Assert.True(JsonNode.DeepEquals(value, view[name]), $"After {verb}, {name}: shown {value?.ToJsonString()}, told {view[name]?.ToJsonString()}");
        }
    }

    [Fact]
    public async Task A_quiet_line_carries_heartbeats_with_the_newest_sequence()
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        for (var i = 0; i < 2; i++)
        {
            var heartbeat = await line.Next("heartbeat");
            Assert.Equal(2, Check.Number(heartbeat, "sequence"));
            Assert.True((TimeProvider.System.GetUtcNow() - Check.Instant(heartbeat, "serverTime")).Duration() < TimeSpan.FromSeconds(10));
        }
        await house.Client.Offer(id, "ann", "10");
        await line.Next("event");
        Assert.Equal(3, Check.Number(await line.Next("heartbeat"), "sequence"));
    }

    [Theory, InlineData("auction=no-such-auction"), InlineData("auction=NOT-AN-ID"), InlineData("auction="), InlineData("stream=no-such-stream"), InlineData("auction=no-such-auction&after=5")]
    public async Task What_is_not_there_closes_with_4404(string query)
    {
        using var line = await SocketLine.Connect(house.At, $"/ws?{query}");
        Assert.Equal(4404, await line.HungUp());
    }

    [Theory, InlineData("/ws"), InlineData("/ws?auction=a&stream=b"), InlineData("/ws?auction=a&after=-1"), InlineData("/ws?auction=a&after=abc")]
    public async Task A_handshake_that_asks_for_nothing_or_nonsense_is_refused(string path) => Assert.Equal(400, await SocketLine.Refused(house.At, path));

    [Theory, InlineData(4200), InlineData(4100), InlineData(4300), InlineData(4301), InlineData(4290)]
    public async Task There_is_no_WebSocket_on_other_ports(int port) => Assert.Equal(404, await SocketLine.Refused(house.At, "/ws?auction=a", port));

    [Fact]
    public async Task What_a_client_says_is_ignored()
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        foreach (var text in new[] { "hello", "{\"type\":\"event\"}", "", new string('x', 4_000) })
            await line.Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await line.Socket.SendAsync(new byte[] { 0, 255, 1 }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        for (var i = 0; i < 500; i++) await line.Socket.SendAsync("chatter"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await house.Client.Offer(id, "ann", "10");
        Assert.Equal(3, (int)(await line.Next("event"))["sequence"]!);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Whoever_says_too_much_at_once_is_hung_up_on(bool inOnePiece)
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        if (inOnePiece) await line.Socket.SendAsync(new byte[8_192], WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        else
            for (var i = 0; i < 8; i++) await line.Socket.SendAsync(new byte[1_024], WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None);
        Assert.Equal(1009, await line.HungUp());
    }

    [Fact]
    public async Task A_goodbye_is_answered()
    {
        var id = await house.Client.Open();
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        await line.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "Bye", CancellationToken.None);
        Assert.Equal(1000, await line.HungUp());
    }
}
