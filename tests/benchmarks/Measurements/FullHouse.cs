using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Benchmarks.Viewers;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>A stream before very many viewers on one gateway, with and without two among them that do not read.</summary>
internal static class FullHouse
{
    private const string Auction = "full-house-lot";
    private const string Stream = "full-house";
    private const int Rounds = 5;

    /// <summary>Measures both in turn, before one audience. Whoever misses, repeats or mixes up anything ends the measurement.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await house.Open(Auction);
        await house.Workshop(HttpMethod.Post, $"{Stream}/stream?auction={Auction}");
        var (alone, beside, used) = await Task.Factory.StartNew(() => Play(house, plan, keys), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var what = $"From bid to viewer, {Count(plan.FullHouse)} viewers of a stream, {plan.FullHouseRate} bids a second, p50 / p99";
        yield return new Row(what, Milliseconds(Median(alone, 0.5), Median(alone, 0.99)), "", $"{used:0.00} cores");
        yield return new Row(
            "The same beside a viewer that does not read and one that reads a byte a second (beside it: without them)", Milliseconds(Median(beside, 0.5), Median(beside, 0.99)),
            Milliseconds(Median(alone, 0.5), Median(alone, 0.99)),
            $"{Ratio(beside.Zip(alone, (a, b) => a.Percentile(0.5) / b.Percentile(0.5)).Median())} / {Ratio(beside.Zip(alone, (a, b) => a.Percentile(0.99) / b.Percentile(0.99)).Median())}");
    }

    private static (List<Durations> Alone, List<Durations> Beside, double Cores) Play(TestedHouse house, Plan plan, Numbers keys)
    {
        var show = new HouseShow("stream", Stream);
        List<Durations> alone = [], beside = [];
        using var audience = Audience.Seat(show, house.Door(show.Door), plan.FullHouse);
        var (cores, bid) = (0.0, Template.Bid($"/auctions/{Auction}/bids", house.Token, Bids.Next));
        for (var round = -1; round < Rounds; round++) // the first is to warm up, and as long as the others: the runtime takes seconds to compile what is hot
        {
            foreach (var (rounds, slow) in round % 2 == 0 ? [(alone, false), (beside, true)] : new[] { (beside, true), (alone, false) })
            {
                using var lines = slow ? new SlowLines(show, house.Door(show.Door)) : null;
                var (before, started) = (house.ProcessorTime.House, System.Diagnostics.Stopwatch.GetTimestamp());
                var delivery = audience.Play(house.Door(4100), bid, keys, plan.FullHouseRate, notMeasured: plan.FullHouseRate, measured: (int)(plan.DeliveryRound.TotalSeconds * plan.FullHouseRate));
                var share = (house.ProcessorTime.House - before) / System.Diagnostics.Stopwatch.GetElapsedTime(started);
                Console.Error.WriteLine($"   {plan.FullHouse} viewers{(slow ? " and two slow ones" : "")}: p50 {delivery.Percentile(0.5):0.0} ms, p99 {delivery.Percentile(0.99):0.0} ms, {share:0.00} cores");
                if (round < 0) continue;
                rounds.Add(delivery);
                if (!slow) cores += share / Rounds;
            }
        }
        return (alone, beside, cores);
    }

    private static double Median(IEnumerable<Durations> rounds, double share) => rounds.Select(r => r.Percentile(share)).Median();
}
