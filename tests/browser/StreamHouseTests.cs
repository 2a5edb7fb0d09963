using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay of a stream before a house as in production: every service a process of its own, on Redis.</summary>
public sealed class StreamHouseTests(Studio studio)
{
    private const string StreamManager = "Sothebais.Gateways.StreamManager";
    private static readonly LocatorAssertionsToHaveTextOptions Soon = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToHaveAttributeOptions InTime = new() { Timeout = 30_000 };

    [Fact]
    public async Task It_follows_its_sale_and_comes_back_by_itself_when_the_gateway_was_killed_and_started_again()
    {
        await using var house = await SeparateHouse.Start(silos: 1);
        using var client = new HouseClient(house.At);
        var admin = await client.Admin();
        async Task Ask(int port, string path, JsonObject body)
        {
            var answer = await client.Send(HttpMethod.Post, house.At.On(port, path), body, admin);
            Assert.True(answer.Status is 200 or 201, answer.Text);
        }
        foreach (var lot in new[] { "first", "second" }) await client.Create(new JsonObject { ["id"] = lot, ["lot"] = new JsonObject { ["name"] = $"The {lot} lot" } });
        await Ask(4100, "/sales", new JsonObject { ["id"] = "evening", ["title"] = "Evening sale", ["mode"] = "auctioneer", ["currency"] = "USD" });
        await Ask(4100, "/sales/evening/lots", new JsonObject { ["lots"] = new JsonArray("first", "second") });
        await Ask(4200, "/streams", new JsonObject { ["id"] = "main", ["title"] = "Evening sale", ["saleId"] = "evening" });
        await Ask(4200, "/streams/main/live", []);
        await Ask(4100, "/sales/evening/open", []);
        await Ask(4100, "/sales/evening/next", []);

        var errors = new List<string>();
        var page = await studio.Page(errors);
        await page.GotoAsync(house.At.On(4200, "/overlay/main").ToString());
        var (name, price) = (page.Layer("lot-card").GetByText("The first lot"), page.Layer("price").Locator(".price"));
        await Expect(name).ToBeVisibleAsync();
        Assert.Equal(201, (await client.Bid("first", "ann", "25")).Status);
        await Expect(price).ToHaveTextAsync("25 USD", Soon);

        await house.KillGateway(StreamManager);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "stale", InTime);
        Assert.Equal(201, (await client.Bid("first", "bob", "40")).Status); // while nobody can be shown it
        await Expect(price).ToHaveTextAsync("25 USD");
        await house.StartGateway(StreamManager);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live", InTime);
        await Expect(price).ToHaveTextAsync("40 USD", Soon);

        await Ask(4100, "/sales/evening/hammer", []);
        await Expect(page.Layer("sold-banner").GetByText("bob")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Ask(4100, "/sales/evening/next", []);
        await Expect(page.Layer("lot-card").GetByText("The second lot")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.Layer("sold-banner").GetByText("bob")).ToBeHiddenAsync();
        Assert.Empty(errors);
    }
}
