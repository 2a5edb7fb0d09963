using System.Globalization;
using System.Text.RegularExpressions;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>Everybody bids on one lot.</summary>
internal static partial class HotAuction
{
    private const string Id = "hot";

    /// <summary>Measures, and checks that the log holds exactly the bids that were accepted.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await house.Open(Id);
        // The first bid gives the ceiling the answer that it repeats from then on.
        var sample = await house.Client.BidNext(Id, "the-first");
        await house.Put(4100, "/constant", sample.Text);
        var amounts = new Numbers();
        var raised = new Contestant("amount", Template.Bid($"/auctions/{Id}/bids", house.Token, Bids.Amount), Bids.Rising(keys, amounts)) { Before = async () => amounts.GoOnFrom(await Minimum(house)) };
        var unverified = raised with { Name = "unverified", Request = Template.Bid($"/auctions/{Id}/bids", house.Token, Bids.Amount, $"{UnverifiedCallers.Header}: 1\r\n"), Rounds = [] };
        var next = new Contestant("next", Template.Bid($"/auctions/{Id}/bids", house.Token, Bids.Next), Bids.Any(keys));
        var constant = new Contestant("constant", Template.Bid($"/constant/{Id}/bids", house.Token, Bids.Amount), Bids.Rising(keys, new Numbers(TestedHouse.FirstAmount)));
        await Contest.Run(house, plan, plan.WarmUp, raised, unverified, constant, next);

        var accepted = 1 + raised.Taken + unverified.Taken + next.Taken;
        var listed = await Listed(house);
        if (listed != accepted) throw new InvalidOperationException($"{accepted} bids were accepted, {listed} are listed.");

        var on = $"one auction, {plan.Connections} connections";
        yield return new Row(
            $"Bids decided a second, {on}", $"{Count(raised.Median(r => r.Rate))} (accepted: {Count(raised.Median(r => r.TakenRate))})", Count(constant.Median(r => r.Rate)),
            Ratio(raised.MedianRatio(constant, r => r.Rate)));
        yield return new Row(
            "The same against bids whose tokens nobody verifies", Count(raised.Median(r => r.Rate)), Count(unverified.Median(r => r.Rate)), Ratio(raised.MedianRatio(unverified, r => r.Rate)));
        yield return new Row(
            $"Bids accepted a second with `next`, {on}", Count(next.Median(r => r.TakenRate)), Count(constant.Median(r => r.Rate)), Ratio(next.MedianRatio(constant, r => r.TakenRate)));
        yield return new Row(
            "From bid to answer there, p50 / p99", Milliseconds(raised.Median(r => r.P50), raised.Median(r => r.P99)), Milliseconds(constant.Median(r => r.P50), constant.Median(r => r.P99)),
            Ratio(raised.MedianRatio(constant, r => r.P99)));
        yield return new Row(
            "Processor time a decided bid there", $"house {raised.Median(r => r.HouseTime):0} µs, Redis {raised.Median(r => r.RedisTime):0} µs", $"{constant.Median(r => r.HouseTime):0} µs",
            Ratio(raised.MedianRatio(constant, r => r.HouseTime)));
        yield return new Row("Bids listed of that auction / accepted", $"{Count(listed)} / {Count(accepted)}", "", "");
    }

    private static async Task<long> Minimum(TestedHouse house) => (long)decimal.Parse((string)(await house.Client.View(Id))["minimumBid"]!, CultureInfo.InvariantCulture);

    private static async Task<long> Listed(TestedHouse house)
    {
        long listed = 0;
        for (var cursor = ""; cursor is not null;)
        {
            var page = await house.Client.Http.GetStringAsync(house.Client.At.On(4100, $"/auctions/{Id}/bids?limit=500&cursor={Uri.EscapeDataString(cursor)}"));
            listed += BidId().Count(page);
            cursor = NextCursor().Match(page) is { Success: true } match ? match.Groups[1].Value : null;
        }
        return listed;
    }

    [GeneratedRegex("\"bidId\":")]
    private static partial Regex BidId();

    [GeneratedRegex("\"nextCursor\":\"([^\"]+)\"")]
    private static partial Regex NextCursor();
}
