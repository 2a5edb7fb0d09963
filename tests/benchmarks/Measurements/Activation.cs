using System.Diagnostics;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>How long the first one waits who asks for an auction that rests: with a long log, and with a short one.</summary>
internal static class Activation
{
    /// <summary>The auction with the long log.</summary>
    public const string Long = "long";

    private const int InRequest = 20_000;

    /// <summary>Fills the logs, and wakes the auctions in turn.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan)
    {
        await house.Open("short");
        await house.Open(Long);
        await Fill(house, "short", plan.ShortLog);
        var started = Stopwatch.GetTimestamp();
        await Fill(house, Long, plan.LongLog);
        var filled = plan.LongLog / Stopwatch.GetElapsedTime(started).TotalSeconds;

        List<double> shortLog = [], longLog = [], awake = [];
        for (var i = -2; i < plan.Activations; i++) // the first two are to warm up
        {
            var (one, other) = (await Wake(house, "short", plan.ShortLog), await Wake(house, Long, plan.LongLog));
            if (i < 0) continue;
            shortLog.Add(one);
            longLog.Add(other);
            awake.Add(await Ask(house, Long, plan.LongLog));
        }
        yield return new Row(
            $"First answer of a resting auction of {Count(plan.LongLog)} bids (beside it: of {Count(plan.ShortLog)} bids)", $"{longLog.Median():0.0} ms", $"{shortLog.Median():0.0} ms",
            Ratio(longLog.Median() / shortLog.Median()));
        yield return new Row($"The same question to the auction awake", $"{awake.Median():0.0} ms", "", "");
        yield return new Row($"Bids accepted a second by grain calls of 500, without HTTP", Count(filled), "", "");
    }

    private static async Task Fill(TestedHouse house, string id, int bids)
    {
        for (var done = 0; done < bids; done += InRequest) await house.Workshop(HttpMethod.Post, $"{id}/fill?bids={Math.Min(InRequest, bids - done)}");
    }

    private static async Task<double> Wake(TestedHouse house, string id, int bids)
    {
        await house.Workshop(HttpMethod.Post, $"{id}/rest");
        return await Ask(house, id, bids);
    }

    private static async Task<double> Ask(TestedHouse house, string id, int bids)
    {
        var started = Stopwatch.GetTimestamp();
        var view = await house.Client.View(id);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (int)view["bidCount"]! == bids ? elapsed : throw new InvalidOperationException($"Auction {id} came back without all of its {bids} bids.");
    }
}
