using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>A lot goes on in the control room while the house loses parts of itself: separate processes on a real redis-server.</summary>
public sealed class RoomFaultTests(Studio studio)
{
    [Fact]
    public async Task A_lot_goes_on_through_the_death_of_its_silos_and_a_restart_of_Redis()
    {
        await using var house = await SeparateHouse.Start(silos: 2);
        using var client = new HouseClient(house.At);
        var id = await client.Open(new() { ["title"] = "In the middle of it" });
        await client.BidNext(id, "ann");
        var page = await studio.Page([]); // what a page complains of while parts of the house are away is not looked at
        await page.SignIn(house.At.Site(), await client.Token("ada", "admin"));
        await page.GotoAsync($"{house.At.Site()}/auctions/{id}/room");
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("ann");
        await page.Locator("[name=absentee-bidder]").FillAsync("half typed");
        var loads = 0;
        page.Load += (_, _) => loads++;

        // One silo after the other: the auction was on one of them.
        await house.KillSilo(house.Silos.Keys.First());
        await Goes(page, client, id, "bob");
        await house.StartSilo();
        await house.KillSilo(house.Silos.Keys.First());
        await Goes(page, client, id, "cat");

        await house.Redis.Kill();
        await house.Redis.StartAgain();
        await Goes(page, client, id, "dan");

        await page.Locator("#paddle[data-ready]").FocusAsync();
        await Wait.Until("the room bids", Wait.Patience, async () =>
        {
            await page.Keyboard.TypeAsync("7");
            await page.Keyboard.PressAsync("Enter");
            return (string?)(await client.View(id))["leader"]!["bidderId"] == "room:7";
        });
        await Expect(page.Locator(".room-leader")).ToHaveTextAsync("paddle 7");
        await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(((long)(await client.View(id))["sequence"]!).ToString(CultureInfo.InvariantCulture));
        await Expect(page.Locator("[name=absentee-bidder]")).ToHaveValueAsync("half typed");
        Assert.Equal(0, loads);
    }

    [Fact]
    public async Task The_page_says_that_contact_with_the_server_is_lost_and_comes_back_with_what_was_typed()
    {
        await using var house = await SeparateHouse.Start(silos: 1);
        using var client = new HouseClient(house.At);
        var id = await client.Open(new() { ["title"] = "Cut off" });
        var page = await studio.Page([]);
        await page.SignIn(house.At.Site(), await client.Token("ada", "admin"));
        await page.GotoAsync($"{house.At.Site()}/auctions/{id}/room");
        await Expect(page.Locator(".room-sequence")).ToHaveTextAsync(new Regex("^[1-9]"));
        await page.Context.SetOfflineAsync(true);
        await Expect(page.Locator(".contact-words")).ToContainTextAsync("Contact with the server is lost");
        await page.Locator("[name=absentee-bidder]").FillAsync("ann"); // typed into the void
        await page.Locator("[name=absentee-maximum]").FillAsync("20");
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave", Exact = true }).ClickAsync();
        await Expect(page.Locator(".room-absentee li")).ToContainTextAsync("up to 20 USD");
    }

    // A bid is taken, and the room shows it.
    private static async Task Goes(IPage page, HouseClient client, string id, string bidder)
    {
        await Wait.Until($"{bidder}'s bid is taken", Wait.Patience, async () => (await client.BidNext(id, bidder, $"{bidder}-{id}")).Status == 201);
        await Expect(page.Locator(".room-leader")).ToContainTextAsync(bidder);
    }
}
