using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>Auctions are made, found, changed and driven in the console.</summary>
public sealed class AuctionsTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_Dutch_and_an_English_auction_are_made_copied_changed_and_found()
    {
        var word = $"w{Guid.NewGuid():n}"[..12];
        var page = await studio.Console(_errors, "/auctions/new", "New auction");
        await page.GetByLabel("Dutch").CheckAsync();
        await Fill(page, "Title", $"Edition {word}");
        await Fill(page, "Name of the lot", "Nine pieces");
        await Fill(page, "Start price", "2");
        await Fill(page, "Floor price", "3");
        await Fill(page, "Falls by", "0.1");
        await Fill(page, "Pieces of the edition", "9");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the auction" }).ClickAsync();
        // The house says what is wrong, at its field, and everything is still there.
        await Expect(page.Locator(".mud-input-control", new() { Has = page.GetByLabel("Floor price", new() { Exact = true }) })).ToContainTextAsync("The floor is not above the start.");
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync($"Edition {word}");
        await Expect(page.GetByLabel("Pieces of the edition")).ToHaveValueAsync("9");
        await Fill(page, "Floor price", "0.5");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the auction" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Edition {word}");
        await Expect(page.GetByLabel("Terms")).ToContainTextAsync("from 2 to 0.5 ETH, 0.1 every 30 s");

        await page.GotoAsync($"{studio.Site()}/auctions/new");
        await Fill(page, "Title", $"Genesis {word}");
        await Fill(page, "Name of the lot", "The first");
        await Fill(page, "Opening bid", "0.1");
        await page.GetByLabel("A preset").CheckAsync();
        await page.GetByLabel("Room: from 10").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the auction" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Genesis {word}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Duplicate" }).ClickAsync();
        await Expect(page.GetByLabel("Opening bid")).ToHaveValueAsync("0.1");
        await Expect(page.GetByLabel("Room: from 10")).ToBeCheckedAsync();
        await Fill(page, "Title", $"Copy {word}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the auction" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Copy {word}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await Fill(page, "Reserve", "40");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the changes" }).ClickAsync();
        await Expect(page.GetByLabel("Terms")).ToContainTextAsync("40 ETH");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Log" })).ToContainTextAsync("The settings were changed");

        await page.GetByRole(AriaRole.Link, new() { Name = "All auctions" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search by title or id" }).FillAsync(word.ToUpperInvariant());
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Search by title or id" }).FillAsync($"edition {word}");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = $"Edition {word}", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Edition {word}");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_the_page_was_left()
    {
        var page = await studio.Console(_errors, "/auctions/new", "New auction");
        await Fill(page, "Title", "Half of a title");
        await Expect(page.GetByLabel("As bidders will see it")).ToContainTextAsync("Half of a title");
        await Wait.Until("the draft is kept", Wait.Patience, () => page.EvaluateAsync<bool>("() => sessionStorage.getItem('draft auction/new')?.includes('Half of a title') ?? false"));
        await page.ReloadAsync();
        await Expect(page.GetByText("A draft was restored")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("Half of a title");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page.GetByLabel("Title", new() { Exact = true })).ToHaveValueAsync("");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_auction_is_proved_exported_and_cancelled_by_name()
    {
        var id = await studio.Client.Open(new JsonObject { ["title"] = "To be withdrawn" });
        await studio.Client.Bid(id, "ann", "10");
        var page = await studio.Console(_errors, $"/auctions/{id}", "To be withdrawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Expect(page.GetByLabel("Proof")).ToContainTextAsync("3 events, chain whole up to ");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download the export" }).ClickAsync());
        Assert.Equal($"{id}.audit.ndjson", download.SuggestedFilename);
        Assert.Contains("\"kind\":\"end\"", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the auction" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Cancel “To be withdrawn”?");
        await dialog.GetByLabel("Reason").FillAsync("The consignor withdrew it.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the auction" }).ClickAsync();
        await Expect(page.Locator(".page-head .standing")).ToHaveTextAsync("cancelled");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Log" })).ToContainTextAsync("Cancelled: The consignor withdrew it.");
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Nothing_keeps_people_from_using_the_pages(string look)
    {
        var id = await studio.Client.Open(new JsonObject { ["title"] = "Plain to see" });
        await studio.Client.Bid(id, "ann", "10");
        var page = await studio.SignedIn(_errors);
        await page.AddInitScriptAsync($"localStorage.setItem('look', '{look}')");
        foreach (var (path, there) in new[] { ("/auctions", "tbody tr"), ("/auctions/new", "form"), ($"/auctions/new?from={id}", "form"), ($"/auctions/{id}", ".sentence") })
        {
            await page.GotoAsync(studio.Site() + path);
            await page.Locator(there).First.WaitForAsync();
            await page.AssertAccessible();
        }
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_auctioneer_drives_and_does_not_change()
    {
        var id = await studio.Client.Create(new JsonObject { ["title"] = "As it is" });
        var page = await studio.Console(_errors, $"/auctions/{id}", "As it is", "auctioneer", "auk");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Schedule" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Edit" })).ToHaveCountAsync(0);
        Assert.Equal(403, (await page.Context.APIRequest.GetAsync($"{studio.Site()}/auctions/{id}/edit", new() { Headers = new Dictionary<string, string> { ["Accept"] = "text/html" } })).Status);
        Assert.Empty(_errors);
    }

    private static async Task Fill(IPage page, string label, string text) => await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
}
