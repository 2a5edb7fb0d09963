using System.Diagnostics;
using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.Audit;
using Sothebais.Tests.Chaos.Faults;
using Sothebais.Tests.Chaos.House;
using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Campaign;

/// <summary>One seed: lots, bidders, an auctioneer and observers, the faults of its schedule, and then the judgement.</summary>
public sealed class SeedRun(ChaosHouse house, Followers followers, int seed)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Told _told = new();
    private readonly List<string> _breaches = [];

    /// <summary>Runs it.</summary>
    public async Task<SeedResult> Run()
    {
        var (started, schedule) = (Stopwatch.GetTimestamp(), Schedule.Of(seed));
        var lots = Lot.Of(seed, new Random(seed));
        var ended = house.All.ToDictionary(p => p.Name, p => p.EndedByItself);
        using var client = new Client(house, _told);
        foreach (var lot in lots) await client.Must(HttpMethod.Post, house.At.On(4100, "/auctions"), lot.Terms);
        foreach (var lot in lots) await client.Drive(lot.Id, "open", $"s{seed}-open");
        Viewer[] viewers = [.. lots.Take(4).Select(l => new Viewer(house, l.Id))];
        var (recovery, silence) = (TimeSpan.Zero, TimeSpan.Zero);
        var faults = new FaultRun(house, schedule);
        var crowd = new Crowd(house, client, lots, seed);
        var auctioneer = new Auctioneer(client, lots, seed);
        try
        {
            foreach (var viewer in viewers) viewer.Begin();
            await crowd.Begin();
            auctioneer.Begin();
            var from = Stopwatch.GetTimestamp();
            await Task.WhenAll(faults.Run(), Task.Delay(Least));
            recovery = await Recovered(lots[0]);
            await Kept("everything is ready again", () => house.Ready(Patience));
            await Task.WhenAll(crowd.Stop(), auctioneer.Stop());
            silence = LongestSilence(from);
            await auctioneer.Close();
            foreach (var lot in lots) await Kept($"{lot.Id} is closed", () => Wait.Until("it is closed", Patience, async () => Closed(await client.Once(HttpMethod.Get, house.At.On(4100, $"/auctions/{lot.Id}"), null))));
            var held = await Held.Read(house.DirectRedis, [.. lots.Select(l => l.Id)]);
            await Task.WhenAll(
                Kept("viewers have seen everything", () => Wait.Until("they have", Patience, () => viewers.All(v => v.Newest == held.Logs[v.Auction].Count))),
                Kept("the feed has brought everything", () => Wait.Until("it has", Patience, () => lots.All(l => followers.Streamed(l.Id).Count >= held.Logs[l.Id].Count))),
                Kept("webhooks have brought everything", () => Wait.Until("they have", Patience, () => lots.All(l => followers.Delivered(l.Id).Select(s => s.Sequence).Distinct().Count() >= held.Logs[l.Id].Count))));
            Observation[] seen =
            [
                .. viewers.Select(v => new Observation("a viewer", v.Auction, v.Seen, MayRepeat: false)),
                .. lots.Select(l => new Observation("a follower of the feed", l.Id, followers.Streamed(l.Id), MayRepeat: false)),
                .. lots.Select(l => new Observation("a webhook", l.Id, followers.Delivered(l.Id), MayRepeat: true)),
            ];
            if (followers.WasReset) _breaches.Add("The feed said that it has no way on.");
            _breaches.AddRange(_told.Unexpected.Select(u => $"An answer that no bidder should get: {u}"));
            _breaches.AddRange(Auditor.Breaches(new Evidence(lots, held, [.. _told.Bids], [.. _told.Drives], seen, faults.Outages, crowd.Limited)));
            if (schedule.EndsEmptied) await Kept("an emptied Redis is a new house", () => Emptied(client));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            _breaches.Add(e.Message);
        }
        finally
        {
            foreach (var viewer in viewers) await viewer.DisposeAsync();
        }
        string[] lost = [.. house.All.Where(p => p.EndedByItself > ended[p.Name]).Select(p => p.Name)];
        return new SeedResult(schedule, _breaches, recovery, silence, _told.Bids.Count, _told.Bids.Count(b => b.Answer.Sequence is not null), lost, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>How long it takes until a bid is answered, from now on.</summary>
    private async Task<TimeSpan> Recovered(Lot lot)
    {
        using var prober = new Client(house, new Told(), TimeSpan.FromSeconds(1));
        var n = 0;
        return await Wait.Until("a bid is answered", Patience, async () =>
        {
            var bidder = $"probe-{++n % 2}";
            var answer = await prober.Once(HttpMethod.Post, house.At.On(4100, $"/auctions/{lot.Id}/bids"), new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, ["next"] = true }, $"s{seed}-probe-{n}");
            return answer.Status is 201 or 409;
        });
    }

    private TimeSpan LongestSilence(long from)
    {
        var times = _told.Bids.Select(b => b.Answered).Where(at => at >= from).Prepend(from).Order().ToArray();
        return times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).DefaultIfEmpty().Max();
    }

    /// <summary>After Redis was emptied nothing of before is there, and the house works.</summary>
    private async Task Emptied(Client client)
    {
        await house.Tell("FLUSHALL");
        var (lot, n) = (Lot.Of(seed, new Random(seed))[0], 0);
        await Wait.Until("a new auction takes a bid", Patience, async () =>
        {
            var (id, terms) = ($"s{seed}-after-{++n}", (JsonObject)lot.Terms.DeepClone());
            terms["id"] = id;
            return (await client.Once(HttpMethod.Post, house.At.On(4100, "/auctions"), terms)).Status == 201
                && (await client.Once(HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/open"), new JsonObject(), "open")).Status == 200
                && (await client.Once(HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/bids"), new JsonObject { ["bidderId"] = "a", ["name"] = "a", ["next"] = true }, "a")).Status == 201;
        });
        await house.Ready(Patience);
    }

    private async Task Kept(string what, Func<Task> promise)
    {
        try
        {
            await promise();
        }
        catch (TimeoutException e)
        {
            lock (_breaches) _breaches.Add($"Not so: {what}. {e.Message}{(e.InnerException is { } inner ? $" ({inner.Message})" : "")}");
        }
    }

    private static bool Closed(Answer view) => (string?)view.Body?["status"] is "sold" or "unsold" or "cancelled" or "settled";
}
