using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay of a stream over a long and busy evening.</summary>
public sealed class StreamLoadTests(Studio studio)
{
    private readonly List<string> _errors = [];

    [Fact]
    public async Task Twenty_bids_a_second_are_followed_and_the_last_of_them_stands()
    {
        var page = await studio.Show(_errors);
        await page.EvaluateAsync("""
            () => new Promise((done) => {
              let placed = 0;
              const every = setInterval(() => {
                bid(`b${placed % 7}`, `Bidder ${placed % 7}`, placed % 7, String(20_000 + placed));
                if (++placed === 40) { clearInterval(every); done(); }
              }, 50);
            })
            """);
        await Expect(page.Layer("price").Locator(".price")).ToHaveTextAsync("20,039 ETH");
        await Expect(page.Layer("leader")).ToContainTextAsync("Bidder 4 Paddle 4");
        await Expect(page.Layer("bid-ticker").Locator("li .amount")).ToHaveTextAsync(["20,039", "20,038", "20,037", "20,036", "20,035"]);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_evening_of_a_hundred_thousand_events_leaves_no_more_behind_than_its_first_fifth()
    {
        await using var browser = await studio.Launch("--enable-precise-memory-info", "--js-flags=--expose-gc");
        var page = await studio.Page(_errors, browser);
        await page.AddInitScriptAsync(scriptPath: Path.Combine(Programs.Root, "tests/browser/line.js"));
        await page.GotoAsync(studio.House.At.On(4200, "/overlay/main").ToString());
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await page.EvaluateAsync("""
            () => {
              let events = 0;
              window.evening = async (until) => {
                motions.length = 10_000; // no more of them are noted
                while (events < until) {
                  for (let n = 0; n < 250; n++, events++) bid(`b${events % 997}`, `Bidder ${events % 997}`, events % 997, String(20_000 + events));
                  if (events % 1000 === 0) take(Object.keys(scenes)[(events / 1000) % 4], ['slide', 'fade', 'cut'][(events / 1000) % 3], 'PT0.05S');
                  if (events % 2500 === 0) change({ caption: { text: `Caption ${events}`, from: '2020-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' } });
                  if (events % 5000 === 0) beat();
                  await new Promise((seen) => requestAnimationFrame(seen));
                }
                take('standing', 'cut', 'PT0S');
                await new Promise((over) => setTimeout(over, 700));
              };
            }
            """);
        await page.EvaluateAsync("evening(20_000)");
        var early = await Left(page);
        await page.EvaluateAsync("evening(100_000)");
        // What is only on its way out may need another moment on a busy machine; what was left behind stays.
        var late = await Left(page);
        try
        {
            await Wait.Until("no more is left", Wait.Patience, async () => (late = await Left(page)) is var (nodes, heap) && nodes <= early.Nodes * 1.1 && heap <= early.Heap * 1.1);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{late} are left, and {early} were.");
        }
        await Expect(page.Layer("price").Locator(".price")).ToHaveTextAsync("119,999 ETH");
        Assert.Empty(_errors);
    }

    private static async Task<(double Nodes, double Heap)> Left(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        await devtools.SendAsync("HeapProfiler.collectGarbage");
        var heap = (await devtools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
        var nodes = (await devtools.SendAsync("Memory.getDOMCounters"))!.Value.GetProperty("nodes").GetDouble();
        await devtools.DetachAsync();
        return (nodes, heap);
    }

    [Fact]
    public async Task The_page_with_all_it_loads_is_light()
    {
        var page = await studio.Page(_errors);
        await page.AddInitScriptAsync(scriptPath: Path.Combine(Programs.Root, "tests/browser/line.js"));
        ConcurrentQueue<IResponse> loaded = [];
        page.Response += (_, response) => loaded.Enqueue(response);
        await page.GotoAsync(studio.House.At.On(4200, "/overlay/main").ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-connection", "live");
        await page.EvaluateAsync("() => document.fonts.ready");
        var (code, fonts) = (0L, 0L);
        foreach (var response in loaded.Where(r => r.Ok))
        {
            var body = await response.BodyAsync();
            if (response.Url.EndsWith(".woff2", StringComparison.Ordinal)) fonts += body.Length;
            else if (!response.Headers.GetValueOrDefault("content-type", "").StartsWith("image/", StringComparison.Ordinal)) code += Packed(body);
        }
        Assert.InRange(code, 10_000, 60_000);
        Assert.InRange(fonts, 10_000, 40_000);
        Assert.Equal("gzip", loaded.First(r => r.Url.Contains("stream.js", StringComparison.Ordinal)).Headers.GetValueOrDefault("content-encoding"));
        Assert.Empty(_errors);
    }

    private static long Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(body);
        return packed.Length;
    }
}
