using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>An evening from signing in to the results, as its auctioneer lives it.</summary>
public sealed class EveningTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_sale_is_built_from_a_file_run_by_the_keyboard_and_its_results_are_exported()
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{studio.Site()}/sales/new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Admin" }).ClickAsync();
        await page.GetByLabel("Title").FillAsync("An evening");
        await page.GetByText("Give imported lots terms").ClickAsync();
        await page.GetByLabel("Least first bid").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the sale" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("An evening");
        var sale = new Uri(page.Url).AbsolutePath;
        await page.GetByRole(AriaRole.Link, new() { Name = "Import lots" }).ClickAsync();
        var import = page.GetByRole(AriaRole.Button, new() { Name = "Import 2 lots" });
        await page.Choose(new FilePayload { Name = "lots.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("name,openingBid\nOne,1\nTwo,2\n") }, import);
        await import.ClickAsync();
        await Expect(page.GetByText("2 lots are in the sale.")).ToBeVisibleAsync();

        await page.GotoAsync($"{studio.Site()}{sale}/room");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the sale" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next lot" }).ClickAsync();
        var board = page.Locator(".room-board");
        await Expect(board).ToHaveAttributeAsync("data-status", "open");
        await Expect(board.GetByRole(AriaRole.Heading)).ToContainTextAsync("One");
        var lot = (string)(await Sale(sale))["current"]!;
        Assert.Equal(201, (await studio.Client.Bid(lot, "bob", "1")).Status);
        await Expect(page.Locator(".room-leader")).ToContainTextAsync("bob");
        await Expect(page.Locator("#paddle[data-ready]")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#room-said")).ToContainTextAsync("Paddle 7 is nobody’s.");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".room-leader")).ToHaveTextAsync("paddle 7");
        await Press(page, "h", "Sell");
        await page.Keyboard.PressAsync("h");
        await Expect(board).ToHaveAttributeAsync("data-status", "sold");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Next lot" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(board.GetByRole(AriaRole.Heading)).ToContainTextAsync("Two");
        await Expect(board).ToHaveAttributeAsync("data-status", "open");
        await Expect(page.Locator("#paddle[data-ready]")).ToBeVisibleAsync();
        await Press(page, "s", "Pass");
        await page.Keyboard.PressAsync("s");
        await Expect(board).ToHaveAttributeAsync("data-status", "unsold");

        await page.GotoAsync($"{studio.Site()}{sale}/results");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var rows = (await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).ToArray();
        Assert.Contains("sold,room:7,", rows[0], StringComparison.Ordinal);
        Assert.Contains("unsold", rows[1], StringComparison.Ordinal);
        Assert.Empty(_errors);
    }

    private static async Task Press(IPage page, string key, string asked)
    {
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("#room-said")).ToContainTextAsync(asked);
    }

    private async Task<JsonNode> Sale(string path) => (await studio.Client.Send(HttpMethod.Get, studio.House.At.On(4100, path), null, null)).Body!;
}
