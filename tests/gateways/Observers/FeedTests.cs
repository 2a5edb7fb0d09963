namespace Sothebais.Tests.Gateways.Observers;

/// <summary>The house's feed: as server-sent events and as pages.</summary>
public sealed class FeedTests(OpenHouse house)
{
    private async Task<string> Story(int bids = 3)
    {
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT10M" });
        for (var i = 0; i < bids; i++) await house.Client.Offer(id, "ann", $"{10 + i}");
        return id;
    }

    private static IEnumerable<string> Ids(IEnumerable<FeedLine.Told> told) => told.Select(t => (string)t.Data["id"]!);

    [Fact]
    public async Task An_event_is_a_CloudEvent_of_the_documented_form()
    {
        var id = await Story();
        using var line = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        Assert.Equal("text/event-stream", line.Head.Content.Headers.ContentType!.MediaType);
        Assert.True(line.Head.Headers.CacheControl!.NoCache);
        var told = (await line.Next(5))[^1];
        Assert.Matches(@"^[0-9-]+$", told.Id);
        var cloud = told.Data;
        Assert.Equal(
            ("1.0", $"{id}-5", "com.sothebais.auction.bid-placed.v1", $"/auctions/{id}", id, "application/json", "00000000000000000005"),
            ((string?)cloud["specversion"], (string?)cloud["id"], (string?)cloud["type"], (string?)cloud["source"], (string?)cloud["subject"], (string?)cloud["datacontenttype"], (string?)cloud["sequence"]));
        Check.Instant(cloud, "time");
        Assert.Equal(("bidPlaced", "12"), ((string?)cloud["data"]!["kind"], (string?)cloud["data"]!["amount"]));
    }

    [Fact]
    public async Task Every_kind_has_its_type_in_kebab_case()
    {
        var id = await house.Client.Create(new JsonObject { ["duration"] = "PT30S", ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT1M" } });
        await house.Client.Drive(id, "schedule", new JsonObject { ["opensAt"] = "2090-01-01T00:00:00Z" });
        await house.Client.Drive(id, "open");
        await house.Client.Offer(id, "ann", "10");
        foreach (var verb in new[] { "warn", "pause", "resume" }) await house.Client.Drive(id, verb);
        await house.Client.Ask(HttpMethod.Delete, house.At.On(4100, $"/auctions/{id}/bids/{id}-4?reason=slip"), null, await house.Client.Admin());
        foreach (var verb in new[] { "hammer", "reopen" }) await house.Client.Drive(id, verb);
        await house.Client.Offer(id, "ann", "10");
        await house.Client.Drive(id, "hammer");
        await house.Client.Drive(id, "settle", new JsonObject { ["reference"] = "7" });
        var withdrawn = await house.Client.Create();
        await house.Client.Drive(withdrawn, "cancel", new JsonObject { ["reason"] = "Withdrawn" });
        string[] types =
        [
            "auction-created", "auction-scheduled", "auction-opened", "bid-placed", "auction-extended", "fair-warning", "auction-paused", "auction-resumed", "bid-retracted", "auction-unsold", "auction-reopened",
            "bid-placed", "auction-sold", "auction-settled",
        ];
        using var line = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var told = new List<string>();
        while (told.LastOrDefault() != "com.sothebais.auction.auction-settled.v1") told.Add((string)(await line.Next()).Data["type"]!);
        // The reopened auction's last bid may move its close as well.
        Assert.Equal(types.Select(t => $"com.sothebais.auction.{t}.v1"), told.Where((t, i) => i < 11 || !t.Contains("extended", StringComparison.Ordinal)));
        using var other = await FeedLine.Connect(house.At, $"subject={withdrawn}&after=0");
        Assert.Equal("com.sothebais.auction.auction-cancelled.v1", (string?)(await other.Next(2))[1].Data["type"]);
    }

    [Fact]
    public async Task Each_place_can_be_resumed_from_without_loss_or_repetition()
    {
        var id = await Story(8);
        using var whole = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var all = await whole.Next(10);
        for (var from = 0; from < 9; from++)
        {
            using var byHeader = await FeedLine.Connect(house.At, $"subject={id}", lastEventId: all[from].Id);
            using var byQuery = await FeedLine.Connect(house.At, $"subject={id}&after={all[from].Id}");
            using var byBoth = await FeedLine.Connect(house.At, $"subject={id}&after=0", lastEventId: all[from].Id);
            foreach (var line in new[] { byHeader, byQuery, byBoth }) Assert.Equal(Ids(all.Skip(from + 1)), Ids(await line.Next(9 - from)));
        }
    }

    [Fact]
    public async Task Commits_that_carry_several_events_can_be_resumed_within()
    {
        var id = await house.Client.Open();
        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => house.Client.BidNext(id, $"bidder-{i}")));
        using var whole = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var all = await whole.Next(122);
        Assert.Equal(Enumerable.Range(1, 122).Select(s => $"{id}-{s}"), Ids(all));
        foreach (var from in new[] { 1, 40, 41, 42, 43, 100, 120 })
        {
            using var line = await FeedLine.Connect(house.At, $"subject={id}", lastEventId: all[from].Id);
            Assert.Equal(Ids(all.Skip(from + 1)), Ids(await line.Next(121 - from)));
        }
    }

