using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>Bidders, before an admin.</summary>
public sealed class BiddersTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task An_admin_registers_a_bidder_mends_the_wallet_limits_and_blocks_them_and_finds_them()
    {
        var id = $"wilma-{Guid.NewGuid():n}"[..20];
        var page = await studio.Console(_errors, "/bidders/new", "Register a bidder");
        await page.GetByLabel("Id", new() { Exact = true }).FillAsync(id);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Wilma");
        await page.GetByLabel("Ethereum wallet").FillAsync("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"); // the last letter is in the wrong case
        await page.GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await Expect(page.Locator("form .mud-input-error").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Wilma");
        await page.GetByLabel("Ethereum wallet").FillAsync("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        await page.GetByLabel("Ethereum wallet").PressAsync("Enter"); // the words under the field go as it is left, and the button moves
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wilma");

        await page.GetByLabel("May spend").FillAsync("2.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the limit" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Limits" }).Locator("tbody td").First).ToHaveTextAsync("ETH");
        await page.GetByRole(AriaRole.Button, new() { Name = "Block" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Block “Wilma”?");
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("Did not pay.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Block the bidder" }).ClickAsync();
        await Expect(page.Locator(".page-head .standing")).ToHaveTextAsync("blocked");

        await page.GotoAsync(studio.Site() + "/bidders");
        await page.GetByLabel("Search ids, names, wallets and handles").FillAsync(id.ToUpperInvariant());
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Bidders" }).Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Bidders" })).ToContainTextAsync("blocked");
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Everybody_can_use_the_pages_of_bidders(string look)
    {
        var id = $"eve-{Guid.NewGuid():n}"[..20];
        var admin = await studio.Client.Admin();
        await studio.Client.Send(HttpMethod.Post, studio.House.At.On(4100, "/bidders"), new JsonObject { ["id"] = id, ["handles"] = new JsonArray(new JsonObject { ["platform"] = "twitch", ["handle"] = id.Replace('-', '_') }) }, admin);
        await studio.Client.Send(HttpMethod.Put, studio.House.At.On(4100, $"/bidders/{id}/limits"), new JsonObject { ["ETH"] = "5" }, admin);
        await studio.Client.Send(HttpMethod.Post, studio.House.At.On(4100, $"/bidders/{id}/block"), new JsonObject { ["reason"] = "Did not pay." }, admin);
        var auction = await studio.Client.Open();
        Assert.Equal(201, (await studio.Client.Bid(auction, $"{id}-other", "15")).Status);
        var page = await studio.SignedIn(_errors);
        await page.AddInitScriptAsync($"localStorage.setItem('look', '{look}')");
        foreach (var path in new[] { "/bidders", "/bidders/new", $"/bidders/{id}", $"/bidders/{id}-other/bids", $"/bidders/{id}/bids", $"/bidders/{id}/won", $"/bidders/{id}/paddles" })
        {
            await page.GotoAsync(studio.Site() + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.GetByText("Loading…")).ToHaveCountAsync(0);
            await page.AssertAccessible();
        }
        Assert.Empty(_errors);
    }
}
