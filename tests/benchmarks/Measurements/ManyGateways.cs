using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Tests.Harness;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What every further gateway that has viewers of an auction costs its silo: one message an event. A million viewers are so many gateways.</summary>
internal static class ManyGateways
{
    private const string Auction = "many-gateways";
    private const int Gateways = 64;

    /// <summary>Bids, one at a time, with and without the gateways in turn. Each must be told of every event.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await house.Open(Auction);
        var bid = Template.Bid($"/auctions/{Auction}/bids", house.Token, Bids.Next);
        await ClosedLoop.Run(house.Door(4100), 1, bid, Bids.Any(keys), plan.WarmUp);
        List<double> alone = [], told = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            alone.Add((await Round(house, plan, bid, keys)).Each);
            var gateways = await Task.WhenAll(Enumerable.Range(0, Gateways).Select(_ => DistantGateway.Open(house.Redis, Auction)));
            var (each, bids) = await Round(house, plan, bid, keys);
            told.Add(each);
            await Wait.Until("every gateway was told of every bid", Wait.Patience, () => gateways.All(g => g.Told >= bids));
            foreach (var gateway in gateways) await gateway.DisposeAsync();
        }
        var more = told.Zip(alone, (with, without) => (with - without) / Gateways).Median();
        yield return new Row(
            $"Processor time of the house a bid told to {Gateways} more gateways (beside it: to none)", $"{told.Median():0} µs", $"{alone.Median():0} µs", $"{more:0.0} µs a gateway");
    }

    private static async Task<(double Each, long Bids)> Round(TestedHouse house, Plan plan, Template bid, Numbers keys)
    {
        var before = house.ProcessorTime.House;
        var result = await ClosedLoop.Run(house.Door(4100), 1, bid, Bids.Any(keys), plan.Round);
        return ((house.ProcessorTime.House - before).TotalMicroseconds / result.Taken, result.Taken);
    }
}
