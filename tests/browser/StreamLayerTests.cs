using System.Text.RegularExpressions;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>What each kind of layer shows.</summary>
public sealed class StreamLayerTests(Studio studio)
{
    private const string Dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    private readonly List<string> _errors = [];

    [Fact]
    public async Task The_lot_its_price_its_leader_and_its_time_are_on_air_and_follow_each_bid()
    {
        var page = await studio.Show(_errors);
        await Expect(page.Layer("lot-card")).ToContainTextAsync("Composition");
        await Expect(page.Layer("lot-card").Locator(".eyebrow")).ToContainTextAsync("Lot 12 of 24");
        await Expect(page.Layer("price").Locator(".price")).ToHaveTextAsync("18,250 ETH");
        await Expect(page.Layer("price").Locator(".foot")).ToContainTextAsync("19,000 ETH");
        await Expect(page.Layer("leader")).ToContainTextAsync("Ada Lovelace Paddle 7");
        await Expect(page.Layer("countdown").Locator(".countdown")).ToHaveTextAsync(new Regex("^2:3\\d$"));
        await Expect(page.Layer("bid-ticker").Locator("li")).ToHaveCountAsync(5);
        await Expect(page.Layer("sold-banner")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => bid('b9', 'Grace', 77, '20000.5')");
        await Expect(page.Layer("price").Locator(".price")).ToHaveTextAsync("20,000.5 ETH");
        await Expect(page.Layer("leader")).ToContainTextAsync("Grace Paddle 77");
        await Expect(page.Layer("bid-ticker").Locator("li").First).ToContainTextAsync("Grace");
        await Expect(page.Layer("bid-ticker").Locator("li")).ToHaveCountAsync(5);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_hammer_covers_the_board_and_the_clock_then_waits_for_the_next_lot()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("() => happen({ kind: 'auctionSold' }, { status: 'sold', result: { winner: 'b1', amount: '18250' } })");
        await Expect(page.Layer("sold-banner")).ToBeVisibleAsync();
        await Expect(page.Layer("sold-banner")).ToContainTextAsync("Sold to Ada Lovelace Paddle 7 for 18,250 ETH");
        await Expect(page.Layer("bid-ticker")).ToBeHiddenAsync();
        await Expect(page.Layer("lot-card").Locator(".red-dot")).ToBeVisibleAsync();
        await Expect(page.Layer("price")).ToContainTextAsync("Sold for");
        await Expect(page.Layer("countdown")).ToContainTextAsync("Sold");
        await page.EvaluateAsync("() => { const { sale } = streamMessage().stream; change({ sale: { ...sale, nextOpensAt: new Date(Date.now() + 90000).toISOString() } }) }");
        await Expect(page.Layer("countdown")).ToHaveTextAsync(new Regex("^Next lot in1:(30|2\\d)$"));
        await page.EvaluateAsync("() => happen({ kind: 'auctionReopened' }, { status: 'open', result: null })");
        await Expect(page.Layer("sold-banner")).ToBeHiddenAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Bidders_are_ranked_by_their_highest_bids_and_a_retraction_asks_the_house_without_calling_the_picture_stale()
    {
        var page = await studio.Show(_errors, before: "house.stream.scene = { id: 'lot-in-focus', layers: scenes['lot-in-focus'] }");
        var rows = page.Layer("leaderboard").Locator("li");
        await Expect(rows).ToHaveCountAsync(5);
        await Expect(rows.First).ToHaveTextAsync("1Ada Lovelace18,250");
        await page.EvaluateAsync("() => bid('b4', 'satoshi.eth', 204, '30000')");
        await page.EvaluateAsync("() => happen({ kind: 'proxyRaised', bidderId: 'b2', name: 'Kaito', paddle: 112, price: '30001' }, { price: '30001' })");
        await page.EvaluateAsync("() => bid('new', 'Newcomer', null, '30000.000000000000000001')");
        await Expect(rows.Nth(1)).ToContainTextAsync("Newcomer");
        Assert.Equal(["1Kaito30,001", "2Newcomer30,000.000000000000000001", "3satoshi.eth30,000", "4Ada Lovelace18,250"], (await rows.AllTextContentsAsync()).Take(4));
        await page.EvaluateAsync("""
            () => {
              window.states = [];
              new MutationObserver(() => states.push(document.body.dataset.connection)).observe(document.body, { attributes: true });
              happen({ kind: 'bidRetracted', bidId: 'x' }, { price: '18250' });
            }
            """);
        await Expect(rows.First).ToHaveTextAsync("1Ada Lovelace18,250"); // as the snapshot says
        Assert.Equal(2, await page.EvaluateAsync<int>("() => lines.length"));
        Assert.DoesNotContain("stale", await page.EvaluateAsync<string[]>("() => states"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Lots_to_come_words_a_code_and_a_caption_for_its_time_make_an_intermission()
    {
        var page = await studio.Show(_errors, before: "house.stream.scene = { id: 'intermission', layers: scenes.intermission }", frozen: true);
        await Expect(page.Layer("next-lots").Locator("li")).ToHaveCountAsync(6);
        await Expect(page.Layer("next-lots").Locator("li").First).ToHaveTextAsync("13Autoglyph No. 203");
        await Expect(page.Layer("text").First).ToHaveTextAsync("We continue in a moment");
        await Expect(page.Layer("qr-code")).ToBeVisibleAsync();
        await Expect(page.Layer("qr-code")).ToHaveAttributeAsync("data-address", "https://bid.example.com/genesis-1");
        await Expect(page.Layer("caption")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => change({ caption: { text: 'Back\\nat nine', from: new Date(Date.now() + 1000).toISOString(), until: new Date(Date.now() + 3000).toISOString() } })");
        await page.Clock.RunForAsync(900);
        await Expect(page.Layer("caption")).ToBeHiddenAsync();
        await page.Clock.RunForAsync(200);
        await Expect(page.Layer("caption")).ToBeVisibleAsync();
        await Expect(page.Layer("caption").Locator(".words")).ToHaveTextAsync("Back\nat nine");
        await page.Clock.RunForAsync(2_300);
        await Expect(page.Layer("caption")).ToBeHiddenAsync();
        await page.EvaluateAsync("() => change({ biddingPage: null })");
        await page.Clock.RunForAsync(50);
        await Expect(page.Layer("qr-code")).ToBeHiddenAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Pictures_and_films_come_from_the_web_or_the_house_and_nothing_stands_where_they_cannot_be_had()
    {
        var page = await studio.Show(_errors);
        await page.RouteAsync("**/overlay/media/*.gif", route => route.FulfillAsync(new() { ContentType = "image/gif", BodyBytes = Convert.FromBase64String(Dot[(Dot.IndexOf(',', StringComparison.Ordinal) + 1)..]) }));
        await page.RouteAsync("**/overlay/media/gone.png", route => route.FulfillAsync(new() { ContentType = "image/png", Body = "no picture" }));
        await page.Compose("""
            [layer('image', 0, 0, 400, 300, { source: '/overlay/media/dot.gif', fit: 'cover' }, 'good'), layer('image', 0, 300, 400, 300, { source: '/overlay/media/gone.png' }, 'gone'),
             ...['javascript:alert(1)', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', '/api/streams', 'overlay/media/dot.gif', '/overlay/media/../version', '//elsewhere/x.png', 'blob:x'].map((source, i) => layer('image', 0, 0, 10, 10, { source }, `bad-${i}`)),
             layer('video', 500, 0, 400, 300, { source: '/overlay/media/film.mp4', fit: 'cover' })]
            """);
        await Expect(page.Locator("[data-layer=good] img")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-layer=gone]")).ToBeHiddenAsync();
        Assert.Equal(7, await page.Locator("[data-layer^=bad-] img:not([src])").CountAsync());
        Assert.Equal("true true true true cover", await page.EvaluateAsync<string>("() => { const v = document.querySelector('video'); return [v.muted, v.loop, v.playsInline, v.autoplay, getComputedStyle(v).objectFit].join(' ') }"));
    }

    [Fact]
    public async Task A_layers_own_style_and_the_viewers_scale_and_ground_are_seen()
    {
        var page = await studio.Show(_errors, "?backdrop=%23203040&scale=1.5&theme=neon");
        await page.Compose("[layer('text', 96, 96, 800, 200, { text: 'Hi' }, 'words', { ink: '#ff0000', paper: '#00ff0080', opacity: 50, radius: 20, align: 'end' })]");
        await Expect(page.Layer("text")).ToBeVisibleAsync();
        var look = await page.EvaluateAsync<string>("""
            () => { const p = getComputedStyle(document.querySelector('[data-layer=words] .panel')); return [p.color, p.backgroundColor, p.opacity, p.borderTopLeftRadius, p.textAlign].join(' '); }
            """);
        Assert.Equal("rgb(255, 0, 0) rgba(0, 255, 0, 0.5) 0.5 20px end", look);
        Assert.Equal("rgb(32, 48, 64)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-theme", "neon");
        Assert.Equal("1.5", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.layer')).getPropertyValue('--page-scale').trim()"));
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Names_of_any_script_length_and_ornament_stay_text_within_their_box()
    {
        var zalgo = string.Concat(Enumerable.Range(0, 12).Select(_ => "Z" + new string('\u0315', 3) + new string('\u0348', 20) + new string('\u0360', 20)));
        var page = await studio.Show(_errors);
        foreach (var name in new[] { "<script>alert(1)</script><img src=x onerror=alert(1)>", "مزايدة عالية جدا في المزاد الفني الكبير جدا هذا المساء", zalgo, "👩‍🚀🚀👨‍👩‍👧‍👦🏳️‍🌈 moon", new string('M', 10_000), "‮reversed‬" })
        {
            await page.EvaluateAsync("""
                async (name) => {
                  house.auction = { lot: { name, image: null }, title: name };
                  const { stream } = streamMessage();
                  change({ scene: { id: 'all', layers: [...scenes.standing, ...scenes['lot-in-focus'].map((one) => ({ ...one, id: `f-${one.id}` })), layer('next-lots', 400, 300, 500, 300), layer('text', 500, 100, 300, 60, { text: name })] },
                    sale: { ...stream.sale, next: [{ number: 13, auctionId: 'n', title: name }] }, caption: { text: name, from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' } });
                  say(snapshotMessage());
                  bid(`b-${name.length}`, name, 999999, '77777');
                  await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
                }
                """, name);
            await Expect(page.Locator("[data-layer=leader] .name")).ToContainTextAsync(name[..5]);
            // What paint containment cuts off is not seen; what is not cut off must lie within.
            var outside = await page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.layer:not([data-empty])')].filter((layer) => {
                  const box = layer.getBoundingClientRect(), panel = layer.querySelector('.panel'), inner = panel.getBoundingClientRect();
                  return getComputedStyle(panel).overflow !== 'hidden' || !getComputedStyle(panel).contain.includes('paint')
                    || inner.left < box.left - 1 || inner.right > box.right + 1 || inner.top < box.top - 1 || inner.bottom > box.bottom + 1;
                }).map((layer) => layer.dataset.layer)
                """);
            Assert.Empty(outside);
            Assert.Equal(0, await page.Locator("main script, main b, main .name *").CountAsync());
            Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').textContent.length < 6000 && document.documentElement.scrollWidth <= innerWidth"), "more text than a name is kept");
            // The neighbour's amount stands where it stood, and is not pushed out.
            Assert.True(await page.EvaluateAsync<bool>("""
                () => [...document.querySelectorAll('.rows .amount, .paddle, .price')].every((one) => { const box = one.getBoundingClientRect(), panel = one.closest('.panel').getBoundingClientRect(); return box.left >= panel.left && box.right <= panel.right + 1; })
                """), name);
        }
        Assert.Empty(_errors);
    }
}
