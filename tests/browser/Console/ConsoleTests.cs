using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>Who gets to the console, and how long they stay.</summary>
public sealed class ConsoleTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_and_back()
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{studio.Site()}/auctions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Admin" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{studio.Site()}/auctions");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_bidder_cannot_reach_the_console()
    {
        var page = await studio.SignedIn([], "bidder", "bob"); // Chromium counts a 403 as an error
        foreach (var path in new[] { "/", "/auctions", "/system" })
        {
            var answer = await page.GotoAsync(studio.Site() + path);
            Assert.Equal(403, answer!.Status);
            await Expect(page.Locator("body")).ToContainTextAsync("bidder");
        }
        var hub = await page.Context.APIRequest.PostAsync($"{studio.Site()}/_blazor/negotiate?negotiateVersion=1");
        Assert.Equal(403, hub.Status);
    }

    [Fact]
    public async Task An_auctioneer_cannot_reach_settings()
    {
        var page = await studio.Console(_errors, "/", "Dashboard", "auctioneer", "auk");
        var menu = page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).Last;
        await Expect(menu.GetByRole(AriaRole.Link)).ToHaveCountAsync(4);
        foreach (var path in new[] { "/system", "/bidders" })
            Assert.Equal(403, (await page.Context.APIRequest.GetAsync(studio.Site() + path, new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } })).Status);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_page_that_is_open_ends_with_its_session()
    {
        var page = await studio.Console([], "/", "Dashboard"); // a 401 is what it is told
        await page.Context.ClearCookiesAsync();
        await page.EvaluateAsync("window.dispatchEvent(new Event('online'))");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your session has ended" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" })).ToHaveAttributeAsync("href", "/sign-in?redirect_url=%2F");
    }
}
