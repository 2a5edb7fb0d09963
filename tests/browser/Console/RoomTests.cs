using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>The control room, worked by keys.</summary>
public sealed class RoomTests(Studio studio, ITestOutputHelper output)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_lot_is_run_by_the_keyboard_while_bids_arrive_over_HTTP()
    {
        var id = await studio.Client.Open(new() { ["title"] = "Run by keys" });
        await studio.Client.Send(HttpMethod.Put, studio.House.At.On(4100, $"/auctions/{id}/absentee-bids/ann"), new JsonObject { ["maximum"] = "30", ["name"] = "Ann" }, await studio.Client.Admin());
        var page = await Room(id);
        await page.Keyboard.TypeAsync("7");
        await page.Keyboard.PressAsync("Enter"); // two keystrokes: the paddle and the next increment
        await Expect(page.Locator(".room-leader")).ToHaveTextAsync("paddle 7");
        await Expect(page.Locator(".room-price strong")).ToContainTextAsync("10");
        await studio.Client.Bid(id, "bob", "12");
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("bob");
        await page.Keyboard.TypeAsync("7 15");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".room-price strong")).ToContainTextAsync("15");
        await page.Keyboard.PressAsync("F1"); // the absentee
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("Ann");
        await Expect(page.Locator(".room-price strong")).ToContainTextAsync("16");
        await page.Keyboard.PressAsync("w");
        await Expect(page.GetByText("Fair warning was given")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("Ann");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("for 16 USD?");
        Assert.Equal("open", (string?)(await studio.Client.View(id))["status"]); // asked, and not done
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator(".room-board")).ToHaveAttributeAsync("data-status", "sold");
        var sold = await studio.Client.View(id);
        Assert.Equal(("ann", "16"), ((string?)sold["result"]!["winner"], (string?)sold["result"]!["amount"]));
        await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(((long)sold["sequence"]!).ToString(CultureInfo.InvariantCulture));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_bid_that_comes_just_after_the_hammer_is_told_and_the_hammer_is_taken_back()
    {
        var id = await studio.Client.Open(new() { ["title"] = "Too soon" });
        await studio.Client.Bid(id, "ann", "10");
        var page = await Room(id);
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("Sell");
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator(".room-board")).ToHaveAttributeAsync("data-status", "sold");
        Assert.Equal(409, (await studio.Client.Bid(id, "bob", "11")).Status);
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "A bid came after the hammer." })).ToContainTextAsync("bob bid 11 USD");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("Take the hammer back");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator(".room-board")).ToHaveAttributeAsync("data-status", "open");
        Assert.Equal(201, (await studio.Client.Bid(id, "bob", "11")).Status);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_was_asked_is_what_is_done_and_a_bid_in_between_is_told()
    {
        var id = await studio.Client.Open(new() { ["title"] = "A bid in between" });
        await studio.Client.Bid(id, "ann", "10");
        var page = await Room(id);
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("for 10 USD?");
        await studio.Client.Bid(id, "bob", "11");
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("bob");
        await page.Keyboard.PressAsync("h");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("Hammer: not done. Meanwhile:");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("bid 11 USD");
        Assert.Equal("open", (string?)(await studio.Client.View(id))["status"]);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Two_rooms_side_by_side_stay_equal_through_a_thousand_bids()
    {
        var id = await studio.Client.Open(new() { ["title"] = "Side by side" });
        var (one, two) = (await Room(id), await Room(id, "auctioneer", "auk"));
        for (var batch = 0; batch < 50; batch++)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => studio.Client.BidNext(id, $"bidder-{(batch * 20 + i) % 7}", $"side-{batch}-{i}")));
        var view = await studio.Client.View(id);
        var sequence = ((long)view["sequence"]!).ToString(CultureInfo.InvariantCulture);
        var log = (await studio.Client.Events(id)).TakeLast(60).Reverse().Select(e => ((long)e["sequence"]!).ToString(CultureInfo.InvariantCulture)).ToArray();
        foreach (var page in new[] { one, two })
        {
            await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(sequence);
            await Expect(page.Locator(".room-price strong")).ToContainTextAsync((string)view["price"]!);
            await Expect(page.Locator(".room-bids")).ToHaveTextAsync(((int)view["bidCount"]!).ToString(CultureInfo.InvariantCulture));
            await Expect(page.Locator(".room-leader")).ToContainTextAsync((string)view["leader"]!["name"]!);
        }
        async Task<string[]> Heard(IPage page) => await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.room-ticker li')].map((li) => li.dataset.sequence)");
        Assert.Equal(log, await Heard(one));
        Assert.Equal(log, await Heard(two));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Its_keys_are_answered_while_fifty_bids_a_second_come_in()
    {
        var id = await studio.Client.Open(new() { ["title"] = "Fifty a second" });
        await studio.Client.BidNext(id, "ann");
        var page = await Room(id);
        // From a key to the frame that shows what it did: a task after the frame runs when the frame is painted.
        await page.EvaluateAsync("""
            () => {
              window.painted = (shown) => new Promise((done) => {
                let at = 0;
                const frame = () => requestAnimationFrame(() => {
                  if (!shown()) return frame();
                  const after = new MessageChannel();
                  after.port1.onmessage = () => done(performance.now() - at);
                  after.port2.postMessage(null);
                });
                document.addEventListener('keydown', (event) => { at = event.timeStamp; frame(); }, { capture: true, once: true });
              });
            }
            """);
        using var stop = new CancellationTokenSource();
        var bidding = Task.Run(async () =>
        {
            using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            var bids = new List<Task>();
            while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync()) bids.Add(studio.Client.BidNext(id, $"bidder-{bids.Count % 40}", $"pace-{bids.Count}"));
            await Task.WhenAll(bids);
            return bids.Count;
        });
        var started = Stopwatch.GetTimestamp();
        List<double> typed = [], asked = [];
        for (var i = 0; i < 60; i++)
        {
            typed.Add(await Pressed(page, "7", "() => document.querySelector('#paddle').value === '7'"));
            typed.Add(await Pressed(page, "Backspace", "() => document.querySelector('#paddle').value === ''"));
            asked.Add(await Pressed(page, "h", "() => document.querySelector('#room-said').textContent.includes('Sell')"));
            asked.Add(await Pressed(page, "Escape", "() => !document.querySelector('#room-said').textContent.includes('Sell')"));
        }
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        var bids = await bidding;
        await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(((long)(await studio.Client.View(id))["sequence"]!).ToString(CultureInfo.InvariantCulture));
        output.WriteLine($"{bids / seconds:0} bids a second. From key to paint, p50 / p95 / most: typed {Spread(typed)} ms, asked of the house's console {Spread(asked)} ms.");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_programme_and_the_preview_of_its_stream_stand_beside_it_and_the_next_scene_is_taken()
    {
        var id = await studio.Client.Open(new() { ["title"] = "On the stage" });
        var admin = await studio.Client.Admin();
        Task<Answer> Stream(HttpMethod method, string path, JsonObject body) => studio.Client.Send(method, studio.House.At.On(4200, $"/streams{path}"), body, admin);
        Assert.Equal(201, (await Stream(HttpMethod.Post, "", new() { ["id"] = $"s-{id}", ["title"] = "On the stage", ["auctionId"] = id })).Status);
        Assert.Equal(200, (await Stream(HttpMethod.Post, $"/s-{id}/live", [])).Status);
        var page = await Room(id, "auctioneer", "auk");
        IFrameLocator Picture(string title) => page.FrameLocator($"iframe[title^='The {title}']");
        await Expect(Picture("programme").Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await Expect(Picture("preview").Locator("body")).ToHaveAttributeAsync("data-connection", "live"); // the auctioneer may see it
        await page.GetByLabel("Next scene").SelectOptionAsync("Intermission");
        await Expect(Picture("preview").Locator("[data-scene=intermission]")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();
        await Expect(Picture("programme").Locator("[data-scene=intermission]")).ToBeAttachedAsync();
        Assert.Equal("intermission", (string?)(await studio.Client.Send(HttpMethod.Get, studio.House.At.On(4200, $"/streams/s-{id}"), null, admin)).Body!["programme"]);
        await page.AssertAccessible();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Of_two_auctioneers_the_later_one_is_told_what_changed()
    {
        var id = await studio.Client.Open(new() { ["title"] = "Two hands" });
        await studio.Client.Bid(id, "ann", "10");
        var (one, two) = (await Room(id), await Room(id, "auctioneer", "auk"));
        await one.Keyboard.PressAsync("h");
        await Expect(one.Locator("#room-said")).ToContainTextAsync("Sell");
        await two.Keyboard.PressAsync("w");
        await Expect(one.GetByText("Fair warning was given")).ToBeVisibleAsync();
        await one.Keyboard.PressAsync("h");
        await Expect(one.Locator("#room-said")).ToContainTextAsync("Meanwhile: Fair warning.");
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Everybody_can_use_it(string look)
    {
        var id = await studio.Client.Open(new() { ["title"] = "For everybody", ["duration"] = "PT1H" });
        await studio.Client.Bid(id, "ann", "10");
        var page = await studio.SignedIn(_errors, "auctioneer", "auk");
        await page.AddInitScriptAsync($"localStorage.setItem('look', '{look}')");
        await page.GotoAsync($"{studio.Site()}/auctions/{id}/room");
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("ann");
        await page.AssertAccessible();
        Assert.Empty(_errors);
    }

    private static async Task<double> Pressed(IPage page, string key, string shown)
    {
        await page.EvaluateAsync($"() => {{ window.paint = painted({shown}); }}");
        await page.Keyboard.PressAsync(key);
        return await page.EvaluateAsync<double>("() => paint");
    }

    private static string Spread(List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{times[times.Count / 2]:0} / {times[times.Count * 95 / 100]:0} / {times[^1]:0}");
    }

    private async Task<IPage> Room(string id, string role = "admin", string who = "ada")
    {
        var page = await studio.Console(_errors, $"/auctions/{id}/room", "Control room", role, who);
        await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(new Regex("^[1-9]"));
        await Expect(page.Locator("#paddle[data-ready]")).ToBeVisibleAsync();
        return page;
    }
}
