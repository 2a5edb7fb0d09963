using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Benchmarks.Viewers;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>
/// A long evening, without its pauses: lot after lot comes up before viewers who come and go with it, is bid on and sold, while followers of the feed stay. What
/// it costs at its end is what it cost at its beginning, or something is kept that should not be.
/// </summary>
internal static class Evening
{
    private const int Parts = 10, Viewers = 200, Staying = 20, Rate = 50, Told = 50, Connections = 16;
    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(1);

    /// <summary>Plays it, after a part that is to warm up.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await using var followers = await Followers.Connect(house, Staying);
        var (lots, parts) = (plan.EveningLots / Parts, new List<Part>());
        for (var part = 0; part <= Parts; part++)
        {
            parts.Add(await Play(house, keys, part, lots));
            Console.Error.WriteLine($"   {part}: {parts[^1]}");
        }
        var (first, last, what) = (parts[1], parts[^1], $"the last tenth of an evening of {Count(plan.EveningLots)} lots (beside it: the first)");
        yield return new Row($"From bid to viewer, {Viewers} viewers, {Rate} bids a second, p50 / p99, {what}", Milliseconds(last.Told50, last.Told99), Milliseconds(first.Told50, first.Told99), $"{Ratio(last.Told50 / first.Told50)} / {Ratio(last.Told99 / first.Told99)}");
        yield return new Row($"From bid to answer, {Connections} connections, p50 / p99, {what}", Milliseconds(last.Answer50, last.Answer99), Milliseconds(first.Answer50, first.Answer99), $"{Ratio(last.Answer50 / first.Answer50)} / {Ratio(last.Answer99 / first.Answer99)}");
        yield return new Row($"Heap / resident memory after {what}", $"{Mebibytes(last.Heap)} / {Mebibytes(last.Resident)}", $"{Mebibytes(first.Heap)} / {Mebibytes(first.Resident)}", $"{Ratio(last.Heap / first.Heap)} / {Ratio(last.Resident / first.Resident)}");
        yield return new Row($"Handles after {what}", Count(last.Handles), Count(first.Handles), Ratio(last.Handles / first.Handles));
    }

    private static async Task<Part> Play(TestedHouse house, Numbers keys, int part, int lots)
    {
        var (told, answers) = (new Durations(), new Durations());
        for (var lot = 0; lot < lots; lot++)
        {
            var id = $"evening-{part:00}-{lot:000}";
            await house.Open(id);
            var bid = Template.Bid($"/auctions/{id}/bids", house.Token, Bids.Next);
            told.Add(await Task.Factory.StartNew(() => Show(house, keys, id, bid), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
            answers.Add((await ClosedLoop.Run(house.Door(4100), Connections, bid, Bids.Any(keys), Rush)).Latency);
            await house.Client.Drive(id, "hammer");
        }
        await house.Workshop(HttpMethod.Post, $"evening-{part:00}-{lots - 1:000}/rest"); // what is idle goes, as it does by itself in the evenings of people
        return new Part(told.Percentile(0.5), told.Percentile(0.99), answers.Percentile(0.5), answers.Percentile(0.99), await house.Heap(), house.ResidentMemory, house.Handles);
    }

    private static Durations Show(TestedHouse house, Numbers keys, string id, Template bid)
    {
        using var audience = Audience.Seat(new HouseShow("auction", id), house.Door(4201), Viewers);
        return audience.Play(house.Door(4100), bid, keys, Rate, notMeasured: Rate / 10, measured: Told);
    }

    // Durations in milliseconds, memory in bytes.
    private sealed record Part(double Told50, double Told99, double Answer50, double Answer99, double Heap, double Resident, double Handles);
}
