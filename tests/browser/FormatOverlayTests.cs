using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>Dutch and sealed auctions as a viewer of the stream sees them.</summary>
public sealed class FormatOverlayTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task A_falling_price_falls_on_air_without_a_word_from_the_house_and_stands_in_a_pause()
    {
        var auction = await studio.Client.Open(Dutch("PT1S", quantity: 1));
        var page = await Show(auction);
        var first = await Field(page, "price").InnerTextAsync();
        await Expect(Field(page, "price")).Not.ToHaveTextAsync(first);
        for (var look = 0; look < 3; look++)
        {
            var (earlier, shown, later) = (await Price(auction), Number(await Field(page, "price").InnerTextAsync()), await Price(auction));
            Assert.InRange(shown, later - 100, earlier + 100); // a step: a second
        }
        Assert.Equal("2", await page.Locator("body").GetAttributeAsync("data-sequence")); // nothing came since the opening
        await Expect(Field(page, "countdown-label")).ToHaveTextAsync("Falls in");
        await studio.Client.Drive(auction, "pause");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-status", "paused");
        var price = await Price(auction);
        var stands = new Regex(string.Create(CultureInfo.InvariantCulture, $"^{price:N0} USD$"));
        await Expect(Field(page, "price")).ToHaveTextAsync(stands);
        await page.ReloadAsync();
        await Expect(Field(page, "price")).ToHaveTextAsync(stands);
        await studio.Client.Drive(auction, "resume");
        await Expect(Field(page, "price")).Not.ToHaveTextAsync(stands);
        await studio.Client.BidNext(auction, "Ada");
        await Expect(Field(page, "outcome")).ToContainTextAsync("Ada");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_edition_says_how_many_are_left_and_at_the_end_how_many_were_sold()
    {
        var auction = await studio.Client.Open(Dutch("PT1H", quantity: 10));
        var page = await Show(auction);
        await Expect(Field(page, "minimum-bid-label")).ToHaveTextAsync("10 of 10 left");
        await studio.Client.BidNext(auction, "Ada");
        await Expect(Field(page, "minimum-bid-label")).ToHaveTextAsync("9 of 10 left");
        await studio.Client.Drive(auction, "hammer");
        await Expect(Field(page, "outcome")).ToContainTextAsync("1 of 10");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_sealed_auction_shows_how_many_bids_and_not_one_amount()
    {
        var auction = await studio.Client.Open(new JsonObject { ["format"] = "sealed-second-price", ["increments"] = null });
        var page = await Show(auction);
        await studio.Client.Bid(auction, "Ada", "71234");
        await studio.Client.Bid(auction, "Bob", "72345");
        await studio.Client.Bid(auction, "Ada", "73456");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "5");
        await Expect(Field(page, "price")).ToHaveTextAsync("Sealed");
        await Expect(Field(page, "bid-count")).ToHaveTextAsync("2 bids");
        await Expect(page.Locator("[data-field=bids] > li")).ToHaveCountAsync(2);
        var heard = await page.Locator("main").InnerTextAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "5");
        Assert.Equal(heard, await page.Locator("main").InnerTextAsync()); // who joins sees the same
        Assert.DoesNotMatch("71,?234|72,?345|73,?456", await page.ContentAsync());
        await studio.Client.Drive(auction, "hammer");
        await Expect(Field(page, "outcome")).ToContainTextAsync("72,345");
        Assert.Empty(_errors);
    }

    private static JsonObject Dutch(string every, int quantity) => new()
    {
        ["format"] = "dutch",
        ["openingBid"] = null,
        ["increments"] = null,
        ["quantity"] = quantity,
        ["dutch"] = new JsonObject { ["startPrice"] = "100000", ["floorPrice"] = "10", ["step"] = "100", ["every"] = every },
    };

    private async Task<int> Price(string auction) => Number((string)(await studio.Client.View(auction))["price"]!);

    private static int Number(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal).Replace(" USD", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private async Task<IPage> Show(string auction)
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync(studio.Overlay(auction));
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        return page;
    }

    private static ILocator Field(IPage page, string name) => page.Locator($"[data-field={name}]");
}