    [Fact]
    public async Task Without_a_place_it_starts_now()
    {
        var id = await Story();
        using var before = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        await before.Next(5); // what everybody has been told is past
        using var line = await FeedLine.Connect(house.At, $"subject={id}");
        await house.Client.Drive(id, "warn");
        Assert.Equal($"{id}-6", (string?)(await line.Next()).Data["id"]);
    }

    [Fact]
    public async Task A_type_and_a_subject_filter()
    {
        var (one, two) = (await Story(2), await Story(2));
        using var bids = await FeedLine.Connect(house.At, $"after=0&subject={one}&type=com.sothebais.auction.bid-placed.v1");
        Assert.Equal([$"{one}-3", $"{one}-4"], Ids(await bids.Next(2)));
        using var live = await FeedLine.Connect(house.At, "type=com.sothebais.auction.fair-warning.v1");
        await house.Client.Offer(two, "bea", "20");
        await house.Client.Drive(two, "warn");
        FeedLine.Told told;
        do
        {
            told = await live.Next();
            Assert.Equal("com.sothebais.auction.fair-warning.v1", (string?)told.Data["type"]);
        }
        while ((string?)told.Data["subject"] != two); // other tests warn, too
        Assert.Equal($"{two}-6", (string?)told.Data["id"]);
    }

    [Fact]
    public async Task A_quiet_stream_is_kept_alive_however_busy_the_house_is()
    {
        var elsewhere = await house.Client.Open();
        using var line = await FeedLine.Connect(house.At, "subject=nothing-ever-happens-here");
        var kept = KeptAlive(line);
        while (!kept.IsCompleted) Assert.Equal(201, (await house.Client.BidNext(elsewhere, Guid.NewGuid().ToString("n"))).Status);
        await kept;
    }

    // With the place that was reached: who heard nothing does not come back with one that is no longer kept.
    private static async Task KeptAlive(FeedLine line)
    {
        while (await line.Line() is var text && text != ": keep-alive") Assert.DoesNotContain("data:", text, StringComparison.Ordinal);
        Assert.Matches("^id: [0-9]+-[0-9]+-[0-9]+$", await line.Line());
        Assert.Equal("", await line.Line());
    }

    [Fact]
    public async Task Whoever_is_cut_off_before_the_first_event_has_a_place_to_go_on_from()
    {
        var id = await house.Client.Open();
        string place;
        using (var line = await FeedLine.Connect(house.At, $"subject={id}"))
        {
            do place = await line.Line();
            while (!place.StartsWith("id: ", StringComparison.Ordinal));
        }
        await house.Client.Offer(id, "ann", "10");
        using var back = await FeedLine.Connect(house.At, $"subject={id}", lastEventId: place[4..]);
        // Of what happened before, the feed may not have heard all when the place was given: that comes now, and nothing is left out.
        List<string> heard = [];
        do heard.AddRange(Ids(await back.Next(1)));
        while (heard[^1] != $"{id}-3");
        Assert.Equal(Enumerable.Range(4 - heard.Count, heard.Count).Select(n => $"{id}-{n}"), heard);
    }

    [Fact]
    public async Task A_source_filters_and_who_changes_the_filter_keeps_the_place()
    {
        var (one, two) = (await Story(2), await Story(2));
        using var first = await FeedLine.Connect(house.At, $"after=0&source=/auctions/{one}");
        var told = await first.Next(4);
        Assert.Equal([$"{one}-1", $"{one}-2", $"{one}-3", $"{one}-4"], Ids(told));
        using var other = await FeedLine.Connect(house.At, $"source=/auctions/{two}&type=com.sothebais.auction.bid-placed", lastEventId: told[^1].Id);
        Assert.Equal([$"{two}-3", $"{two}-4"], Ids(await other.Next(2)));
    }

    [Fact]
    public async Task Whoever_takes_gzip_gets_the_same_events_as_they_happen_in_fewer_bytes()
    {
        var id = await Story(20);
        using var plain = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        using var gzip = await FeedLine.Connect(house.At, $"subject={id}&after=0", encoding: "br, gzip;q=0.8");
        Assert.Equal((0, "gzip"), (plain.Head.Content.Headers.ContentEncoding.Count, gzip.Head.Content.Headers.ContentEncoding.Single()));
        Assert.Equal("Accept-Encoding", gzip.Head.Headers.Vary.Single());
        var (told, toldSqueezed) = (await plain.Next(22), await gzip.Next(22));
        Assert.Equal(told.Select(t => (t.Id, t.Data.ToJsonString())), toldSqueezed.Select(t => (t.Id, t.Data.ToJsonString())));
        await house.Client.Drive(id, "warn"); // not held back until a block is full
        Assert.Equal($"{id}-23", (string?)(await gzip.Next()).Data["id"]);
        using var refused = await FeedLine.Connect(house.At, $"subject={id}&after=0", encoding: "gzip;q=0");
        Assert.Empty(refused.Head.Content.Headers.ContentEncoding);
        Assert.Equal($"{id}-1", (string?)(await refused.Next()).Data["id"]);
    }

