using Sothebais.Tests.Harness;
using Xunit;

namespace Sothebais.Tests.Browser;

/// <summary>The feed in a page: a browser's own EventSource, through the admin gateway.</summary>
public sealed class FeedTests(Studio studio)
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private readonly List<string> _errors = [];

    [Fact]
    public async Task An_EventSource_is_told_each_event_once_also_when_the_event_handler_is_killed()
    {
        const string EventHandler = "Sothebais.Gateways.EventHandler";
        await using var house = await SeparateHouse.Start(silos: 1);
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
        await house.KillGateway(EventHandler);
        Assert.Equal(201, (await client.Bid(id, "Bea", "60")).Status);
        // It has asked in vain by then, and would have given up for good if it had been refused.
        await Wait.Until("it was told to come back", Patience, async () => await page.EvaluateAsync<int>("() => window.opened") > 1);
        await house.StartGateway(EventHandler);
        await Wait.Until("it came back and was told", Patience, async () => (await page.EvaluateAsync<string[]>("() => window.ids")).Length >= 4);
        Assert.Equal([$"{id}-1", $"{id}-2", $"{id}-3", $"{id}-4"], await page.EvaluateAsync<string[]>("() => window.ids"));
        Assert.DoesNotContain(_errors, e => !e.Contains("Failed to load resource", StringComparison.Ordinal));
    }
}
