using System.Diagnostics;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;

namespace Sothebais.Tests.Cluster.Processes;

/// <summary>Webhooks while the processes that serve them are killed.</summary>
public sealed class WebhookFaultTests(ITestOutputHelper output)
{
    private const int Events = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Three_receivers_fast_slow_and_failing_get_every_event_at_least_once_and_in_order_though_the_event_handler_and_a_silo_are_killed()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        await using var fast = await Receiver.Start();
        await using var slow = await Receiver.Start(async (_, _) => await Task.Delay(3));
        await using var failing = await Receiver.Start((http, _) =>
        {
            lock (random) http.Response.StatusCode = random.Next(2) == 0 ? 503 : 200;
            return Task.CompletedTask;
        });
        // Tries without an end to speak of, so that half of all failing makes no dead letter.
        string[] schedule = [.. Enumerable.Range(0, 32).Select(n => $"--Webhooks:Schedule:{n}=00:00:00{(n == 0 ? "" : ".001")}")];
        await using var house = await SeparateHouse.Start(silos: 2, ["--Webhooks:AllowPrivateTargets=true", .. schedule]);
        using var client = new HouseClient(house.At);
        foreach (var (name, receiver) in new[] { ("fast", fast), ("slow", slow), ("failing", failing) })
        {
            var made = await client.Send(HttpMethod.Post, house.At.On(4300, "/webhooks"), new JsonObject { ["id"] = name, ["url"] = receiver.Address.ToString(), ["type"] = "com.sothebais.auction" }, await client.Admin());
            Assert.True(made.Status == 201, made.Text);
        }
        var auctions = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => client.Open()));

        var started = Stopwatch.GetTimestamp();
        var bids = auctions.Select(auction => Task.Run(async () =>
        {
            for (var n = 0; n < Events / auctions.Length - 2; n++)
            {
                Answer answer;
                do answer = await client.BidNext(auction, $"bidder-{n % 2}", $"{auction}-{n}");
                while (answer.Status == 503);
                Assert.True(answer.Status == 201, answer.Text);
            }
        })).ToArray();
        await Wait.Until("deliveries flow", Patience, () => fast.Took.Count > 1_000 && slow.Took.Count > 500 && failing.Took.Count > 300);
        await house.KillGateway("Sothebais.Gateways.EventHandler");
        var whenKilled = (fast.Took.Count, slow.Took.Count, failing.Took.Count);
        await house.StartGateway("Sothebais.Gateways.EventHandler");
        await Wait.Until("deliveries go on", Patience, () => fast.Took.Count > whenKilled.Item1 + 200 && slow.Took.Count > whenKilled.Item2 + 200 && failing.Took.Count > whenKilled.Item3 + 200);
        await house.KillSilo(house.Silos.Keys.Min());
        await Task.WhenAll(bids);
        output.WriteLine($"{Events:N0} events in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; when the event handler was killed {whenKilled} were delivered.");

        var order = await Feed(client);
        Assert.Equal(Events, order.Count);
        foreach (var (name, receiver) in new[] { ("fast", fast), ("slow", slow), ("failing", failing) })
        {
            try
            {
                await Wait.Until($"the {name} receiver has everything", Patience, () => receiver.Took.Select(d => d.Id).Distinct().Count() >= Events);
            }
            catch (TimeoutException e)
            {
                var seen = (await client.Send(HttpMethod.Get, house.At.On(4300, $"/webhooks/{name}"), null, await client.Admin())).Text;
                throw new TimeoutException($"{name} has {receiver.Took.Count} of which {receiver.Took.Select(d => d.Id).Distinct().Count()} differ; {seen}\n{house.Output}", e);
            }
            var took = receiver.Took.Select(d => d.Id).ToList();
            output.WriteLine($"{name}: {took.Count:N0} deliveries taken, {took.Count - took.Distinct().Count():N0} of them repeated; {receiver.Came.Count:N0} came; everything after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
            Assert.Equal(order, took.Distinct()); // first occurrences, in the feed's order
            RepeatsStretchesOnly(order, took);
        }
        var letters = await client.Send(HttpMethod.Get, house.At.On(4300, "/webhooks/failing"), null, await client.Admin());
        Assert.Equal(0, (long)letters.Body!["live"]!["deadLettered"]!);
    }

    // Wherever it goes back it goes on from there event by event.
    private static void RepeatsStretchesOnly(List<string> order, List<string> took)
    {
        var place = order.Select((id, n) => (id, n)).ToDictionary(e => e.id, e => e.n);
        var back = 0;
        for (var n = 1; n < took.Count; n++)
        {
            var (before, now) = (place[took[n - 1]], place[took[n]]);
            if (now <= before) back++;
            else Assert.Equal(before + 1, now);
        }
        Assert.True(back <= 20, $"It went back {back} times.");
    }

    private static async Task<List<string>> Feed(HouseClient client)
    {
        var (ids, cursor) = (new List<string>(), "0");
        while (true)
        {
            var page = (await client.Send(HttpMethod.Get, client.At.On(4300, $"/events?type=com.sothebais.auction&limit=500&after={cursor}"), null, null)).Body!;
            ids.AddRange(page["items"]!.AsArray().Select(e => (string)e!["id"]!));
            if ((string?)page["nextCursor"] is not { } next) return ids;
            cursor = next;
        }
    }
}
