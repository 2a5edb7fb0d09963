using System.Diagnostics;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>A feed that is cut often.</summary>
public sealed class FeedReconnectTests(OpenHouse house)
{
    private const int Bids = 10_000, Cuts = 100, Bidders = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Cut_a_hundred_times_during_ten_thousand_events_it_brings_each_exactly_once()
    {
        var random = new Random(20261127);
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT1H" });
        await using var plain = new FeedObserver(house.At, id);
        await using var squeezed = new FeedObserver(house.At, id) { Squeezed = true };
        await plain.Connect("0");
        await squeezed.Connect("0");
        var bidding = Task.WhenAll(Enumerable.Range(0, Bidders).Select(async bidder =>
        {
            // No one twice in a row: who leads cannot ask for the next bid.
            for (var n = bidder; n < Bids; n += Bidders) Assert.Equal(201, (await house.Client.BidNext(id, $"bidder-{n}")).Status);
        }));
        // Cut where it then stands, in the middle of whatever was being sent.
        var places = Enumerable.Range(0, Cuts).Select(_ => random.Next(1, Bids)).Order().ToArray();
        foreach (var place in places)
            foreach (var observer in new[] { plain, squeezed })
            {
                await Wait.Until($"event {place} has come", Patience, () => observer.Events.Count >= place || bidding.IsFaulted);
                await observer.Cut();
                await observer.Connect();
            }
        await bidding;
        foreach (var observer in new[] { plain, squeezed })
        {
            await Wait.Until("all has come", Patience, () => observer.Events.Count >= Bids + 2);
            Assert.Equal(Enumerable.Range(1, Bids + 2).Select(s => $"{id}-{s}"), observer.Events.Select(e => (string)e["id"]!));
            Assert.Empty(observer.Named);
        }
    }

    [Fact]
    public async Task Where_there_is_no_room_the_next_is_told_so_until_somebody_leaves()
    {
        await using var small = await AllInOneHouse.Start(null, "--Feed:Most=2");
        using var client = new HouseClient(small.At);
        await using var first = new FeedObserver(small.At);
        await first.Connect();
        await using var second = new FeedObserver(small.At);
        await second.Connect();
        var answer = await client.Get(4301, "/events");
        Assert.Equal((503, "gateway-full", "5"), (answer.Status, answer.Code, answer.Header("Retry-After")));
        await first.Cut();
        await Wait.Until("there is room", Patience, async () =>
        {
            try
            {
                await first.Connect();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Curl_follows_it_plain_and_compressed()
    {
        var id = await house.Client.Open();
        foreach (var how in new[] { "-sN", "-sN --compressed" })
        {
            using var curl = Process.Start(new ProcessStartInfo("curl", $"{how} --noproxy * --max-time 40 http://127.0.0.1:{house.At.On(4301).Port}/events?subject={id}&after=0") { RedirectStandardOutput = true })!;
            try
            {
                var ids = new List<string>();
                while (ids.Count < 2 && await curl.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
                    if (line.StartsWith("data: ", StringComparison.Ordinal)) ids.Add((string)JsonNode.Parse(line[6..])!["id"]!);
                Assert.Equal([$"{id}-1", $"{id}-2"], ids);
            }
            finally
            {
                curl.Kill();
                await curl.WaitForExitAsync();
            }
        }
    }
}
