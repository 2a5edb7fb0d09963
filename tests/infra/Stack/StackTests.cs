using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Sothebais.Tests.Infra.Stack;

/// <summary>The house in containers, on a real Docker engine: its images, its network, its life under load.</summary>
[Collection(typeof(AloneOnTheMachine))]
public sealed class StackTests(StackHouse house, ITestOutputHelper output)
{
    private const int Bidders = 4;
    private static readonly TimeSpan Patience = Wait.Patience;

    /// <summary>How long a dozen containers that were killed at once have to come back, all on the machine that runs the tests.</summary>
    private static readonly TimeSpan ReturnPatience = TimeSpan.FromMinutes(4);
    private static readonly string[] Own = ["silo", "auction-manager", "event-handler", "stream-manager", "admin-frontend"];

    [Fact]
    public async Task Images_have_no_shell_and_no_root_and_containers_write_nowhere()
    {
        var all = await house.Running();
        Assert.Equal(
            ["admin-frontend", "auction-manager", "docker-api", "event-handler", "grafana", "node-exporter", "prometheus", "redis", "redis-exporter", "silo", "stream-manager", "traefik"],
            all.Select(c => c.Service).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all, c => Assert.Equal("healthy", c.Health));
        Assert.All(all, c => Assert.True((bool)c.Said["HostConfig"]!["ReadonlyRootfs"]!, c.Service));
        foreach (var service in Own)
        {
            var container = all.First(c => c.Service == service);
            Assert.Equal("1654", (string)container.Said["Config"]!["User"]!);
            var status = await File.ReadAllLinesAsync($"/proc/{container.ProcessId}/status");
            Assert.Contains("Uid:\t1654\t1654\t1654\t1654", status);
            Assert.Contains("CapEff:\t0000000000000000", status);
            Assert.Contains("NoNewPrivs:\t1", status);
            foreach (var shell in new[] { "sh", "bash", "busybox" })
                Assert.NotEqual(0, (await house.Engine.Try("exec", container.Id, shell, "-c", "exit 0")).Code);
            Assert.Equal(0, (await house.Engine.Try("exec", container.Id, "/app/service", "--health")).Code);
        }
    }

