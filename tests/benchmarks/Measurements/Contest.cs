using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>One round of bids.</summary>
/// <param name="Rate">Decisions a second.</param>
/// <param name="TakenRate">Accepted bids a second.</param>
/// <param name="HouseTime">The house's processor time a decision, in microseconds.</param>
/// <param name="RedisTime">Redis' processor time a decision, in microseconds.</param>
/// <param name="P50">Half of the answers took no longer, in milliseconds.</param>
/// <param name="P99">Ninety-nine of a hundred took no longer.</param>
internal sealed record Round(double Rate, double TakenRate, double HouseTime, double RedisTime, double P50, double P99);

/// <summary>What is measured against others: a request, sent as fast as it is answered.</summary>
/// <param name="Name">What it is called on the way.</param>
/// <param name="Request">The request.</param>
/// <param name="Next">Makes the next one.</param>
internal sealed record Contestant(string Name, Template Request, NextRequest Next)
{
    /// <summary>What is done before each round.</summary>
    public Func<Task> Before { get; init; } = () => Task.CompletedTask;

    /// <summary>The measured rounds.</summary>
    public List<Round> Rounds { get; init; } = [];

    /// <summary>How many bids were accepted since the beginning.</summary>
    public long Taken { get; private set; }

    /// <summary>The median over the rounds.</summary>
    public double Median(Func<Round, double> figure) => Rounds.Select(figure).Median();

    /// <summary>The median of the rounds' ratios to another's rounds, each to the one beside it.</summary>
    public double MedianRatio(Contestant other, Func<Round, double> figure) => Rounds.Zip(other.Rounds, (mine, others) => figure(mine) / figure(others)).Median();

    /// <summary>Runs a round.</summary>
    public async Task<Round> Run(TestedHouse house, int connections, TimeSpan time)
    {
        await Before();
        var before = house.ProcessorTime;
        var load = await ClosedLoop.Run(house.Door(4100), connections, Request, Next, time);
        var after = house.ProcessorTime;
        Taken += load.Taken;
        return new Round(
            load.Rate, load.Taken / load.Elapsed.TotalSeconds, (after.House - before.House).TotalMicroseconds / load.Decided,
            (after.Redis - before.Redis).TotalMicroseconds / load.Decided, load.Latency.Percentile(0.5), load.Latency.Percentile(0.99));
    }
}

/// <summary>Contestants in turn.</summary>
internal static class Contest
{
    /// <summary>Warms up, and then lets them take turns.</summary>
    public static async Task Run(TestedHouse house, Plan plan, TimeSpan warmUp, params Contestant[] contestants)
    {
        const int warmUpTurns = 2;
        for (var turn = 0; turn < warmUpTurns; turn++)
            foreach (var contestant in contestants) await contestant.Run(house, plan.Connections, warmUp / (warmUpTurns * contestants.Length));
        for (var round = 0; round < plan.Rounds; round++)
            foreach (var contestant in contestants)
            {
                var run = await contestant.Run(house, plan.Connections, plan.Round);
                contestant.Rounds.Add(run);
                Console.Error.WriteLine($"   {contestant.Name}: {run.Rate:0}/s, {run.HouseTime:0} + {run.RedisTime:0} µs, p50 {run.P50:0.0} ms, p99 {run.P99:0.0} ms");
            }
    }
}
