using System.Text.Json;
using Sothebais.Tests.Harness;
using Xunit;

namespace Sothebais.Tests.Browser;

/// <summary>Whether what is on air can be read: at 1080p, over any camera, on any television.</summary>
public sealed class LegibilityTests(Studio studio)
{
    /// <summary>Pixels of a canvas of 1080: what reads on a telephone held sideways.</summary>
    private const double Least = 20;

    /// <summary>Where 27 digits go into a column: smaller, and still all of them.</summary>
    private const double LeastOfLongFigures = 15;

    private readonly List<string> _errors = [];

    [Theory, InlineData("gallery"), InlineData("neon"), InlineData("minimal")]
    public async Task Every_word_of_every_preset_scene_is_large_clear_and_within_the_safe_area(string theme)
    {
        var page = await studio.Show(_errors, $"?theme={theme}", still: true);
        var check = await File.ReadAllTextAsync(Path.Combine(Programs.Root, "tests/browser/legibility.js"), TestContext.Current.CancellationToken);
        await page.EvaluateAsync("() => document.fonts.ready");
        var read = 0;
        foreach (var scene in new[] { "standing", "lot-in-focus", "intermission", "sold" })
            foreach (var situation in new[] { "plain", "long", "sold", "warned" })
            {
                await page.EvaluateAsync("""
                    async ([scene, situation]) => {
                      const long = situation === 'long';
                      const title = long ? 'An exceptionally long title of a composition in thirty-six squares with circles and quadrants' : 'Composition';
                      house.decimals = long ? '.123456789012345678' : '';
                      house.auction = { lot: { name: title }, title: long ? `${title}, continued` : title, ...(long ? { price: '123456.123456789012345678', minimumBid: '123457.123456789012345678', leader: { bidderId: 'b1', name: title, paddle: 123456 } } : {}),
                        ...(situation === 'sold' ? { status: 'sold', result: { winner: 'b1', amount: '123456.123456789012345678' } } : {}) };
                      house.stream.caption = { text: (long ? title : 'Back soon').repeat(long ? 3 : 1), from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };
                      take(scene, 'cut', 'PT0S');
                      say({ ...snapshotMessage(), fairWarning: situation === 'warned' });
                      await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
                    }
                    """, new[] { scene, situation });
                foreach (var ground in new[] { "{ r: 0, g: 0, b: 0 }", "{ r: 255, g: 255, b: 255 }", "{ r: 128, g: 128, b: 128 }" })
                {
                    var found = await page.EvaluateAsync<JsonElement>($"() => ({check})({ground})");
                    foreach (var text in found.EnumerateArray())
                    {
                        read++;
                        var where = $"{theme}, {scene}, {situation}, over {ground}: {text}";
                        Assert.True(text.GetProperty("size").GetDouble() >= (text.GetProperty("figure").GetBoolean() && situation is "long" or "sold" ? LeastOfLongFigures : Least), where);
                        Assert.True(text.GetProperty("contrast").GetDouble() >= 4.5, where);
                        Assert.True(text.GetProperty("whole").GetBoolean() && text.GetProperty("safe").GetBoolean() && text.GetProperty("inPanel").GetBoolean(), where);
                    }
                }
            }
        Assert.InRange(read, 400, 10_000);
        Assert.Empty(_errors);
    }

    [Theory, InlineData(60, 30), InlineData(240, 120), InlineData(1920, 1080), InlineData(1900, 40), InlineData(100, 1000)]
    public async Task A_layer_of_any_shape_holds_what_it_says(int width, int height)
    {
        var page = await studio.Show(_errors, before: "house.decimals = '.123456789012345678'");
        await page.EvaluateAsync("""
            async ([width, height]) => {
              const kinds = ['lot-card', 'price', 'leader', 'countdown', 'bid-ticker', 'leaderboard', 'next-lots', 'text', 'caption', 'sold-banner'];
              change({ scene: { id: 'shapes', layers: kinds.map((kind) => layer(kind, 0, 0, width, height, kind === 'text' ? { text: 'Words of some length' } : {})) }, caption: { text: 'A caption', from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' } });
              await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
            }
            """, new[] { width, height });
        var torn = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.layer:not([data-empty]) .figure')].filter((one) => one.offsetParent !== null && one.scrollWidth > one.clientWidth + 1).map((one) => `${one.closest('.layer').dataset.kind}: ${one.textContent} ${one.scrollWidth} in ${one.clientWidth}`)
            """);
        Assert.Empty(torn);
        Assert.Empty(_errors);
    }
}
