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

    private readonly Schedule _schedule = Schedule.Of(seed);
    private readonly IReadOnlyList<Lot> _lots = Lot.Of(seed, new Random(seed));
    private readonly Told _told = new();
    private readonly List<string> _breaches = [];
    private TimeSpan _recovery;
    private TimeSpan _silence;

    /// <summary>Runs it.</summary>
    public async Task<SeedResult> Run()
    {
        var started = Stopwatch.GetTimestamp();
        var ended = house.All.ToDictionary(p => p.Name, p => p.EndedByItself);
        using var client = new Client(house, _told);
        Viewer[] viewers = [.. _lots.Take(4).Select(l => new Viewer(house, l.Id))];
        try
        {
            foreach (var lot in _lots) await client.Must(HttpMethod.Post, house.At.On(4100, "/auctions"), lot.Terms);
            foreach (var lot in _lots.Where(l => l.Kind != LotKind.InSale)) await client.Drive(lot.Id, "open", $"s{seed}-open");
            await BeginSale(client);
            foreach (var viewer in viewers) viewer.Begin();
            var crowd = new Crowd(house, client, _lots, seed);
            var (outages, healed) = await Live(client, crowd);
            var held = await Held.Read(house.DirectRedis, [.. _lots.Select(l => l.Id)]);
            await CaughtUp(viewers, held);
            Judge(viewers, held, outages, healed, crowd.Limited);
            if (_schedule.EndsEmptied) await Kept("an emptied Redis is a new house", () => Emptied(client));
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            _breaches.Add(e.Message);
        }
        finally
        {
            foreach (var viewer in viewers) await viewer.DisposeAsync();
        }
        string[] again = [.. house.All.Where(p => p.EndedByItself > ended[p.Name]).Select(p => p.Name)];
        return new SeedResult(_schedule, _breaches, _recovery, _silence, _told.Bids.Count, _told.Bids.Count(b => b.Answer.Sequence is not null), again, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Opens the sale, which from then on runs by itself.</summary>
    private async Task BeginSale(Client client)
    {
        var sale = $"s{seed}-sale";
        await client.Must(HttpMethod.Post, house.At.On(4100, "/sales"), new JsonObject { ["id"] = sale, ["title"] = sale, ["mode"] = "automatic", ["currency"] = "USD", ["gap"] = $"PT{Lot.Gap.TotalSeconds}S" });
        await client.Must(HttpMethod.Post, house.At.On(4100, $"/sales/{sale}/lots"), new JsonObject { ["lots"] = new JsonArray([.. _lots.Where(l => l.Kind == LotKind.InSale).Select(l => (JsonNode)l.Id)]) });
        await client.Must(HttpMethod.Post, house.At.On(4100, $"/sales/{sale}/open"), new JsonObject(), $"s{seed}-sale-open");
    }

    /// <summary>The evening: everybody bids, everything fails and is made good, and every lot is closed.</summary>
    /// <returns>When nobody can have been able to bid, and when everything was made good.</returns>
    private async Task<(IReadOnlyList<Interval> Outages, DateTimeOffset Healed)> Live(Client client, Crowd crowd)
    {
        var (faults, auctioneer) = (new FaultRun(house, _schedule), new Auctioneer(client, _lots, seed));
        await crowd.Begin();
        auctioneer.Begin();
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(faults.Run(), Task.Delay(Least));
        var healed = TimeProvider.System.GetUtcNow();
        _recovery = await Recovered(_lots[0]);
        await Kept("everything is ready again", () => house.Ready(Patience));
        await Task.WhenAll(crowd.Stop(), auctioneer.Stop());
        _silence = LongestSilence(from);
        await auctioneer.Close();
        foreach (var lot in _lots) await Kept($"{lot.Id} is closed", () => Wait.Until("it is closed", Patience, async () => Closed(await client.Once(HttpMethod.Get, house.At.On(4100, $"/auctions/{lot.Id}"), null))));
        return (faults.Outages, healed);
    }

    private Task CaughtUp(Viewer[] viewers, Held held) => Task.WhenAll(
        Kept("viewers have seen everything", () => Wait.Until("they have", Patience, () => viewers.All(v => v.Newest == held.Logs[v.Auction].Count))),
        Kept("the feed has brought everything", () => Wait.Until("it has", Patience, () => _lots.All(l => followers.Streamed(l.Id).Count >= held.Logs[l.Id].Count))),
        Kept("webhooks have brought everything", () => Wait.Until("they have", Patience, () => _lots.All(l => followers.Delivered(l.Id).Select(s => s.Sequence).Distinct().Count() >= held.Logs[l.Id].Count))));

    private void Judge(Viewer[] viewers, Held held, IReadOnlyList<Interval> outages, DateTimeOffset healed, string limited)
    {
        Observation[] seen =
        [
            .. viewers.Select(v => new Observation("a viewer", v.Auction, v.Seen, MayRepeat: false)),
            .. _lots.Select(l => new Observation("a follower of the feed", l.Id, followers.Streamed(l.Id), MayRepeat: false)),
            .. _lots.Select(l => new Observation("a webhook", l.Id, followers.Delivered(l.Id), MayRepeat: true)),
        ];
        if (followers.WasReset) _breaches.Add("The feed said that it has no way on.");
        _breaches.AddRange(_told.Unexpected.Select(u => $"An answer that nobody should get: {u}"));
        _breaches.AddRange(Auditor.Breaches(new Evidence(_lots, held, [.. _told.Bids], [.. _told.Drives], seen, outages, healed, limited)));
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
        var n = 0;
        await Wait.Until("a new auction takes a bid", Patience, async () =>
        {
            var (id, terms) = ($"s{seed}-after-{++n}", (JsonObject)_lots[0].Terms.DeepClone());
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
