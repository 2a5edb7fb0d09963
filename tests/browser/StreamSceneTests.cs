using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>How the picture changes: scenes, layers, themes, and what a refresh shows.</summary>
public sealed class StreamSceneTests(Studio studio)
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private readonly List<string> _errors = [];

    [Theory, InlineData("cut", "PT0S"), InlineData("fade", "PT0.3S"), InlineData("slide", "PT0.3S")]
    public async Task A_scene_becomes_another_and_nothing_moves_but_by_transform_and_opacity(string kind, string duration)
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("() => { motions.length = 0; }");
        await page.EvaluateAsync($"() => take('intermission', '{kind}', '{duration}')");
        await Expect(page.Locator(".canvas")).ToHaveAttributeAsync("data-scene", "intermission");
        await Expect(page.Layer("next-lots")).ToBeVisibleAsync();
        await Wait.Until("the former scene is gone", Patience, async () => await page.Locator(".scene").CountAsync() == 1 && await page.Locator(".layer").CountAsync() == 6);
        var moved = await page.EvaluateAsync<string[]>("() => [...new Set(motions.flatMap((motion) => motion.properties))]");
        Assert.Empty(moved.Except(["transform", "opacity"]));
        Assert.Equal(kind == "cut", moved.Length == 0);
        Assert.Equal(kind == "slide", moved.Contains("transform"));
        await Wait.Until("all stands", Patience, async () => await page.EvaluateAsync<bool>("() => document.getAnimations().length === 0"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('[data-kind=next-lots]').getBoundingClientRect().left === 96"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Scenes_taken_in_a_hurry_end_with_the_last_of_them_alone()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("""
            async () => {
              const frame = () => new Promise((seen) => requestAnimationFrame(seen));
              for (let turn = 0; turn < 12; turn++) {
                take(Object.keys(scenes)[turn % 4], ['slide', 'fade', 'cut'][turn % 3], 'PT5S');
                await frame();
              }
              take('sold', 'fade', 'PT0.1S');
            }
            """);
        await Wait.Until("one scene is left", Patience, async () => await page.Locator(".scene").CountAsync() == 1 && await page.Locator(".layer").CountAsync() == 4);
        await Expect(page.Locator(".canvas")).ToHaveAttributeAsync("data-scene", "sold");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_two_scenes_share_stays_where_it_is_through_a_fade()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("() => { scenes.other = [scenes.standing[0], { ...scenes.standing[1], id: 'renamed' }]; window.card = document.querySelector('[data-kind=lot-card]'); window.price = document.querySelector('[data-kind=price]'); motions.length = 0; take('other', 'fade', 'PT0.2S'); }");
        await Wait.Until("the rest is gone", Patience, async () => await page.Locator(".layer").CountAsync() == 2);
        Assert.True(await page.EvaluateAsync<bool>("() => card.isConnected && price.isConnected && price.dataset.layer === 'renamed' && !motions.some((one) => one.on === 'layer' && one.properties.length === 0)"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_layer_comes_glides_and_goes_within_its_scene_and_a_price_shows_that_it_changed()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("() => { motions.length = 0; change({ scene: { id: 'standing', layers: [...scenes.standing, layer('text', 96, 200, 400, 90, { text: 'New' })] } }); }");
        await Expect(page.Layer("text")).ToBeVisibleAsync();
        Assert.Equal("opacity", await Moved(page, "layer"));
        await page.EvaluateAsync("() => { motions.length = 0; change({ scene: { id: 'standing', layers: [...scenes.standing, layer('text', 500, 300, 400, 90, { text: 'New' })] } }); }");
        await Wait.Until("it stands elsewhere", Patience, async () => await page.EvaluateAsync<bool>("() => document.querySelector('[data-kind=text]').offsetLeft === 500"));
        Assert.Equal("transform", await Moved(page, "layer"));
        await page.EvaluateAsync("() => { motions.length = 0; change({ scene: { id: 'standing', layers: scenes.standing } }); }");
        await Expect(page.Layer("text")).ToHaveCountAsync(0);
        Assert.Equal("opacity", await Moved(page, "layer"));
        await page.EvaluateAsync("() => { motions.length = 0; bid('b9', 'Grace', 77, '20000'); }");
        await Expect(page.Layer("price")).ToContainTextAsync("20,000");
        Assert.Equal("transform,opacity", await Moved(page, "price figure"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_refresh_shows_the_same_at_once_and_nothing_moves()
    {
        var page = await studio.Show(_errors, before: "house.auction = { status: 'sold', result: { winner: 'b1', amount: '18250' } }; house.stream.caption = { text: 'Good night', from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' }");
        var heard = await page.Locator("main").InnerTextAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        Assert.Equal(heard, await page.Locator("main").InnerTextAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => motions.length + document.getAnimations().filter((one) => one.animationName !== 'late').length"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Who_wants_no_motion_gets_none_and_the_same_picture()
    {
        var page = await studio.Show(_errors, still: true);
        await page.EvaluateAsync("() => { bid('b9', 'Grace', 77, '20000'); take('intermission', 'slide', 'PT2S'); }");
        await Expect(page.Layer("next-lots")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { take('standing', 'fade', 'PT2S'); happen({ kind: 'auctionSold' }, { status: 'sold', result: { winner: 'b9', amount: '20000' } }); }");
        await Expect(page.Layer("sold-banner")).ToContainTextAsync("Grace");
        Assert.Equal(1, await page.Locator(".scene").CountAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => motions.length"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_next_lot_takes_the_place_of_the_last_one_without_a_blink()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("""
            () => {
              window.prices = [];
              const look = () => { const layer = document.querySelector('[data-kind=price]'); prices.push(layer.dataset.empty === undefined ? layer.querySelector('.price').textContent : 'nothing'); };
              new MutationObserver(look).observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
              house.auction = { id: 'genesis-2', price: '5', lot: { name: 'Night Signal' } };
              house.sequence = 3;
              change({ auction: 'genesis-2' });
            }
            """);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-stream", "13");
        await Expect(page.Layer("lot-card")).ToContainTextAsync("Composition");
        await page.EvaluateAsync("() => say(snapshotMessage())");
        await Expect(page.Layer("lot-card")).ToContainTextAsync("Night Signal");
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-sequence", "3");
        Assert.All(await page.EvaluateAsync<string[]>("() => prices"), price => Assert.Matches("\\d", price));
        await page.EvaluateAsync("() => say({ type: 'event', auction: 'genesis-1', sequence: 43, event: { kind: 'bidPlaced', bidId: 'x', amount: '99' }, view: { price: '99' }, at: new Date().toISOString() })");
        await page.EvaluateAsync("() => change({ auction: null })");
        await Expect(page.Layer("price")).ToBeHiddenAsync();
        Assert.Empty(_errors);
    }

    private static Task<string> Moved(IPage page, string what) =>
        page.EvaluateAsync<string>("(what) => [...new Set(motions.filter((one) => one.on === what).flatMap((one) => one.properties))].sort().reverse().join(',')", what);
}
