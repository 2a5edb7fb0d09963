using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay as a viewer of the stream sees it.</summary>
public sealed class OverlayTests(Studio studio)
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private readonly List<string> _errors = [];

    private static JsonObject Clock(string duration) => new() { ["duration"] = duration, ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT1M" } };

    [Fact]
    public async Task Bids_are_on_air_as_they_come_and_the_page_is_transparent_and_without_scroll_bars()
    {
        var auction = await studio.Client.Open(Clock("PT10M"));
        var page = await Show(auction);
        await Expect(Field(page, "price")).ToContainTextAsync("10");
        await studio.Client.Bid(auction, "Ada", "1250.50");
        await Expect(Field(page, "price")).ToContainTextAsync("1,250.5 USD");
        await Expect(Field(page, "leader")).ToContainTextAsync("Ada");
        await Expect(Field(page, "minimum-bid")).ToContainTextAsync("1,251.5");
        await studio.Client.BidNext(auction, "Bob");
        await Expect(Field(page, "leader")).ToContainTextAsync("Bob");
        await Expect(page.Locator("[data-field=bids] > li")).ToHaveCountAsync(2);
        var look = await page.EvaluateAsync<bool[]>("""
            () => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).backgroundColor]
              .map((color) => color === 'rgba(0, 0, 0, 0)').concat(
                document.documentElement.scrollHeight <= innerHeight, document.documentElement.scrollWidth <= innerWidth)
            """);
        Assert.All(look, Assert.True);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_bid_that_a_maximum_answers_is_never_seen_to_lead_and_a_raised_maximum_is_not_seen_at_all()
    {
        var auction = await studio.Client.Open();
        await LeaveMaximum(auction, "Ada", "500");
        var page = await Show(auction);
        await page.EvaluateAsync("""
            () => {
              window.leaders = [];
              const look = () => window.leaders.push(document.querySelector('[data-field=leader]').textContent);
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
            }
            """);
        await studio.Client.Bid(auction, "Bob", "100");
        await Expect(Field(page, "price")).ToContainTextAsync("101 USD");
        await Expect(page.Locator("[data-field=bids] > li").First).ToContainTextAsync("Bob");
        await Expect(Field(page, "bids")).ToHaveAttributeAsync("data-led", "false");
        await studio.Client.Drive(auction, "warn");
        await Expect(page.Locator("[data-part=warning]")).ToBeVisibleAsync();
        await LeaveMaximum(auction, "Ada", "600");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "7");
        await Expect(page.Locator("[data-part=warning]")).ToBeVisibleAsync();
        await Expect(Field(page, "price")).ToContainTextAsync("101 USD");
        var leaders = await page.EvaluateAsync<string[]>("() => window.leaders");
        Assert.NotEmpty(leaders);
        Assert.All(leaders, leader => Assert.Contains("Ada", leader, StringComparison.Ordinal));
        Assert.Empty(_errors);
    }

    private async Task LeaveMaximum(string auction, string bidder, string maximum)
    {
        var answer = await studio.Client.Send(
            HttpMethod.Post, studio.House.At.On(4100, $"/auctions/{auction}/bids"), new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, ["maximum"] = maximum }, await studio.Client.Admin());
        Assert.Equal(201, answer.Status);
    }

    [Fact]
    public async Task The_countdown_follows_the_houses_clock_and_the_soft_close()
    {
        var auction = await studio.Client.Open(Clock("PT50S"));
        var page = await Show(auction);
        await Expect(Field(page, "countdown")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^0:[34]\\d$"));
        await studio.Client.BidNext(auction, "late");
        await Expect(Field(page, "countdown")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(1:00|0:5\\d)$"));
        await Expect(Field(page, "extension")).ToContainTextAsync("soft close");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_hammer_is_seen_and_a_refresh_shows_the_same_at_once()
    {
        var auction = await studio.Client.Open();
        var page = await Show(auction);
        await studio.Client.Bid(auction, "Ada", "50");
        await studio.Client.Drive(auction, "hammer");
        await Expect(Field(page, "outcome")).ToContainTextAsync("Ada");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-outcome", "sold");
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-status", "sold");
        await Expect(Field(page, "outcome")).ToContainTextAsync("50");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Names_of_any_script_and_length_and_names_that_look_like_markup_stay_text_in_their_box()
    {
        var auction = await studio.Client.Open(new JsonObject { ["lot"] = new JsonObject { ["name"] = "<b>Bold</b> " + new string('W', 180) } });
        var page = await Show(auction);
        foreach (var name in new[] { "<img src=x onerror=alert(1)>", "مزايدة عالية جدا في المزاد الفني", "👩‍🚀🚀👨‍👩‍👧‍👦🏳️‍🌈 moon", new string('M', 80) })
        {
            var answer = await studio.Client.Send(
                HttpMethod.Post, studio.House.At.On(4100, $"/auctions/{auction}/bids"),
                new JsonObject { ["bidderId"] = "x" + Math.Abs(name.GetHashCode()), ["name"] = name, ["next"] = true }, await studio.Client.Admin());
            Assert.Equal(201, answer.Status);
            await Expect(Field(page, "leader")).ToContainTextAsync(name);
            var fits = await Field(page, "leader").EvaluateAsync<bool>("e => e.getBoundingClientRect().right <= innerWidth && e.querySelectorAll('img, b').length === 0");
            Assert.True(fits, name);
        }
        await Expect(Field(page, "lot-name")).ToContainTextAsync("<b>Bold</b>");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_house_that_is_gone_is_never_shown_as_live_and_the_page_comes_back_by_itself()
    {
        await using var redis = await RedisServer.Start();
        await using var house = await AllInOneHouse.Start(redis.Connection);
        using var client = new HouseClient(house.At);
        var auction = await client.Open(Clock("PT1H"));
        await client.Bid(auction, "before", "50");
        var page = await studio.Page(_errors);
        await page.GotoAsync(house.At.On(4200, $"/overlay/auction/{auction}").ToString());
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");

        house.Process.Freeze();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "stale", new() { Timeout = 20_000 });
        await Expect(Field(page, "countdown")).Not.ToHaveTextAsync(new System.Text.RegularExpressions.Regex("\\d"));
        house.Process.Thaw();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live", new() { Timeout = 30_000 });

        await house.Process.Kill();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "stale", new() { Timeout = 20_000 });
        await house.StartAgain();
        using var later = new HouseClient(house.At);
        Assert.Equal(201, (await later.Bid(auction, "after", "60")).Status);
        await Expect(Field(page, "leader")).ToContainTextAsync("after", new() { Timeout = 30_000 });
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
    }

    [Fact]
    public async Task A_thousand_bids_leave_no_more_behind_in_the_page_than_ten()
    {
        var auction = await studio.Client.Open();
        var page = await Show(auction);
        for (var n = 0; n < 10; n++) await studio.Client.BidNext(auction, $"bidder-{n}");
        await Expect(Field(page, "bid-count")).ToContainTextAsync("10");
        var few = await page.EvaluateAsync<int>("() => document.querySelectorAll('*').length");
        await Task.WhenAll(Enumerable.Range(10, 990).Select(n => studio.Client.BidNext(auction, $"bidder-{n}")));
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "1002", new() { Timeout = 30_000 });
        await Expect(Field(page, "bid-count")).ToContainTextAsync("1,000");
        await Wait.Until("the animations are over", Patience, async () => await page.EvaluateAsync<int>("() => document.querySelectorAll('*').length") <= few + 5);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Through_the_admin_gateway_the_same_overlay_works_on_one_origin()
    {
        var auction = await studio.Client.Open();
        var page = await studio.Page(_errors);
        await page.GotoAsync(studio.House.At.On(3000, $"/overlay/auction/{auction}").ToString());
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await studio.Client.Bid(auction, "Ada", "50");
        await Expect(Field(page, "price")).ToContainTextAsync("50");
        Assert.Empty(_errors);
    }

    private async Task<IPage> Show(string auction)
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync(studio.Overlay(auction));
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        return page;
    }

    private static ILocator Field(IPage page, string name) => page.Locator($"[data-field={name}]");
}
