using System.Net.WebSockets;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>Watching a stream over the WebSocket.</summary>
[Collection(InStudio.Name)]
public sealed class StreamTests(Studio studio)
{
    private static readonly Transition Fade = new(TransitionKind.Fade, TimeSpan.FromSeconds(0.4));

    [Fact]
    public async Task First_the_picture_then_the_snapshot_then_what_happens()
    {
        var auction = await studio.Client.Open();
        await studio.Client.Offer(auction, "ann", "10");
        await studio.Client.Offer(auction, "bea", "12.5");
        var id = await studio.Stream(auction);
        await studio.Do(id, by => new TakeScene("lot-in-focus", Fade) { Origin = by });
        await studio.Do(id, by => new AddLayer("lot-in-focus", new Layer
        {
            Id = "words",
            Kind = LayerKind.Text,
            X = -10,
            Y = 20,
            Width = 300,
            Height = 40,
            Z = 1_000,
            Content = new() { Text = "Going \"once\"" },
            Style = new() { Ink = "#ff0000", Align = Align.Center },
        })
        { Origin = by });
        await studio.Do(id, by => new PostCaption("Welcome", TimeSpan.FromMinutes(1)) { Origin = by });

        using var line = await studio.Watch($"stream={id}");
        var first = await line.Next();
        Assert.Equal(("stream", 5), ((string?)first!["type"], (int)first["sequence"]!));
        Check.Instant(first, "serverTime");
        var shown = first["stream"]!;
        Assert.Equal((id, "Evening sale", "live", "gallery", auction, $"https://bid.example/{auction}"), ((string?)shown["id"], (string?)shown["title"], (string?)shown["status"],
            (string?)shown["theme"], (string?)shown["auction"], (string?)shown["biddingPage"]));
        Assert.Equal("""{"kind":"fade","duration":"PT0.4S"}""", shown["transition"]!.ToJsonString());
        Assert.Equal(3, (int)shown["takenBy"]!);
        Assert.Null(shown["sale"]);
        Assert.Equal("Welcome", (string?)shown["caption"]!["text"]);
        Assert.Equal(60, (Check.Instant(shown["caption"]!, "until") - Check.Instant(shown["caption"]!, "from")).TotalSeconds, tolerance: 0.1);
        Assert.Equal("lot-in-focus", (string?)shown["scene"]!["id"]);
        var layers = shown["scene"]!["layers"]!.AsArray();
        Assert.Equal("""{"id":"words","kind":"text","x":-10,"y":20,"width":300,"height":40,"z":1000,"content":{"text":"Going \u0022once\u0022"},"style":{"ink":"#ff0000","align":"center"}}""",
            layers[^1]!.ToJsonString());
        Assert.Equal(layers.Select(l => (int)l!["z"]!).Order(), layers.Select(l => (int)l!["z"]!));
        Assert.DoesNotContain("verlayToken", first.ToJsonString(), StringComparison.Ordinal);

        var snapshot = await line.Next();
        Assert.Equal(("snapshot", auction, 4), ((string?)snapshot!["type"], (string?)Check.View(snapshot["auction"]!)["id"], (int)snapshot["sequence"]!));
        Assert.Equal("""[{"bidderId":"bea","name":"bea","paddle":null,"amount":"12.5"},{"bidderId":"ann","name":"ann","paddle":null,"amount":"10"}]""", snapshot["leaderboard"]!.ToJsonString());
        await studio.Client.Offer(auction, "ann", "20");
        Assert.Equal((auction, 5), await line.Next("event") is var placed ? ((string?)placed["auction"], (int)placed["sequence"]!) : default);
    }

    [Fact]
    public async Task Every_change_is_shown_to_everybody_at_once_and_whole()
    {
        var (auction, other) = (await studio.Client.Open(), await studio.OpenGateway());
        var id = await studio.Stream(auction);
        using var here = await studio.Watch($"stream={id}");
        using var there = await studio.Watch($"stream={id}", at: other.At);
        (string What, Func<GrainInterfaces.Auctions.Origin, StreamCommand> Command, Func<JsonNode, object?> Seen, object? Expected)[] changes =
        [
            ("hide", by => new ShowLayer("standing", "price", false) { Origin = by }, s => s["scene"]!["layers"]!.AsArray().Any(l => (string?)l!["id"] == "price"), false),
            ("caption", by => new PostCaption("Sold!", TimeSpan.FromSeconds(5)) { Origin = by }, s => (string?)s["caption"]!["text"], "Sold!"),
            ("clear", by => new ClearCaption { Origin = by }, s => s["caption"], null),
            ("take", by => new TakeScene("sold", Fade) { Origin = by }, s => (string?)s["scene"]!["id"], "sold"),
            ("theme", by => new ChangeStream(new StreamSettings { Title = "Night sale", AuctionId = auction, Theme = Theme.Neon }, null) { Origin = by }, s => (string?)s["theme"] + s["title"], "neonNight sale"),
            ("preview", by => new PreviewScene("intermission") { Origin = by }, s => (string?)s["scene"]!["id"], "sold"),
            ("offline", by => new GoOffline { Origin = by }, s => s["scene"], null),
        ];
        foreach (var line in new[] { here, there })
        {
            Assert.Equal(2, (int)(await line.Next("stream"))["sequence"]!);
            await line.Next("snapshot");
        }
        Assert.Contains((await studio.Grains.GetGrain<IStreamGrain>(id).View())!.Scenes.Single(s => s.Id == "standing").Layers, l => l.Id == "price");
        for (var i = 0; i < changes.Length; i++)
        {
            await studio.Do(id, changes[i].Command);
            foreach (var line in new[] { here, there })
            {
                var told = await line.Next("stream");
                Assert.Equal((changes[i].What, 3 + i, changes[i].Expected), (changes[i].What, (int)told["sequence"]!, changes[i].Seen(told["stream"]!)));
            }
        }
    }