    [Fact]
    public async Task No_secret_stands_in_an_environment_or_a_list_of_processes()
    {
        var password = await File.ReadAllTextAsync(Path.Combine(house.Checkout, "infra/secrets/redis-password"));
        Assert.True(password.Trim().Length >= 32);
        foreach (var container in await house.Running())
        {
            Assert.DoesNotContain(password.Trim(), container.Said.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain(password.Trim(), await File.ReadAllTextAsync($"/proc/{container.ProcessId}/cmdline"), StringComparison.Ordinal);
            Assert.DoesNotContain(password.Trim(), await house.Engine.Ask("logs", container.Id), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task From_outside_only_the_edge_can_be_reached()
    {
        var all = await house.Running();
        Assert.Equal(["443", "80"], all.SelectMany(c => c.Published).Distinct().Order(StringComparer.Ordinal));
        Assert.All(all.Where(c => c.Published.Any()), c => Assert.Equal("traefik", c.Service));
        Assert.All(all.Where(c => c.Service != "docker-api"), c => Assert.Contains("auction_net", c.Addresses.Keys));
        Assert.DoesNotContain("auction_net", all.Single(c => c.Service == "docker-api").Addresses.Keys);

        Assert.True(await Opens(EngineNetwork.Inside, 80));
        Assert.True(await Opens(EngineNetwork.Inside, 443));
        foreach (var port in new[] { 3000, 3001, 3090, 3091, 3100, 4000, 4090, 4100, 4191, 4200, 4201, 4290, 4300, 4301, 6379, 9090, 9100, 9121, 11111, 30000 })
            Assert.False(await Opens(EngineNetwork.Inside, port), $"{port}");

        // Not by the containers' own addresses either, unless one is let in: that they do answer shows that it is the firewall.
        var redis = IPAddress.Parse(all.Single(c => c.Service == "redis").Addresses["auction_net"]);
        Assert.False(await Opens(redis, 6379));
        await house.Engine.Network.LetThisMachineIn();
        Assert.True(await Opens(redis, 6379));
        await house.Engine.Network.KeepThisMachineOut();
        Assert.False(await Opens(redis, 6379));
    }

    [Fact]
    public async Task An_auction_runs_from_the_edge_to_the_glass()
    {
        var edge = house.Outside;
        Assert.Equal(200, (await edge.Get("/api/health")).Status);
        Assert.Equal(401, (await edge.Get("/api/auctions")).Status);
        Assert.Equal(403, (await edge.Get("/prometheus/graph", "bidder")).Status);
        Assert.Equal(404, (await edge.Get("/metrics", "admin")).Status);
        Assert.Equal(EdgeClient.At("/sale?lot=1"), await edge.LedTo(new Uri($"http://{StackHouse.Domain}/sale?lot=1")));

        var auction = await edge.Open(new JsonObject { ["duration"] = "PT10S", ["extension"] = new JsonObject { ["window"] = "PT3S", ["by"] = "PT3S" } });
        using var line = new HttpMessageInvoker(EdgeClient.Handler());
        await using var glass = new SocketObserver(new HouseAddresses(0), auction, new Uri($"wss://admin.{StackHouse.Domain}/ws")) { Way = line };
        await glass.Connect(after: 0);
        await using var feed = new FeedObserver(new HouseAddresses(0), auction, EdgeClient.At("/api/events")) { Token = edge.Token("admin", "admin"), Way = line };
        await feed.Connect("0");
        for (var i = 0; i < 5; i++) Assert.Equal(201, (await edge.BidNext(auction, i % 2 == 0 ? "ann" : "bob", $"bid-{i}")).Status);
        await Wait.Until("it is sold, on every glass", Patience, () =>
            (string?)glass.Events.LastOrDefault()?["event"]?["kind"] == "auctionSold" && (string?)feed.Events.LastOrDefault()?["type"] == "com.sothebais.auction.auction-sold.v1");
        Assert.Equal("ann", (string?)(await edge.Get($"/api/auctions/{auction}", "admin")).Body!["result"]!["winner"]!);
        var log = await edge.Events(auction);
        Assert.Equal(log.Select(e => (string)e["id"]!), feed.Events.Select(e => (string)e["id"]!));
        Assert.Equal(log.Select(e => (long)e["sequence"]!), glass.Events.Select(e => (long)e["sequence"]!));
    }

    [Fact]
    public async Task The_console_works_through_the_edge_and_reaches_every_part_of_the_house()
    {
        var edge = house.Outside;
        await edge.BidNext(await edge.Open(), "ann", "seen");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = [.. Chromium.Arguments, $"--host-resolver-rules=MAP admin.{StackHouse.Domain} {EngineNetwork.Inside}"] });
        // The certificate is of an authority that nobody knows.
        var page = await browser.NewPageAsync(new() { IgnoreHTTPSErrors = true, ViewportSize = new() { Width = 1280, Height = 1600 } });
        await page.Context.AddCookiesAsync([new() { Name = "__session", Value = edge.Token("admin", "admin"), Url = EdgeClient.At("/").ToString(), Secure = true, HttpOnly = true }]);
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        var patience = (float)Patience.TotalMilliseconds;
        async Task Says(ILocator where, string what) => await Assertions.Expect(where).ToContainTextAsync(what, new() { Timeout = patience });
        ILocator Tile(string name) => page.GetByRole(AriaRole.Region, new() { Name = name });

        await page.GotoAsync(EdgeClient.At("/").ToString(), new() { Timeout = patience });
        await Assertions.Expect(Tile("Services").GetByText("ready", new() { Exact = true })).ToHaveCountAsync(4, new() { Timeout = patience });
        await Says(Tile("Silos"), "running");
        await Says(Tile("Redis"), "on, written");
        await Assertions.Expect(Tile("Bids a second").Locator(".figure")).ToBeVisibleAsync(new() { Timeout = patience }); // by Prometheus
        await Says(Tile("Latest events"), " bid 10 USD");

        await page.GotoAsync(EdgeClient.At("/system/configuration").ToString(), new() { Timeout = patience });
        var settings = page.GetByLabel("Settings in force", new() { Exact = true });
        await Says(settings, "masked, secret file");
        foreach (var service in Own) await Says(settings, service);
        Assert.DoesNotContain((await File.ReadAllTextAsync(Path.Combine(house.Checkout, "infra/secrets/redis-password"))).Trim(), await page.ContentAsync(), StringComparison.Ordinal);

        await page.GotoAsync(EdgeClient.At("/system/orleans").ToString(), new() { Timeout = patience });
        await Says(page.Locator("body"), "Total Activations");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Prometheus_sees_everything_that_runs()
    {
        string[] jobs = ["admin-frontend", "auction-manager", "event-handler", "node-exporter", "prometheus", "redis-exporter", "silo", "stream-manager", "traefik"];
        IReadOnlyList<(JsonNode Labels, double Value)> up = [];
        try
        {
            await Wait.Until("all is up", Patience, async () =>
            {
                up = await house.Query("up");
                return up.All(u => u.Value == 1) && up.Select(u => (string)u.Labels["job"]!).Distinct().Order(StringComparer.Ordinal).SequenceEqual(jobs);
            });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} Seen: {string.Join(", ", up.Select(u => $"{u.Labels["instance"]} {u.Value}"))}", e);
        }
        Assert.Equal(1, Assert.Single(await house.Query("redis_up")).Value);
        var broken = (await house.Outside.Get("/prometheus/api/v1/rules", "admin")).Body!["data"]!["groups"]!.AsArray().SelectMany(g => g!["rules"]!.AsArray()).Where(r => (string)r!["health"]! == "err");
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Silos_come_and_go_under_load()
    {
        var auction = await house.Outside.Open();
        await using var bidding = new Bidding((bidder, key) => house.Outside.BidNext(auction, bidder, key), Bidders);
        await bidding.More(50, Patience);
        await house.Compose("up", "--detach", "--no-recreate", "--scale", "silo=3");
        await house.Healthy("silo", 3);
        await bidding.More(100, Patience);
        // On a busy machine a reading may come too late: each was read once.
        await Wait.Until("Prometheus finds three silos", Patience, async () => (await house.Query("max_over_time(up{job=\"silo\"}[1m]) == 1")).Count >= 3);

        await house.Compose("up", "--detach", "--no-recreate", "--scale", "silo=1");
        await bidding.More(100, Patience);
        await bidding.Stop();
        await house.Healthy("silo", 1);
        Assert.Empty(bidding.Failures);
        await AgreesWithTheLog(auction, bidding);
    }

    [Fact]
    public async Task Whatever_is_killed_comes_back_by_itself_with_every_acknowledged_bid()
    {
        var auction = await house.Outside.Open();
        // As long as the containers are waited for below, and then some to bid.
        await using var bidding = new Bidding((bidder, key) => house.Outside.BidNext(auction, bidder, key), Bidders, ReturnPatience + Patience);
        await bidding.More(50, Patience);
        var before = await house.Running();
        var killedAt = Stopwatch.GetTimestamp();
        foreach (var container in before) await Command.Succeed(Patience, null, "kill", "-KILL", $"{container.ProcessId}");

        IReadOnlyList<Container> away = before;
        try
        {
            await Wait.Until("everything is back", ReturnPatience, async () =>
                (away = [.. (await house.Running()).Where(c => c.Health != "healthy" || c.Restarts <= before.Single(b => b.Id == c.Id).Restarts)]).Count == 0);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} Missing: {string.Join(", ", away)}", e);
        }
        output.WriteLine($"All {before.Count} containers were back {Stopwatch.GetElapsedTime(killedAt).TotalSeconds:0.0} s after they were killed.");
        await bidding.More(50, Patience);
        await bidding.Stop();
        await AgreesWithTheLog(auction, bidding);
    }

    [Fact]
    public async Task A_new_version_takes_over_without_a_failed_request_and_a_broken_one_does_not()
    {
        var edge = house.Outside;
        await house.Compose("up", "--detach", "--no-recreate", "--scale", "silo=2");
        await house.Healthy("silo", 2);
        var before = await house.Running();
        var auction = await edge.Open();
        using var line = new HttpMessageInvoker(EdgeClient.Handler());
        await using var glass = new SocketObserver(new HouseAddresses(0), auction, new Uri($"wss://admin.{StackHouse.Domain}/ws")) { Way = line };
        await glass.Connect(after: 0);
        await using var bidding = new Bidding((bidder, key) => edge.BidNext(auction, bidder, key), Bidders);
        using var reading = new CancellationTokenSource();
        var failed = new List<string>();
        var readers = new[] { "/api/auctions", "/api/events?limit=1", $"/overlay/auction/{auction}", "/api/health" }.Select(path => Task.Run(async () =>
        {
            // Often enough to meet every moment of the change, and not so often that nothing is left of the machine for it.
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
            var read = 0;
            for (; !reading.IsCancellationRequested && await pace.WaitForNextTickAsync(); read++)
            {
                var answer = await edge.Get(path, "admin");
                if (answer.Status != 200) lock (failed) failed.Add($"{path}: {answer.Status} {answer.Text}");
            }
            return read;
        })).ToArray();
        await bidding.More(50, Patience);

        await File.AppendAllTextAsync(Path.Combine(house.Checkout, "infra/Dockerfile"), "LABEL version=2\n");
        var said = await house.Script("deploy.sh");
        output.WriteLine(said);
        await bidding.More(50, Patience);
        await bidding.Stop();
        await reading.CancelAsync();
        var read = await Task.WhenAll(readers);
        output.WriteLine($"{bidding.Acknowledged.Count} bids and {read.Sum()} readings meanwhile; viewer closed with {glass.CloseStatus}.");
        Assert.Empty(failed);
        Assert.Empty(bidding.Failures);
        await AgreesWithTheLog(auction, bidding);
        var newest = bidding.Acknowledged.Max(a => a.Sequence);
        try
        {
            await Wait.Until("the viewer has everything", Patience, async () =>
            {
                if (glass.Ended.IsCompleted) await glass.Connect(); // told to come back, it does
                return glass.Last == newest;
            });
        }
        finally
        {
            output.WriteLine($"The viewer is at {glass.Last} of {newest}.");
        }
        Assert.Equal(Enumerable.Range(1, (int)glass.Last).Select(n => (long)n), glass.Events.Select(e => (long)e["sequence"]!));
        var after = await house.Running();
        Assert.All(after.Where(c => Own.Contains(c.Service)), c => Assert.Equal("2", (string?)c.Said["Config"]!["Labels"]!["version"]));
        Assert.Equal(before.Where(c => !Own.Contains(c.Service)).Select(c => c.Id).Order(StringComparer.Ordinal), after.Where(c => !Own.Contains(c.Service)).Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.Equal(2, after.Count(c => c.Service == "silo"));

        // Once more: nothing is to be done.
        Assert.DoesNotContain("is now", await house.Script("deploy.sh"), StringComparison.Ordinal);

        // One that does not start is taken away again, and everybody else stays.
        await File.AppendAllTextAsync(Path.Combine(house.Checkout, "infra/Dockerfile"), "ENTRYPOINT [\"/app/service\", \"--port-offset\", \"none\"]\n");
        var broken = await house.TryScript("deploy.sh", "--patience", "20");
        Assert.NotEqual(0, broken.Code);
        Assert.Contains("the old one goes on", broken.Errors, StringComparison.Ordinal);
        Assert.Equal(after.Select(c => c.Id).Order(StringComparer.Ordinal), (await house.Running()).Select(c => c.Id).Order(StringComparer.Ordinal));
        var silo = after.First(c => c.Service == "silo");
        Assert.Equal((string)silo.Said["Image"]!, await house.Engine.Ask("image", "inspect", "--format", "{{.Id}}", (string)silo.Said["Config"]!["Image"]!));
        Assert.Equal(201, (await edge.BidNext(auction, "late", "late-1")).Status);
    }

    [Fact]
    public async Task A_backup_brings_back_every_bid_that_was_acknowledged_before_it()
    {
        var edge = house.Outside;
        var auction = await edge.Open();
        for (var i = 0; i < 5; i++) Assert.Equal(201, (await edge.BidNext(auction, "ann" + i, $"before-{i}")).Status);
        await house.Script("backup.sh");
        Assert.Equal(201, (await edge.BidNext(auction, "bob", "after")).Status);
        var running = await house.TryScript("restore.sh", await house.NewestBackup(), "--yes");
        Assert.NotEqual(0, running.Code);
        Assert.Contains("stop the house first", running.Errors, StringComparison.Ordinal);
        Assert.Equal(8, (await edge.Events(auction)).Count);

        await house.Compose("stop");
        output.WriteLine(await house.Script("restore.sh", await house.NewestBackup(), "--yes"));
        await Wait.Until("the house is back", Patience, async () => (await edge.Get("/api/health")).Status == 200);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => (long)n), (await edge.Events(auction)).Select(e => (long)e["sequence"]!));
        Assert.Equal(201, (await edge.BidNext(auction, "cora", "again")).Status);
        Assert.All(await house.Running(), c => Assert.Equal("healthy", c.Health));
    }

    private async Task AgreesWithTheLog(string auction, Bidding bidding)
    {
        var log = await house.Outside.Events(auction);
        Assert.Equal(Enumerable.Range(1, log.Count).Select(n => (long)n), log.Select(e => (long)e["sequence"]!));
        var bids = log.Where(e => (string?)e["event"]!["kind"] == "bidPlaced").ToDictionary(e => (long)e["sequence"]!, e => (string)e["event"]!["amount"]!);
        Assert.Equal(bidding.Acknowledged.Count, bidding.Acknowledged.Select(a => a.Sequence).Distinct().Count());
        Assert.All(bidding.Acknowledged, told => Assert.Equal(told.Amount, bids[told.Sequence]));
        output.WriteLine($"{bidding.Acknowledged.Count} bids acknowledged, {bids.Count} in the log, {bidding.Failures.Count} answers that said to try again.");
    }

    private static async Task<bool> Opens(IPAddress address, int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await socket.ConnectAsync(address, port, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
