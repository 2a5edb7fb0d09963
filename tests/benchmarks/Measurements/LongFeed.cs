using System.Diagnostics;
using System.Text.Json.Nodes;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What a page of a long feed costs: its first page, and its last.</summary>
internal static class LongFeed
{
    private const int Page = 500, Rare = 100, RarePage = 50, Looks = 40;

    /// <summary>Fills the feed, and reads both ends of it in turn.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan)
    {
        await house.Open("long-feed");
        await house.FillFeed(plan.LongFeed, Rare);
        var (first, middle, last) = (await house.FeedPlace(0), await house.FeedPlace(plan.LongFeed / 2), await house.FeedPlace(plan.LongFeed - Rare * RarePage));
        var (feed, rarely) = ($"of a feed of {Count(plan.LongFeed)} events", "type=com.sothebais.auction.auction-created");
        yield return await Compare($"The last page {feed}, {Page} events (beside it: the first)", house, place => $"/events?limit={Page}&after={place}", Page, first, last);
        yield return await Compare($"A page in the middle {feed}, {Page} events (beside it: the first)", house, place => $"/events?limit={Page}&after={place}", Page, first, middle);
        yield return await Compare($"The last page {feed} of what one event in {Rare} is, {RarePage} events (beside it: the first)", house, place => $"/events?limit={RarePage}&{rarely}&after={place}", RarePage, first, last);
        List<double> early = [], late = [];
        for (var i = -2; i < Looks; i++)
        {
            var (one, other) = (await Resume(house, first), await Resume(house, last));
            if (i < 0) continue;
            early.Add(one);
            late.Add(other);
        }
        yield return Of($"From asking to the {Page}th event of a stream resumed near its end, {feed} (beside it: at its beginning)", early, late);
    }

    private static async Task<Row> Compare(string what, TestedHouse house, Func<string, string> page, int events, string first, string other)
    {
        List<double> firsts = [], others = [];
        for (var i = -2; i < Looks; i++) // the first two are to warm up
        {
            var (one, two) = (await Read(house, page(first), events), await Read(house, page(other), events));
            if (i < 0) continue;
            firsts.Add(one);
            others.Add(two);
        }
        return Of(what, firsts, others);
    }

    private static Row Of(string what, List<double> beside, List<double> measured) =>
        new(what, $"{measured.Median():0.0} ms", $"{beside.Median():0.0} ms", Ratio(measured.Median() / beside.Median()));

    private static async Task<double> Read(TestedHouse house, string page, int events)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await house.Client.Http.GetStringAsync(house.Client.At.On(4300, page));
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var given = JsonNode.Parse(answer)!["items"]!.AsArray().Count;
        return given == events ? took : throw new InvalidOperationException($"{page} gave {given} events.");
    }

    private static async Task<double> Resume(TestedHouse house, string place)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await house.Client.Http.GetAsync(house.Client.At.On(4301, $"/events?after={place}"), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        for (var events = 0; events < Page;)
            if ((await lines.ReadLineAsync() ?? throw new InvalidOperationException("The stream ended.")).StartsWith("data: ", StringComparison.Ordinal)) events++;
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
