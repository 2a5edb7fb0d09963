using System.Globalization;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What a bid costs that a maximum answers: after very many bids and against very many maxima, and after ten against ten.</summary>
internal static class Crowd
{
    private const int FewProxies = 10;
    private const int ManyProxies = 1_000;
    private const int InCall = 500;
    private const int WarmUp = 10;

    /// <summary>Measures the auction that <see cref="Activation"/> filled against fresh ones, in turn.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan)
    {
        await house.Workshop(HttpMethod.Post, $"{Activation.Long}/proxies?count={ManyProxies}");
        List<double> crowd = [], few = [];
        for (var i = -WarmUp; i < plan.Crowds; i++)
        {
            var fresh = string.Create(CultureInfo.InvariantCulture, $"few-{i + WarmUp}");
            await house.Open(fresh);
            await house.Workshop(HttpMethod.Post, $"{fresh}/proxies?count={FewProxies}");
            var (one, other) = (await Call(house, Activation.Long), await Call(house, fresh));
            if (i < 0) continue;
            crowd.Add(one);
            few.Add(other);
        }
        yield return new Row(
            $"A bid that a maximum answers, after {Count(plan.LongLog)} bids and against {Count(ManyProxies)} maxima (beside it: after and against {FewProxies}), grain calls of {InCall}",
            $"{crowd.Median():0.0} µs", $"{few.Median():0.0} µs", Ratio(crowd.Zip(few, (a, b) => a / b).Median()));
    }

    private static async Task<double> Call(TestedHouse house, string id) =>
        double.Parse(await house.Workshop(HttpMethod.Post, $"{id}/call?bids={InCall}"), CultureInfo.InvariantCulture) / InCall;
}
