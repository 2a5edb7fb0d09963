using System.Diagnostics;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;

namespace Sothebais.Tests.Cluster.Processes;

/// <summary>The house as in production, on a real redis-server, with processes killed under load.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Bidders = 8;
    private static readonly TimeSpan Patience = Wait.Patience;

    /// <summary>What Orleans' own defaults would take at the least. How much better it is, is measured and printed: a busy machine must not fail a test.</summary>
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_silo_killed_under_its_auction_costs_no_acknowledged_bid_and_bids_go_on_within_seconds()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var watcher = new SocketObserver(house.At, auction);
        await watcher.Connect();
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);

        var host = await Ledger.HostOf(house.Redis, auction);
        var killedAt = Stopwatch.GetTimestamp();
        await house.KillSilo(house.Silos.Single(s => s.Value.Address == host).Key);
        await bidding.More(200, Patience);
        await bidding.Stop();

        var silence = bidding.LongestSilence(killedAt);
        output.WriteLine($"{bidding.Acknowledged.Count} bids acknowledged; the longest silence after the kill was {silence.TotalSeconds:0.00} s; failures: {bidding.Failures.Count}");
        var log = await Ledger.Read(house.Redis, auction);
        Ledger.Agrees(log, bidding);
        Assert.Empty(bidding.Failures); // the gateway tried again by itself
        Assert.True(silence < Patience, $"Bids went on after {silence.TotalSeconds} s.\n{house.Output}");
        await Wait.Until("the viewer has seen everything", Patience, () => watcher.Last == log.Count);
        var first = (long)watcher.Events.First()["sequence"]!;
        Assert.Equal(Enumerable.Range((int)first, log.Count - (int)first + 1).Select(n => (long)n), watcher.Events.Select(e => (long)e["sequence"]!));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task An_auction_that_nobody_looks_at_closes_soon_after_its_time_though_its_silo_is_gone(bool asked)
    {
        await using var house = await SeparateHouse.Start(silos: 2, "--SyntheticOverlay:Lines=0"); // which would look at it
        using var client = new HouseClient(house.At);
        // The silo is lost long before the closing window: the close stays where it is.
        var auction = await client.Open(new JsonObject { ["duration"] = "PT20S", ["extension"] = new JsonObject { ["window"] = "PT2S", ["by"] = "PT2S" } });
        var host = "";
        await Wait.Until("somebody runs it", Patience, async () => (host = await Ledger.HostOf(house.Redis, auction)) is not null);
        var (number, silo) = house.Silos.Single(s => s.Value.Address == host);
        if (asked) await silo.Process.Terminate(Patience);
        else await house.KillSilo(number);

        List<JsonNode> log = [];
        await Wait.Until("the log holds the hammer", Patience, async () => (string?)(log = await Ledger.Read(house.Redis, auction))[^1]["kind"] == "auctionUnsold");
        var (closed, hammer) = ((DateTimeOffset)log[^1]["closedAt"]!, (DateTimeOffset)log[^1]["at"]!);
        output.WriteLine($"The hammer fell {(hammer - closed).TotalSeconds:0.00} s after the close.");
        // A reminder would come a minute after the opening at the earliest.
        Assert.Equal((DateTimeOffset)log[1]["closesAt"]!, closed);
        Assert.True(hammer - closed < TimeSpan.FromSeconds(30), $"{hammer - closed}\n{house.Output}");
    }

    [Fact]
    public async Task A_silo_asked_to_leave_fails_no_request()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);

        var host = await Ledger.HostOf(house.Redis, auction);
        var askedAt = Stopwatch.GetTimestamp();
        var exit = await house.Silos.Values.Single(s => s.Address == host).Process.Terminate(Patience);
        await bidding.More(200, Patience);
        await bidding.Stop();

        output.WriteLine($"{bidding.Acknowledged.Count} bids acknowledged; the longest silence was {bidding.LongestSilence(askedAt).TotalSeconds:0.00} s");
        Assert.Equal(0, exit);
        Assert.Empty(bidding.Failures);
        Ledger.Agrees(await Ledger.Read(house.Redis, auction), bidding);
        Assert.NotEqual(host, await Ledger.HostOf(house.Redis, auction));
    }

    [Fact]
    public async Task A_redis_killed_under_load_and_started_again_loses_no_acknowledged_bid_and_the_house_comes_back_by_itself()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        var draft = await client.Create();
        await using var feed = new FeedObserver(house.At, auction);
        await feed.Connect("0");
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);

        await house.Redis.Kill();
        var opened = client.Drive(draft, "open", key: "open");
        await Wait.Until("the gateway says it is not ready", Patience, async () =>
        {
            using var answer = await client.Http.GetAsync(house.At.On(4191, "/health/ready"));
            return !answer.IsSuccessStatusCode;
        });
        var backAt = Stopwatch.GetTimestamp();
        await house.Redis.StartAgain();
        await bidding.More(1, Patience);
        output.WriteLine($"First bid {Stopwatch.GetElapsedTime(backAt).TotalSeconds:0.00} s after Redis was started again.");
        await bidding.More(200, Patience);
        await bidding.Stop();

        // Asked while Redis was away: done once it was back, or said to be unknown by then, and known to whoever asks again.
        if ((await opened).Status != 200) Assert.Equal((503, 200), ((await opened).Status, (await client.Drive(draft, "open", key: "open")).Status));
        // Behind an answer that cannot be read Orleans may hold up others for many seconds.
        Assert.DoesNotContain("Exception reading message", house.Output, StringComparison.Ordinal);

        var log = await Ledger.Read(house.Redis, auction);
        Ledger.Agrees(log, bidding);
        await Wait.Until("the feed has brought everything", Patience, () => feed.Events.Count >= log.Count);
        Assert.Equal(log.Select(e => $"{auction}-{e["sequence"]}"), feed.Events.Select(e => (string)e["id"]!));
        Assert.All(house.Silos.Values.Select(s => s.Process).Concat(house.Gateways), p => Assert.True(p.IsRunning, p.Name));
    }

    [Fact]
    public async Task A_house_killed_whole_takes_bids_again_soon_after_it_is_started()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);

        await house.KillAll();
        var startedAt = Stopwatch.GetTimestamp();
        await house.Redis.StartAgain();
        using var later = new HouseClient(house.At); // the local issuer has a new key
        var starting = house.StartAll(silos: 2);
        var until = await Wait.Until("a bid is taken", Wait.Patience, async () => (await later.BidNext(auction, "late-comer", "late-1")).Status == 201);
        output.WriteLine($"The first bid was taken {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:0.00} s after the start.");
        await starting;

        Assert.True(until < Hopeless, $"It took {until.TotalSeconds} s.\n{house.Output}");
        var log = await Ledger.Read(house.Redis, auction);
        Assert.All(bidding.Acknowledged, told => Assert.Equal("=" + told.Key, (string)log[(int)told.Sequence - 1]["origin"]!["key"]!));
        await bidding.StopBeyondHope();
    }
}
