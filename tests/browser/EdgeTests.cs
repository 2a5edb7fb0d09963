using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>A person in a browser, before a real proxy that asks the house about every request.</summary>
public sealed class EdgeTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_person_is_led_through_signing_in_to_the_page_behind_the_edge_and_is_known_there()
    {
        await using var echo = await EchoService.Start();
        await using var edge = await CaddyProxy.Start(studio.House.At, echo.Port);
        var page = await studio.Page([]); // the service behind has no icon, and Chromium counts that as an error
        await page.GotoAsync(edge.On("/echo/somewhere?deep=1").ToString());
        await Expect(page).ToHaveURLAsync(edge.On("/sign-in?redirect_url=%2Fecho%2Fsomewhere%3Fdeep%3D1").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Bidder" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(edge.On("/echo/somewhere?deep=1").ToString());
        await Expect(page.GetByText("\"X-User-Id\":\"bidder\"")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_console_is_run_through_the_edge()
    {
        await using var echo = await EchoService.Start();
        await using var edge = await CaddyProxy.Start(studio.House.At, echo.Port);
        await studio.Client.Open(new() { ["id"] = $"edge-{Guid.NewGuid():n}", ["title"] = "Seen through the edge" });
        var page = await studio.Page(_errors);
        await page.GotoAsync(edge.On("/").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Auctioneer" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(edge.On("/").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await page.GotoAsync(edge.On("/").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Who_has_another_role_is_told_in_words()
    {
        await using var echo = await EchoService.Start();
        await using var edge = await CaddyProxy.Start(studio.House.At, echo.Port);
        var page = await studio.Page([]); // Chromium counts a 403 as an error
        await page.GotoAsync(edge.On("/grafana/d/1").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Bidder" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Not for your role" })).ToBeVisibleAsync();
        await Expect(page.GetByText("You are signed in as Bidder")).ToBeVisibleAsync();
    }
}
