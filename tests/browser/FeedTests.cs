using Sothebais.Tests.Harness;
using Xunit;

namespace Sothebais.Tests.Browser;

/// <summary>The feed in a page: a browser's own EventSource, through the admin gateway.</summary>
public sealed class FeedTests(Studio studio)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly List<string> _errors = [];

    [Fact]
    public async Task An_EventSource_is_told_each_event_once_also_when_its_line_is_cut()
    {
        await using var redis = await RedisServer.Start();
        await using var house = await AllInOneHouse.Start(redis.Connection);
        using var client = new HouseClient(house.At);
        var id = await client.Open();
        var page = await studio.Page(_errors);
        await page.GotoAsync(house.At.On(3000, "/sign-in").ToString());
        await page.EvaluateAsync(
            """
            id => {
              window.ids = [];
              window.opened = 0;
              const feed = new EventSource(`/api/events?subject=${id}&after=0`);
              feed.onopen = () => window.opened++;
              feed.onmessage = message => window.ids.push(JSON.parse(message.data).id);
            }
            """, id);
        await client.Bid(id, "Ada", "50");
        await Wait.Until("it was told", Patience, async () => (await page.EvaluateAsync<string[]>("() => window.ids")).Length == 3);
        await house.Process.Kill();
        await house.StartAgain();
        using var later = new HouseClient(house.At);
        Assert.Equal(201, (await later.Bid(id, "Bea", "60")).Status);
        await Wait.Until("it came back and was told", Patience, async () => (await page.EvaluateAsync<string[]>("() => window.ids")).Length >= 4);
        Assert.Equal([$"{id}-1", $"{id}-2", $"{id}-3", $"{id}-4"], await page.EvaluateAsync<string[]>("() => window.ids"));
        Assert.InRange(await page.EvaluateAsync<int>("() => window.opened"), 2, int.MaxValue);
        Assert.DoesNotContain(_errors, e => !e.Contains("Failed to load resource", StringComparison.Ordinal));
    }
}
