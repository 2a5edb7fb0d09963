using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sothebais.Tests.Browser.Console;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Attack;

/// <summary>Whatever people, senders and settings bring is text on every page, and neither runs nor loads anything.</summary>
public sealed class StoredScriptTests(Studio studio, BaitedHouse house) : IClassFixture<BaitedHouse>
{
    private const string Id = BaitedHouse.Id;

    private readonly List<string> _errors = [];
    private readonly Watch _watch = new();

    private async Task<IPage> Page()
    {
        var page = await studio.Page(_errors);
        await _watch.Begin(page, "localhost", "127.0.0.1");
        return page;
    }

    private void NothingRan() => Assert.True(_watch.Seen.Count == 0, string.Join('\n', _watch.Seen.Distinct().Take(20)));

    /// <summary>Each overlay, and a payload that is seen there.</summary>
    public static TheoryData<string, string> Overlays => new()
    {
        { $"/overlay/auction/{Id}", Payloads.Of(1) }, { $"/overlay/auction/{Id}?theme={Uri.EscapeDataString(Payloads.Of(1))}&scale={Uri.EscapeDataString(Payloads.Of(0))}", Payloads.Of(1) },
        { $"/overlay/auction/{Id}-sold", Payloads.Of(2) }, { $"/overlay/{Id}", Payloads.Of(8) },
        { $"/overlay/{Id}?backdrop={Uri.EscapeDataString("url(https://canary.example/x)")}&theme={Uri.EscapeDataString(Payloads.Of(1))}#token={Uri.EscapeDataString(Payloads.Of(0))}", Payloads.Of(8) },
        { "/overlay", Payloads.Of(0) },
    };

    [Theory, MemberData(nameof(Overlays))]
    public async Task On_an_overlay_it_is_text(string path, string shown)
    {
        var page = await Page();
        await page.GotoAsync(house.At.On(4200, path).ToString());
        await Expect(page.Locator("body")).ToContainTextAsync(shown);
        await _watch.Look(page);
        NothingRan();
    }

    /// <summary>The console's pages that show what others brought, and what is seen on each; spaces are as HTML has them.</summary>
    private static readonly (string Path, string Shown)[] Pages =
    [
        ("/", Payloads.Of(0)), ("/auctions", Payloads.Of(2)), ($"/auctions/{Id}", Payloads.Of(1)), ($"/auctions/{Id}-0/edit", "Leave"), ($"/auctions/new?from={Id}", "New"),
        ($"/auctions/{Id}/room", Payloads.Of(11)), ($"/auctions/{Id}-sold", Payloads.Of(4)), ($"/auctions/{Id}-off", Payloads.Of(0)),
        ("/sales", Payloads.Of(1)), ($"/sales/{Id}", Payloads.Of(2)), ($"/sales/{Id}/results", "Results"), ($"/sales/{Id}/paddles", BaitedHouse.Bidder), ($"/sales/{Id}/room", Payloads.Of(1)),
        ("/bidders", Payloads.Of(2)), ($"/bidders/{Uri.EscapeDataString(BaitedHouse.Bidder)}", Payloads.Of(2)), ($"/bidders/{Uri.EscapeDataString(BaitedHouse.Bidder)}/won", Payloads.Of(2)), ($"/bidders/new?id={Uri.EscapeDataString(Payloads.Word(1))}", "Register"),
        ("/streams", Payloads.Of(0)), ($"/streams/{Id}", Payloads.Of(0)), ($"/streams/{Id}/assets", Payloads.Of(1)), ($"/streams/{Id}/settings", "Settings"),
        ("/events", "Events"), ("/events/history", Payloads.All[^1]), ("/events/dead-letters", Payloads.Of(1)), ("/events/webhooks", "shop.example"), ($"/events/webhooks/{Id}", "Webhook"), ($"/events/dead-letters?webhook={Uri.EscapeDataString(Payloads.Of(1))}", "Dead"),
        ("/system/activity", Id), ($"/system/activity?by={Uri.EscapeDataString(Payloads.Of(1))}", "ctivity"), ("/system/configuration", Payloads.Of(0)),
    ];

    [Fact]
    public async Task In_the_console_it_is_text_on_every_page()
    {
        var page = await Page();
        await page.SignIn(house.At.Site(), await house.Client.Admin());
        await page.GotoAsync(house.At.Site());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dashboard");
        List<string> notShown = [];
        foreach (var (path, shown) in Pages)
        {
            await _watch.Read(page, path);
            await page.EvaluateAsync("path => Blazor.navigateTo(path)", path);
            await page.WaitForURLAsync(house.At.Site() + path, new() { WaitUntil = WaitUntilState.Commit });
            try
            {
                await Expect(page.Locator("body")).ToContainTextAsync(Regex.Replace(shown, "[\\s\u2028\u2029]+", " ").Trim(), new() { Timeout = 10_000 });
            }
            catch (PlaywrightException)
            {
                notShown.Add($"{path}: {shown}");
            }
            await _watch.Look(page);
        }
        NothingRan();
        Assert.True(notShown.Count == 0, $"Not shown at all:\n{string.Join('\n', notShown)}");
    }

    /// <summary>The pages on which nobody is signed in, with payloads in their addresses.</summary>
    [Fact]
    public async Task On_the_way_in_it_is_text_and_leads_nowhere_else()
    {
        var page = await Page();
        foreach (var payload in Payloads.All.Append($"//{Payloads.Canary}/").Append($"https://{Payloads.Canary}/").Append($"/\\{Payloads.Canary}"))
        {
            await page.GotoAsync($"{house.At.Site()}/sign-in?redirect_url={Uri.EscapeDataString(payload)}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await _watch.Look(page);
        }
        NothingRan();
    }
}