    [Fact]
    public async Task With_after_the_missed_come_first_in_order_and_then_the_live_ones()
    {
        var auction = await studio.Client.Open();
        for (var i = 0; i < 4; i++) await studio.Client.Offer(auction, "ann", $"{10 + i}");
        var id = await studio.Stream(auction);
        using var line = await studio.Watch($"stream={id}&after=3");
        await line.Next("stream");
        Assert.Equal(6, (int)(await line.Next("snapshot"))["sequence"]!);
        for (var sequence = 4; sequence <= 6; sequence++) Assert.Equal(sequence, (int)(await line.Next("event"))["sequence"]!);
        await studio.Client.Offer(auction, "bea", "20");
        Assert.Equal(7, (int)(await line.Next("event"))["sequence"]!);
    }

    [Fact]
    public async Task A_quiet_line_carries_heartbeats_with_the_newest_of_auction_and_stream()
    {
        var id = await studio.Stream();
        using var line = await studio.Watch($"stream={id}");
        var shown = (await line.Next("stream"))["stream"]!;
        Assert.True(shown["auction"] is null && shown["sale"] is null && shown["biddingPage"] is null);
        Assert.Equal((0, 2), await line.Next("heartbeat") is var quiet ? ((int)quiet["sequence"]!, (int)quiet["stream"]!) : default);

        var auction = await studio.Client.Open();
        await studio.Do(id, by => new ChangeStream(new StreamSettings { Title = "A sale", AuctionId = auction }, null) { Origin = by });
        Assert.Equal(auction, (string?)(await line.Next("stream"))["stream"]!["auction"]);
        Assert.Equal(2, (int)(await line.Next("snapshot"))["sequence"]!);
        Assert.Equal((2, 3), await line.Next("heartbeat") is var both ? ((int)both["sequence"]!, (int)both["stream"]!) : default);
    }

    [Fact]
    public async Task An_auction_that_is_not_there_is_none_until_it_is()
    {
        var auction = Ids.New("late");
        var id = await studio.Stream(auction);
        using var line = await studio.Watch($"stream={id}");
        Assert.Null((await line.Next("stream"))["stream"]!["auction"]);
        Assert.Equal(0, (int)(await line.Next("heartbeat"))["sequence"]!);
        await studio.Client.Create(new JsonObject { ["id"] = auction });
        Assert.Equal(auction, (string?)(await line.Next("stream"))["stream"]!["auction"]);
        Assert.Equal(1, (int)(await line.Next("snapshot"))["sequence"]!);
    }

    [Theory, InlineData("stream=no-such-stream"), InlineData("stream=NOT-AN-ID"), InlineData("stream="), InlineData("stream=no-such-stream&after=5&preview=true")]
    public async Task What_is_not_there_closes_with_4404(string query)
    {
        using var line = await studio.Watch(query);
        Assert.Equal(4404, await line.HungUp());
    }

    [Theory, InlineData("/ws?auction=a&preview=true"), InlineData("/ws?stream=a&after=-1"), InlineData("/ws?stream=a&preview=perhaps")]
    public async Task A_handshake_that_asks_for_nonsense_is_refused(string path) => Assert.Equal(400, await SocketLine.Refused(studio.At, path));

    [Fact]
    public async Task A_stream_that_is_removed_closes_with_4404()
    {
        var id = await studio.Stream();
        using var line = await studio.Watch($"stream={id}");
        await line.Next("stream");
        await studio.Do(id, by => new GoOffline { Origin = by });
        await studio.Remove(id);
        Assert.Equal(4404, await line.HungUp());
    }

    [Fact]
    public async Task A_gateway_that_leaves_asks_its_viewers_to_come_back()
    {
        var id = await studio.Stream(await studio.Client.Open());
        var (host, at) = await studio.OpenGateway();
        using var line = await studio.Watch($"stream={id}", at: at);
        await line.Next("stream");
        var leaving = host.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1012, await line.HungUp());
        await line.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await leaving.WaitAsync(Wait.Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_stream_knows_who_watches_it_and_how_late_they_see()
    {
        var auction = await studio.Client.Open();
        var id = await studio.Stream(auction);
        var admin = await studio.Client.Admin();
        using var one = await studio.Watch($"stream={id}");
        using var two = await studio.Watch($"stream={id}");
        using var preview = await studio.Watch($"stream={id}&preview=true", o => o.SetRequestHeader("Authorization", $"Bearer {admin}")); // is no audience
        await preview.Next("stream");
        async Task<StreamAudience> Audience() => Assert.Single((await studio.Grains.GetGrain<IStreamGrain>(id).Audience())!);
        await Wait.Until("two are counted", Wait.Patience, async () => (await Audience()).Viewers == 2);
        Assert.Null((await Audience()).LagMedian);
        await studio.Client.Offer(auction, "ann", "10");
        await Wait.Until("the lag is told", Wait.Patience, async () => (await Audience()).LagMedian is not null);
        var told = await Audience();
        Assert.InRange(told.LagMedian!.Value, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        Assert.True(told.LagNinetyNine >= told.LagMedian);
        one.Socket.Abort();
        await Wait.Until("one is left", Wait.Patience, async () => (await Audience()).Viewers == 1);
    }
}
