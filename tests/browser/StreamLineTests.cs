using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay of a stream and its line to the house: never a stale price as a live one, never a secret in an address.</summary>
public sealed class StreamLineTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task Silence_is_shown_within_five_seconds_in_every_scene_and_no_clock_runs_on()
    {
        var page = await studio.Show(_errors, frozen: true);
        await page.Clock.RunForAsync(4_800);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await page.EvaluateAsync("() => { window.greet = null; }");
        await page.Clock.RunForAsync(300);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "stale");
        await Expect(page.Locator("body > .mark")).ToHaveTextAsync("Reconnecting…");
        await Expect(page.Locator("body > .mark")).ToBeVisibleAsync();
        await Expect(page.Layer("countdown").Locator(".countdown")).Not.ToHaveTextAsync(new Regex("\\d"));
        await Expect(page.Layer("price").Locator(".label")).ToHaveTextAsync("Last heard");
        Assert.True(await page.EvaluateAsync<bool>("() => Number(getComputedStyle(document.querySelector('.price')).opacity) < 0.5"));
        await page.EvaluateAsync("() => { window.greet = () => [streamMessage(), snapshotMessage()]; house.stream.scene = { id: 'bare', layers: [layer('text', 96, 96, 500, 100, { text: 'Pause' })] }; house.stream.auction = null; }");
        await page.Clock.RunForAsync(2_000);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await Expect(page.Locator("body > .mark")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => { window.greet = null; }");
        await page.Clock.RunForAsync(5_100);
        await Expect(page.Layer("text")).ToBeVisibleAsync();
        await Expect(page.Locator("body > .mark")).ToBeVisibleAsync(); // also where there is no price to dim
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_line_that_was_lost_is_resumed_after_what_was_heard_and_the_picture_is_right()
    {
        var page = await studio.Show(_errors, frozen: true);
        await page.EvaluateAsync("() => { bid('b9', 'Grace', 77, '20000'); hangUp(1012); house.auction = { price: '21000', leader: { bidderId: 'b2', name: 'Kaito', paddle: 112 } }; house.sequence = 45; }");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "stale");
        await page.Clock.RunForAsync(1_000);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        Assert.EndsWith("/ws?stream=main&after=43", await page.EvaluateAsync<string>("() => lines[1].address"), StringComparison.Ordinal);
        await Expect(page.Layer("price").Locator(".price")).ToHaveTextAsync("21,000 ETH");
        await page.EvaluateAsync("() => { motions.length = 0; house.sequence += 3; bid('b9', 'Grace', 77, '30000'); }"); // a gap
        await page.Clock.RunForAsync(1_000);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "49");
        await page.EvaluateAsync("() => { house.streamSequence++; house.stream.theme = 'minimal'; beat(); }"); // a change that was lost on its way
        await page.Clock.RunForAsync(4_000);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-theme", "minimal");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_room_without_its_token_says_so_and_is_not_stormed()
    {
        var page = await studio.Show(_errors, before: "window.greet = () => { setTimeout(() => hangUp(4401)); return []; }", frozen: true, live: false);
        await Expect(page.Locator("body > .mark")).ToHaveTextAsync("This room needs its overlay token");
        await Expect(page.Locator(".layer")).ToHaveCountAsync(0);
        Assert.Empty(await page.EvaluateAsync<string[]>("() => lines[0].protocols"));
        await page.Clock.RunForAsync(60_500);
        Assert.InRange(await page.EvaluateAsync<int>("() => lines.length"), 2, 3);
        await page.EvaluateAsync("() => { window.greet = () => [streamMessage(), snapshotMessage()]; location.hash = '#token=ovl_Abc-123_x'; }");
        await page.Clock.RunForAsync(100);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await Expect(page.Locator("body > .mark")).ToBeHiddenAsync();
        Assert.Equal(["sothebais", "sothebais.token.ovl_Abc-123_x"], await page.EvaluateAsync<string[]>("() => lines.at(-1).protocols"));
        Assert.DoesNotContain("ovl_", await page.EvaluateAsync<string>("() => lines.at(-1).address"), StringComparison.Ordinal);
        await page.EvaluateAsync("() => { hangUp(4401); }"); // revoked while on air
        await Expect(page.Locator(".layer")).ToHaveCountAsync(0);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_unknown_stream_says_so_an_offline_one_is_empty_and_a_preview_is_asked_for()
    {
        var page = await studio.Show(_errors, "?preview=true", "house.stream = { status: 'offline', scene: null }");
        Assert.EndsWith("/ws?stream=main&preview=true", await page.EvaluateAsync<string>("() => lines[0].address"), StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("body").InnerTextAsync());
        await page.EvaluateAsync("() => change({ status: 'live', scene: { id: 'standing', layers: scenes.standing } })");
        await Expect(page.Layer("price")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => change({ status: 'offline', scene: null })");
        await Expect(page.Locator(".layer")).ToHaveCountAsync(0);
        await page.EvaluateAsync("() => { window.greet = null; hangUp(4404); }");
        await Expect(page.Locator("body > .mark")).ToHaveTextAsync("No such stream");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_theme_follows_the_stream_live_unless_the_viewer_chose_one_and_a_new_version_reloads_the_page()
    {
        var page = await studio.Show(_errors);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-theme", "gallery");
        await page.EvaluateAsync("() => change({ theme: 'neon' })");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-theme", "neon");
        await page.RouteAsync("**/overlay/version", route => route.FulfillAsync(new() { Body = "0123456789abcdef" }));
        var reloaded = page.WaitForRequestAsync(request => request.IsNavigationRequest);
        await page.EvaluateAsync("() => hangUp(1012)");
        await reloaded;
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_real_house_of_no_such_stream_is_told_apart_from_one_that_is_gone()
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync(studio.House.At.On(4200, "/overlay/nobody-there").ToString());
        await Expect(page.Locator("body > .mark")).ToHaveTextAsync(new Regex("Connecting…|No such stream"));
        Assert.Equal("0 0", await page.EvaluateAsync<string>("() => `${document.documentElement.scrollWidth - innerWidth} ${document.documentElement.scrollHeight - innerHeight}`"));
        Assert.Equal("rgba(0, 0, 0, 0)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
    }
}
