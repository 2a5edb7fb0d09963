using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser.Console;

/// <summary>The pages of the events, before a house that delivers to loopback and tries once.</summary>
public sealed class EventsTests(Studio studio, EventsHouse events) : IClassFixture<EventsHouse>
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private readonly List<string> _errors = [];

    private HouseClient Client => events.Client;

    private async Task<IPage> Open(string path, string heading)
    {
        var page = await studio.Page(_errors);
        await page.SignIn(events.Site, await Client.Token("ada", "admin"));
        await page.GotoAsync(events.Site + path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        return page;
    }

    private static ILocator Rows(IPage page) => page.GetByRole(AriaRole.Table).Locator("tbody tr");

    private static async Task<string[]> Summaries(IPage page) => [.. (await page.Locator(".event-summary").AllTextContentsAsync()).Reverse()];

    private async Task<string> Letter(string id, string auction = "none-such")
    {
        using var content = new StringContent(
            new JsonObject { ["specversion"] = "1.0", ["id"] = id, ["source"] = "/tests", ["type"] = "com.sothebais.bid.requested.v1", ["data"] = new JsonObject { ["auctionId"] = auction, ["bidderId"] = "ann", ["amount"] = "10" } }.ToJsonString(),
            Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents+json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, events.At.On(4300, "/events")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Client.Admin());
        using var answer = await Client.Http.SendAsync(request);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["deadLetterId"]!;
    }

    private async Task<int> LetterStatus(string id) => (await Client.Send(HttpMethod.Get, events.At.On(4300, $"/dead-letters/{id}"), null, await Client.Admin())).Status;

    [Fact]
    public async Task Bids_appear_in_their_order_and_a_change_of_the_filter_loses_none()
    {
        var auction = await Client.Open();
        var page = await Open("/events", "Events");
        await Expect(page.Locator(".page-head .standing")).ToHaveTextAsync("live");
        for (var n = 0; n < 5; n++) Assert.Equal(201, (await Client.Bid(auction, $"bidder-{n}", $"{10 + n}")).Status);
        await Expect(page.Locator(".event-summary").Filter(new() { HasText = "bidder-4 bid 14" })).ToBeVisibleAsync();
        // While the filter changes, bids go on.
        var bidding = Task.Run(async () =>
        {
            for (var n = 5; n < 40; n++) Assert.Equal(201, (await Client.Bid(auction, $"bidder-{n}", $"{10 + n}")).Status);
        }, TestContext.Current.CancellationToken);
        await page.GetByLabel("Subject").FillAsync(auction);
        await page.GetByLabel("Type").FillAsync("com.sothebais.auction.bid-placed");
        await bidding;
        await Expect(page.Locator(".event-summary").Filter(new() { HasText = "bidder-39 bid 49" })).ToBeVisibleAsync();
        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"bidder-{n} bid {10 + n}."), await Summaries(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Client.Bid(auction, "late", "99");
        await Expect(page.Locator(".feed-says")).ToHaveTextAsync("Paused. 1 event more since.");
        await Expect(page.GetByText("late bid 99")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(Rows(page).First).ToContainTextAsync("late bid 99");
        await Rows(page).First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("pre")).ToContainTextAsync("\"kind\": \"bidPlaced\"");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task The_history_of_an_auction_is_found_and_downloaded()
    {
        var auction = await Client.Open();
        for (var n = 0; n < 3; n++) await Client.BidNext(auction, $"bidder-{n}");
        var page = await Open($"/events/history?subject={auction}", "History of events");
        await Expect(Rows(page)).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Download the range" }).ClickAsync();
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync(), new() { Timeout = (float)Patience.TotalMilliseconds });
        var lines = await File.ReadAllLinesAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 5).Select(n => $"{auction}-{n}"), lines.Select(l => (string?)JsonNode.Parse(l)!["id"]));
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Downloads" })).ToHaveCountAsync(0);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_webhook_is_made_tested_replayed_to_and_deleted()
    {
        await using var receiver = await Receiver.Start();
        var auction = await Client.Open();
        var page = await Open("/events/new-webhook", "New webhook");
        await page.GetByLabel("Address").FillAsync(receiver.Address.ToString());
        await page.GetByLabel("Subject").FillAsync(auction);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the webhook" }).ClickAsync();
        await Expect(page.Locator("[data-secret]")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^whsec_"));
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept it" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Webhook ");
        var id = page.Url.Split('/')[^1];
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Expect(page.Locator(".test-outcome")).ToContainTextAsync("The receiver took it (204)");
        Assert.Contains("com.sothebais.webhook.ping.v1", Encoding.UTF8.GetString(receiver.Took.Single().Body), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "New replay" }).ClickAsync();
        await Expect(page.GetByLabel("To webhook")).ToHaveValueAsync(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the replay" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Replays");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = $"{id}.1" })).ToContainTextAsync("done");
        Assert.Equal([$"{auction}-1", $"{auction}-2"], receiver.Took.Skip(1).Select(d => d.Id));

        await page.GotoAsync($"{events.Site}/events/webhooks/{id}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"Delete webhook {id}?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the webhook" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{events.Site}/events/webhooks");
        Assert.Equal(404, (await Client.Send(HttpMethod.Get, events.At.On(4300, $"/webhooks/{id}"), null, await Client.Admin())).Status);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_dead_letter_is_retried_and_others_are_discarded()
    {
        var (auction, word) = ($"late-{Guid.NewGuid():n}", $"letter-{Guid.NewGuid():n}");
        var first = await Letter($"{word}-1", auction);
        var others = new[] { await Letter($"{word}-2"), await Letter($"{word}-3") };
        var page = await Open("/events/dead-letters", "Dead letters");
        await page.GetByLabel("Search event, sender or reason").FillAsync(word);
        await Expect(Rows(page)).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Retry {word}-1" }).ClickAsync();
        await Expect(page.GetByText($"{word}-1 failed again")).ToBeVisibleAsync();
        await Client.Open(new JsonObject { ["id"] = auction });
        await page.GetByRole(AriaRole.Button, new() { Name = $"Retry {word}-1" }).ClickAsync();
        await Expect(page.GetByText($"{word}-1 is processed: accepted")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        Assert.Equal(404, await LetterStatus(first));
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard all…" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"Discard 2 dead letters that match “{word}”?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard 2 dead letters" }).ClickAsync();
        await Expect(page.GetByText("2 discarded.")).ToBeVisibleAsync();
        await Expect(Rows(page)).ToHaveCountAsync(0);
        foreach (var letter in others) Assert.Equal(404, await LetterStatus(letter));
        Assert.Empty(_errors);
    }

    [Theory, InlineData("light"), InlineData("dark")]
    public async Task Nothing_on_these_pages_keeps_people_from_using_them(string look)
    {
        await using var receiver = await Receiver.Start();
        await Client.BidNext(await Client.Open(), "ann");
        await Letter($"axe-{look}");
        var hook = await Client.Send(HttpMethod.Post, events.At.On(4300, "/webhooks"), new JsonObject { ["url"] = receiver.Address.ToString(), ["subject"] = "nobody" }, await Client.Admin());
        var id = (string)hook.Body!["id"]!;
        await Client.Send(HttpMethod.Post, events.At.On(4300, "/replays"), new JsonObject { ["webhook"] = id, ["after"] = "0" }, await Client.Admin());
        var page = await Open("/events", "Events");
        await page.EvaluateAsync("look => localStorage.setItem('look', look)", look);
        foreach (var path in new[] { "", "/history", "/webhooks", $"/webhooks/{id}", "/dead-letters", "/replays" }.Select(p => "/events" + p).Concat(["/events/new-webhook", "/events/new-replay"]))
        {
            await page.GotoAsync(events.Site + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(path is "/events/new-webhook" or "/events/new-replay" ? page.Locator("form") : page.GetByRole(AriaRole.Navigation, new() { Name = "Events" })).ToBeVisibleAsync();
            if (path is "/events/history" or "/events/webhooks" or "/events/dead-letters" or "/events/replays") await Expect(Rows(page).First).ToBeVisibleAsync();
            await page.AssertAccessible();
        }
        Assert.Empty(_errors);
    }
}

/// <summary>A house of its own, for deliveries to receivers on this machine.</summary>
public sealed class EventsHouse : IAsyncLifetime
{
    private AllInOneHouse? _house;

    public HouseClient Client { get; private set; } = null!;

    public HouseAddresses At => _house!.At;

    /// <summary>The console's address.</summary>
    public string Site => At.Site();

    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(null, "--Webhooks:AllowPrivateTargets=true", "--Webhooks:Schedule:0=00:00:00");
        Client = new HouseClient(_house.At);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
    }
}
