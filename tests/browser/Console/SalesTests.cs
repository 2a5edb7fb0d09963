using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>Sales, as an admin builds them and an auctioneer runs them.</summary>
public sealed class SalesTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task An_admin_builds_a_sale_imports_its_lots_orders_them_and_exports_what_it_brought()
    {
        var page = await studio.Console(_errors, "/sales", "Sales", who: "imogen"); // whose long works are hers alone
        await page.GetByRole(AriaRole.Link, new() { Name = "New sale" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("New sale");
        await page.GetByLabel("Title").FillAsync("Autumn evening");
        await page.GetByText("Give imported lots terms").ClickAsync();
        await page.GetByLabel("Least first bid").FillAsync("0.1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the sale" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Autumn evening");
        var sale = new Uri(page.Url).AbsolutePath;

        await page.GetByRole(AriaRole.Link, new() { Name = "Import lots" }).ClickAsync();
        await Send(page, "lots.csv", "name,openingBid\nOne,0.2\nTwo,much\nThree,0.3\n,0.4\n", 4);
        var report = page.GetByRole(AriaRole.Table, new() { Name = "What is wrong, by row" });
        await Expect(report.Locator("tbody tr td:nth-child(1)")).ToHaveTextAsync(["3", "5"]);
        await Expect(report.Locator("tbody tr td:nth-child(2)")).ToHaveTextAsync(["openingBid", "name"]);
        await Send(page, "mended.csv", "name,openingBid\nOne,0.2\nTwo,0.25\nThree,0.3\nFour,0.4\n", 4);
        await Expect(page.GetByText("4 lots are in the sale.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).Last.GetByRole(AriaRole.Link, new() { Name = "Work" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await page.GetByLabel("Search your works").FillAsync("mended");
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "To the sale" }).ClickAsync();

        var lots = page.GetByRole(AriaRole.Table, new() { Name = "Lots" });
        await Expect(lots.Locator("tbody tr td:nth-child(2)")).ToHaveTextAsync(["One", "Two", "Three", "Four"]);
        await lots.Locator("tbody tr").First.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await Expect(page.Locator("[aria-live=polite]").First).ToHaveTextAsync("“One” is now lot 2 of 4.");
        await Expect(lots.Locator("tbody tr").Nth(1)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Alt+End");
        await Expect(lots.Locator("tbody tr td:nth-child(2)")).ToHaveTextAsync(["Two", "Three", "Four", "One"]);
        await Expect(lots.Locator("tbody tr").Nth(3)).ToBeFocusedAsync();
        await Until(async () => (string?)(await Sale(sale))["lots"]![3]!["title"] == "One");

        await page.GetByRole(AriaRole.Link, new() { Name = "Results" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());
        var csv = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal($"{sale[7..]}-results.csv", download.SuggestedFilename);
        Assert.StartsWith("lot,auctionId,title,", csv, StringComparison.Ordinal);
        Assert.Equal(["Two", "Three", "Four", "One"], csv.Split("\r\n")[1..5].Select(line => line.Split(',')[2]));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_the_page_was_left_and_can_be_discarded()
    {
        var page = await studio.Console(_errors, "/sales/new", "New sale");
        await page.GetByLabel("Title").FillAsync("Half a thought");
        await page.GetByRole(AriaRole.Radio, new() { Name = "All at once" }).CheckAsync();
        await Until(() => page.EvaluateAsync<bool>("sessionStorage.getItem('draft sale/new')?.includes('timed') === true"));
        await page.ReloadAsync();
        await Expect(page.GetByText("A draft was restored.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync("Half a thought");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the sale" }).ClickAsync(); // a timed sale says how long its first lot runs
        await Expect(page.GetByLabel("First lot runs")).ToBeFocusedAsync();
        await Expect(page.Locator("form").GetByText("says how long its first lot runs")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync("Half a thought");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Expect(page.GetByLabel("Title")).ToHaveValueAsync("");
        Assert.Null(await page.EvaluateAsync<string?>("sessionStorage.getItem('draft sale/new')"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_auctioneer_runs_a_sale_and_closes_it_after_a_question_that_names_it()
    {
        var id = await Made("Winter morning", 2);
        var page = await studio.Console(_errors, $"/sales/{id}", "Winter morning", "auctioneer", "auk");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Import lots" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the sale" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Open the sale" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the next lot" }).ClickAsync();
        await Expect(page.Locator("tr[data-current=yes]")).ToContainTextAsync("Lot 1");
        await studio.Client.Send(HttpMethod.Post, studio.House.At.On(4100, $"/sales/{id}/pass"), new JsonObject(), await studio.Client.Admin());
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Reason").FillAsync("A light fell down.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Pause the sale" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the sale" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Close “Winter morning”?");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Close the sale" }).ClickAsync();
        await Expect(page.Locator(".page-head .standing")).ToHaveTextAsync("ended");
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Everybody_can_use_the_pages_of_sales_and_of_work(string look)
    {
        var id = await Made("For everybody", 2);
        var page = await studio.SignedIn(_errors);
        await page.AddInitScriptAsync($"localStorage.setItem('look', '{look}')");
        foreach (var path in new[] { "/sales", "/sales/new", $"/sales/{id}", $"/sales/{id}/edit", $"/sales/{id}/results", $"/sales/{id}/paddles", $"/sales/{id}/import", "/work" })
        {
            await page.GotoAsync(studio.Site() + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.GetByText("Loading…")).ToHaveCountAsync(0);
            if (path.EndsWith("/new", StringComparison.Ordinal))
            {
                await page.GetByRole(AriaRole.Radio, new() { Name = "One after the other A lot" }).CheckAsync();
                await page.GetByText("Only at certain hours").ClickAsync();
                await page.GetByText("Give imported lots terms").ClickAsync();
                await Expect(page.GetByLabel("Least first bid")).ToBeVisibleAsync();
            }
            if (path.EndsWith("/import", StringComparison.Ordinal)) await Send(page, "bad.json", """[{"description":"nameless"}]""", 1);
            await page.AssertAccessible();
        }
        Assert.Empty(_errors);
    }

    private static async Task Send(IPage page, string name, string text, int lots)
    {
        var import = page.GetByRole(AriaRole.Button, new() { Name = $"Import {lots} lot" });
        await page.Choose(new FilePayload { Name = name, MimeType = name.EndsWith("csv", StringComparison.Ordinal) ? "text/csv" : "application/json", Buffer = Encoding.UTF8.GetBytes(text) }, import);
        await import.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Article).First).ToContainTextAsync(name);
        await Expect(page.GetByRole(AriaRole.Article).First.Locator("progress")).ToHaveCountAsync(0);
    }

    private async Task<JsonNode> Sale(string path) => (await studio.Client.Send(HttpMethod.Get, studio.House.At.On(4100, path), null, null)).Body!;

    private async Task<string> Made(string title, int lots)
    {
        var admin = await studio.Client.Admin();
        var sale = await studio.Client.Send(HttpMethod.Post, studio.House.At.On(4100, "/sales"), new JsonObject
        {
            ["title"] = title,
            ["currency"] = "ETH",
            ["lotDefaults"] = new JsonObject { ["openingBid"] = "0.1", ["increments"] = new JsonObject { ["basisPoints"] = 1000 } },
        }, admin);
        var id = (string)sale.Body!["id"]!;
        await studio.Client.Send(HttpMethod.Post, studio.House.At.On(4100, $"/sales/{id}/import"), new JsonArray([.. Enumerable.Range(1, lots).Select(n => new JsonObject { ["name"] = $"Lot {n}" })]), admin);
        return id;
    }

    private static Task Until(Func<Task<bool>> holds) => Harness.Wait.Until("it holds", Harness.Wait.Patience, holds);
}
