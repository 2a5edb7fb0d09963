using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Events that the house does not understand: kept, and distributed as they are.</summary>
public sealed class KeptEventTests(OpenHouse house)
{
    [Fact]
    public async Task An_event_of_another_type_is_told_to_everybody_once()
    {
        var source = $"/tests/{Ids.New("source")}";
        var events = Enumerable.Range(0, 5).Select(i => Sending.Event($"e-{i}", "com.example.lamp.lit", new JsonObject { ["n"] = i, ["text"] = "line\nbreak" }, source)).ToArray();
        using var live = await FeedLine.Connect(house.At, $"source={Uri.EscapeDataString(source)}");
        Assert.Equal("kept", (string?)(await house.Client.SendEvent(events[0])).Outcome()["status"]);
        Assert.Equal(["duplicate", "kept", "kept", "kept", "kept", "duplicate"], (await house.Client.SendBatch([.. events, events[3]])).Json["items"]!.AsArray().Select(i => (string?)i!["status"]));
        Assert.All((await house.Client.SendBatch(events)).Json["items"]!.AsArray(), i => Assert.Equal("duplicate", (string?)i!["status"]));
        var told = await live.Next(5);
        Assert.Equal(events.Select(e => e.ToJsonString()), told.Select(t => t.Data.ToJsonString()));
        var listed = (await house.Client.Get(4300, $"/events?source={Uri.EscapeDataString(source)}&after=0")).Json["items"]!.AsArray();
        Assert.Equal(events.Select(e => e.ToJsonString()), listed.Select(t => t!.ToJsonString()));
        Assert.Equal(["e-2", "e-3", "e-4"], (await (await Resumed(source, told[1].Id!)).Next(3)).Select(t => (string?)t.Data["id"]));
    }

    private Task<FeedLine> Resumed(string source, string after) => FeedLine.Connect(house.At, $"source={Uri.EscapeDataString(source)}", after);

    [Fact]
    public async Task Events_and_bids_of_one_batch_are_each_what_they_are()
    {
        var auction = await house.Client.Open();
        var items = (await house.Client.SendBatch(
            [Sending.Event(Ids.New("e"), "com.example.a"), Sending.Bid(Ids.New("b"), auction, "ann", "10"), Sending.Event(Ids.New("e"), "com.sothebais.bid.requested.v2"), Sending.Bid(Ids.New("b"), "none-such", "ann", "10")])).Json["items"]!.AsArray();
        Assert.Equal(["kept", "accepted", "kept", "dead-lettered"], items.Select(i => (string?)i!["status"]));
    }

    [Fact]
    public async Task An_event_is_found_by_its_source_and_id()
    {
        var (id, source) = ($"a/b {Ids.New("id")}", "https://example.com/bridge?x=1");
        var sent = Sending.Event(id, "com.example.thing", new JsonObject { ["big"] = JsonNode.Parse("12345678901234567890.10") }, source);
        Assert.Equal("kept", (string?)(await house.Client.SendEvent(sent)).Outcome()["status"]);
        var path = $"/events/{Uri.EscapeDataString(id)}?source=";
        Assert.Contains("12345678901234567890.10", (await house.Client.Get(4300, path + Uri.EscapeDataString(source))).Text, StringComparison.Ordinal);
        foreach (var other in new[] { "", "/auctions/x", "/elsewhere" }) Check.Problem(await house.Client.Get(4300, path + Uri.EscapeDataString(other)), 404, "event-not-found");
        var auction = await house.Client.Open();
        Assert.Equal(200, (await house.Client.Get(4300, $"/events/{auction}-1?source=/auctions/{auction}")).Status);
        Check.Problem(await house.Client.Get(4300, $"/events/{auction}-1?source=/auctions/other"), 404, "event-not-found");
    }

    [Fact]
    public async Task What_comes_in_is_counted_and_a_senders_own_types_make_no_series()
    {
        var type = $"com.example.{Ids.New("type")}";
        Assert.Equal("kept", (string?)(await house.Client.SendEvent(Sending.Event(Ids.New("e"), type))).Outcome()["status"]);
        var page = await MetricsPage.Of(house.At.On(4390, "/metrics"));
        Assert.True(page.Value("sothebais_events_taken_total", "type=\"other\"", "outcome=\"kept\"") >= 1, page.Text);
        Assert.DoesNotContain(type, page.Text, StringComparison.Ordinal);
    }
}
