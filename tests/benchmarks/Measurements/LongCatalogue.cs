using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What a page of a long catalogue costs, all of it or what a filter leaves, beside the same pages of a short one. Every page is of auctions at rest.</summary>
internal static class LongCatalogue
{
    /// <summary>Each which auction is open; the others are drafts.</summary>
    private const int Open = 100;

    private const int Short = 10_000, AtOnce = 10_000, Page = 50, Looks = 20, WarmUps = 30;

    /// <summary>Fills the catalogue a little, reads it, fills it, and reads it again.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan)
    {
        await Fill(house, 0, Short);
        // The runtime has compiled the way of a page twice by then: what the short catalogue is measured with is what the long one is.
        for (var warm = 0; warm < WarmUps; warm++) await Pages(house, warm % 2 == 0 ? "" : "&status=open", 0);
        var (all, open) = (await Pages(house, "", 0), await Pages(house, "&status=open", 0));
        await Fill(house, Short, plan.Catalogue);
        var (among, end) = ($"of {Count(plan.Catalogue)} auctions, {Page} at rest", plan.Catalogue - Looks * Page);
        yield return Of($"A page in the middle {among} (beside it: the first {Looks} pages of {Count(Short)})", await Pages(house, "", plan.Catalogue / 2), all);
        yield return Of($"The last {Looks} pages {among} (beside it: as above)", await Pages(house, "", end), all);
        yield return Of($"A page of the open ones among them, one in {Open}, in the middle {among} (beside it: the first {Looks} such pages of {Count(Short)})", await Pages(house, "&status=open", plan.Catalogue / 2), open);
    }

    private static async Task Fill(TestedHouse house, int from, int to)
    {
        for (var begin = from; begin < to; begin += AtOnce)
            await house.Workshop(HttpMethod.Post, $"catalogue?from={begin}&to={Math.Min(begin + AtOnce, to)}&open={Open}");
    }

    private static Row Of(string what, Durations measured, Durations beside) => new(
        what, Milliseconds(measured.Percentile(0.5), measured.Percentile(0.99)), Milliseconds(beside.Percentile(0.5), beside.Percentile(0.99)), Ratio(measured.Percentile(0.5) / beside.Percentile(0.5)));

    private static async Task<Durations> Pages(TestedHouse house, string filter, int from)
    {
        var took = new Durations();
        var cursor = from == 0 ? null : WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(Workshop.InCatalogue(from - 1)));
        for (var page = 0; page < Looks && (page == 0 || cursor is not null); page++)
        {
            var started = Stopwatch.GetTimestamp();
            var answer = await house.Client.Http.GetStringAsync(house.Client.At.On(4100, $"/auctions?limit={Page}{filter}{(cursor is null ? "" : $"&cursor={cursor}")}"));
            took.Add(Stopwatch.GetTimestamp() - started);
            var json = JsonNode.Parse(answer)!;
            if (json["items"]!.AsArray().Count != Page) throw new InvalidOperationException($"A page has {json["items"]!.AsArray().Count} auctions.");
            cursor = (string?)json["nextCursor"];
        }
        return took;
    }
}
