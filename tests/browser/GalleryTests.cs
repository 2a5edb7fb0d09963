using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The gallery of streams, and what else is under its address.</summary>
public sealed class GalleryTests(Studio studio)
{
    private static readonly HttpClient Http = new();
    private readonly List<string> _errors = [];

    [Fact]
    public async Task Public_streams_are_listed_with_those_on_air_first_and_their_addresses_can_be_copied()
    {
        var page = await studio.Page(_errors);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var pages = 0;
        await page.RouteAsync("**/overlay/streams?*", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = ++pages == 1
                ? """{"items":[{"id":"aaa","title":"A quiet <b>room</b>","status":"offline","theme":"neon"}],"nextCursor":"x"}"""
                : """{"items":[{"id":"main","title":"Evening sale","status":"live","theme":"gallery"}],"nextCursor":null}""",
        }));
        await page.GotoAsync(studio.House.At.On(4200, "/overlay").ToString());
        await Expect(page.Locator(".room-card")).ToHaveCountAsync(2);
        await Expect(page.Locator(".room-card").First).ToContainTextAsync("Evening sale");
        await Expect(page.Locator(".room-card").First).ToContainTextAsync("On air");
        await Expect(page.Locator(".room-card").Nth(1)).ToContainTextAsync("A quiet <b>room</b>");
        await page.GetByText("Neon", new() { Exact = true }).ClickAsync();
        await page.Locator(".room-card").First.GetByRole(Microsoft.Playwright.AriaRole.Button).ClickAsync();
        await Expect(page.Locator(".room-card").First).ToContainTextAsync("Copied");
        Assert.Equal(studio.House.At.On(4200, "/overlay/main?theme=neon").ToString(), await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
        await Expect(page.Locator(".preview .price")).ToHaveTextAsync(["18,250 ETH", "18,250 ETH", "18,250 ETH"]);
        await Expect(page.Locator("body")).ToContainTextAsync("Private rooms are not listed");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_house_without_public_streams_says_so()
    {
        var list = JsonNode.Parse(await Http.GetStringAsync(studio.House.At.On(4200, "/overlay/streams"), TestContext.Current.CancellationToken))!;
        Assert.IsType<JsonArray>(list["items"]);
        Assert.Null((string?)list["nextCursor"]);
        Assert.Equal(400, await Status("/overlay/streams?limit=0"));
        Assert.Equal(400, await Status("/overlay/streams?cursor=%21"));
        var page = await studio.Page(_errors);
        await page.RouteAsync("**/overlay/streams?*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = """{"items":[],"nextCursor":null}""" }));
        await page.GotoAsync(studio.House.At.On(4200, "/overlay").ToString());
        await Expect(page.Locator(".none")).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_code_is_a_picture_of_a_web_address_and_of_nothing_else()
    {
        using var answer = await Http.GetAsync(studio.House.At.On(4200, "/overlay/qr.svg?text=https%3A%2F%2Fbid.example.com%2Fgenesis-1"), TestContext.Current.CancellationToken);
        var svg = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.Public);
        Assert.Equal(svg, await Http.GetStringAsync(answer.RequestMessage!.RequestUri, TestContext.Current.CancellationToken));
        // Version 3 has 29 modules a side, and four of quiet zone on each: the first black module is the upper left finder pattern's.
        Assert.Contains("viewBox=\"0 0 37 37\"", svg, StringComparison.Ordinal);
        Assert.Matches(new Regex("d=\"M4 4h7v1h-7z"), svg);
        foreach (var bad in new[] { "", "?text=", "?text=javascript:alert(1)", "?text=hello", "?text=ftp://x/", "?text=https://x.example/" + new string('a', 500) })
            Assert.Equal(400, await Status("/overlay/qr.svg" + bad));
        Assert.Equal(200, await Status("/overlay/qr.svg?text=https://x.example/" + new string('a', 494)));
    }

    [Theory, InlineData("auction"), InlineData("assets"), InlineData("media"), InlineData("qr"), InlineData("UPPER"), InlineData("-x"), InlineData("%22%3E")]
    public async Task What_is_no_streams_id_has_no_page(string id) => Assert.Equal(404, await Status($"/overlay/{id}"));

    private async Task<int> Status(string path)
    {
        using var answer = await Http.GetAsync(studio.House.At.On(4200, path), TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
        return (int)answer.StatusCode;
    }
}