    [Fact]
    public async Task The_history_can_be_read_by_time()
    {
        var id = await Story(2);
        using var line = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        await line.Next(4);
        var between = DateTimeOffset.UtcNow.AddMilliseconds(20);
        await Wait.Until("the clock has moved on", Wait.Patience, () => DateTimeOffset.UtcNow > between.AddMilliseconds(20));
        await house.Client.Drive(id, "warn");
        string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
        async Task<IEnumerable<string>> Between(string query) => (await house.Client.Get(4300, $"/events?subject={id}&{query}")).Json["items"]!.AsArray().Select(i => (string)i!["id"]!);
        Assert.Equal([$"{id}-5"], await Between($"from={Instant(between)}"));
        Assert.Equal([$"{id}-1", $"{id}-2", $"{id}-3", $"{id}-4"], await Between($"from=2000-01-01T00:00:00Z&to={Instant(between)}"));
        var page = (await house.Client.Get(4300, $"/events?subject={id}&from=2000-01-01T00:00:00Z&to={Instant(between)}&limit=3")).Json;
        Assert.Equal([$"{id}-4"], await Between($"from=2000-01-01T00:00:00Z&to={Instant(between)}&cursor={(string?)page["nextCursor"]}"));
        foreach (var wrong in new[] { "from=yesterday", "from=2026-11-23T15:00:00", "from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z", "after=1-2" })
        {
            var answer = await house.Client.Get(4300, $"/events?{wrong}");
            Assert.Equal((400, "bad-request"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task The_history_has_the_same_events_page_by_page()
    {
        var id = await Story(5);
        using var line = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var streamed = await line.Next(7);
        foreach (var limit in new[] { 1, 2, 7, 500 })
        {
            var (read, cursor) = (new List<JsonNode>(), "");
            for (var pages = 0; cursor is not null; pages++)
            {
                Assert.True(pages < 20, "The history does not end.");
                var page = (await house.Client.Get(4300, $"/events?subject={id}&limit={limit}&cursor={Uri.EscapeDataString(cursor)}")).Json;
                Assert.InRange(page["items"]!.AsArray().Count, 0, limit);
                read.AddRange(page["items"]!.AsArray().Select(i => i!));
                cursor = (string?)page["nextCursor"];
            }
            Assert.Equal(streamed.Select(s => s.Data.ToJsonString()), read.Select(r => r.ToJsonString()));
        }
        Assert.Equal(
            Ids(streamed.Skip(4)),
            (await house.Client.Get(4300, $"/events?subject={id}&after={streamed[3].Id}")).Json["items"]!.AsArray().Select(i => (string)i!["id"]!));
        Assert.Equal(
            [$"{id}-1"], (await house.Client.Get(4300, $"/events?subject={id}&type=com.sothebais.auction.auction-created.v1&after=0")).Json["items"]!.AsArray().Select(i => (string)i!["id"]!));
    }

    [Fact]
    public async Task An_event_has_the_same_id_everywhere()
    {
        var id = await Story(2);
        await using var socket = new SocketObserver(house.At, id);
        await socket.Connect(after: 0);
        await Wait.Until("the socket has all", Wait.Patience, () => socket.Last == 4);
        using var line = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var streamed = await line.Next(4);
        var log = await house.Client.Events(id);
        foreach (var (told, at) in streamed.Select((t, i) => (t, i)))
        {
            var name = (string)told.Data["id"]!;
            Assert.Equal($"{id}-{at + 1}", name);
            Assert.Equal(name, (string?)log[at]["id"]);
            var one = await house.Client.Get(4300, $"/events/{name}");
            Assert.Equal((200, "application/cloudevents+json"), (one.Status, one.MediaType));
            Assert.Equal(told.Data.ToJsonString(), one.Json.ToJsonString());
            Assert.True(JsonNode.DeepEquals(told.Data["data"], log[at]["event"]), "The feed and the log tell it differently.");
            Assert.True(JsonNode.DeepEquals(told.Data["data"], socket.Events.ElementAt(at)["event"]), "The feed and the socket tell it differently.");
            Assert.Equal(Check.Instant(told.Data, "time"), Check.Instant(log[at], "at"));
            if (at >= 2) Assert.Equal(name, (string?)told.Data["data"]!["bidId"]);
        }
    }
}
