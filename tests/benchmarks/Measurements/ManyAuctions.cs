using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>The same bids, spread over many lots: no two share a commit.</summary>
internal static class ManyAuctions
{
    /// <summary>Measures, and checks that the auctions together have exactly the bids that were accepted.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await OpenAuctions.Open(house, keys, "many", plan.ManyAuctions);
        var path = $"/{OpenAuctions.Id("many")}/bids";
        var many = new Contestant("amount", Template.Bid("/auctions" + path, house.Token, Bids.Amount), InTurn());
        var constant = new Contestant("constant", Template.Bid("/constant" + path, house.Token, Bids.Amount), InTurn());
        await Contest.Run(house, plan, plan.WarmUp / 3, many, constant);

        long standing = 0;
        for (var i = 0; i < plan.ManyAuctions; i++) standing += (long)(await house.Client.View($"many-{i:00000}"))["bidCount"]!;
        if (standing != many.Taken) throw new InvalidOperationException($"{many.Taken} bids were accepted, {standing} stand.");

        yield return new Row(
            $"Bids decided a second, {Count(plan.ManyAuctions)} auctions in turn, {plan.Connections} connections", $"{Count(many.Median(r => r.Rate))} (accepted: {Count(many.Median(r => r.TakenRate))})",
            Count(constant.Median(r => r.Rate)), Ratio(many.MedianRatio(constant, r => r.Rate)));
        yield return new Row(
            "Processor time a decided bid there", $"house {many.Median(r => r.HouseTime):0} µs, Redis {many.Median(r => r.RedisTime):0} µs", $"{constant.Median(r => r.HouseTime):0} µs",
            Ratio(many.MedianRatio(constant, r => r.HouseTime)));

        NextRequest InTurn() => Bids.InTurn(keys, new Numbers(), TestedHouse.FirstAmount, plan.ManyAuctions);
    }
}
