using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>The dashboard and the pages under System, in a real browser.</summary>
public sealed class OperationsTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task The_dashboard_shows_a_bid_and_says_that_there_is_no_prometheus()
    {
        var auction = await studio.Client.Open();
        var page = await studio.Console(_errors, "/", "Dashboard", "auctioneer", "auk");
        var events = page.GetByRole(AriaRole.Region, new() { Name = "Latest events" });
        await Expect(events).ToContainTextAsync(auction);
        await studio.Client.Bid(auction, "ann", "10");
        await Expect(events.GetByRole(AriaRole.Listitem).Filter(new() { HasText = auction }).First).ToContainTextAsync(" bid 10 USD");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Bids a second" })).ToContainTextAsync("This house has no Prometheus");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Redis" })).ToContainTextAsync("runs in memory");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Services" }).GetByText("ready")).ToHaveCountAsync(4);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Silos" })).ToContainTextAsync("running");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_dashboard_shows_what_a_real_Prometheus_and_a_real_Redis_say()
    {
        var port = Ports.Next();
        await using var redis = await RedisServer.Start();
        await using var house = await AllInOneHouse.Start(redis.Connection, $"--Services:Prometheus=http://127.0.0.1:{port}/prometheus");
        string At(int door) => $"127.0.0.1:{house.At.On(door).Port}";
        await using var prometheus = await PrometheusServer.Start(_ => $$"""
            global: { scrape_interval: 1s }
            scrape_configs:
              - { job_name: silo, static_configs: [{ targets: ["{{At(4090)}}"] }] }
              - { job_name: stream-manager, static_configs: [{ targets: ["{{At(4290)}}"] }] }
            """, port);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var viewer = new SocketObserver(house.At, auction);
        await viewer.Connect();
        await using var bidding = new Bidding(client, auction, bidders: 4);
        var page = await studio.Page(_errors);
        await page.SignIn(house.At.Site(), await client.Admin());
        await page.GotoAsync(house.At.Site());
        ILocator Tile(string name) => page.GetByRole(AriaRole.Region, new() { Name = name });
        await Expect(Tile("Bids a second").Locator(".figure")).ToHaveTextAsync(new Regex("[1-9]"));
        await Expect(Tile("Bids a second").Locator("polyline")).ToBeVisibleAsync();
        await Expect(Tile("Viewers").Locator(".figure")).ToHaveTextAsync(new Regex("^[1-9]"));
        await Expect(Tile("Redis")).ToContainTextAsync("on, written");
        await Expect(Tile("Redis")).ToContainTextAsync(new Regex(@"Answers in\s*\d+\.\d ms"));
        await bidding.Stop();
        await page.AssertAccessible();
        Assert.Empty(_errors);
    }

    [Theory, InlineData("/", "Dashboard", "Services"), InlineData("/system", "System", "Active grains"), InlineData("/system/configuration", "Configuration", "Settings in force"), InlineData("/system/activity", "Activity", "Activity")]
    public async Task Everybody_can_use_the_pages(string path, string heading, string label)
    {
        var page = await studio.SignedIn(_errors);
        foreach (var look in new[] { "light", "dark" })
        {
            await page.AddInitScriptAsync($"localStorage.setItem('look', '{look}')");
            await page.GotoAsync(studio.Site() + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
            await Expect(page.GetByLabel(label, new() { Exact = true }).First).ToBeVisibleAsync();
            await Expect(page.GetByText("Loading…")).ToHaveCountAsync(0);
            await page.AssertAccessible();
        }
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Orleans_dashboard_works_behind_the_same_login()
    {
        var page = await studio.SignedIn(_errors);
        await page.GotoAsync(studio.Site() + "/system/orleans");
        await Expect(page).ToHaveURLAsync(new Regex("/system/orleans/"));
        await Expect(page.GetByText("Total Activations").First).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_somebody_did_is_found_under_their_name()
    {
        var auction = await studio.Client.Open();
        var page = await studio.Console(_errors, "/system/activity", "Activity");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search people, acts, ids, reasons" }).FillAsync(auction);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "opened the auction" }).First).ToContainTextAsync(auction);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Only what was done to auction {auction}" }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"thing=auction&id={auction}|id={auction}&thing=auction"));
        Assert.Empty(_errors);
    }
}
