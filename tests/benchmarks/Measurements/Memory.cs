using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Benchmarks.Viewers;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What a viewer and an open auction weigh, in a house that has done little else.</summary>
internal static class Memory
{
    private const int BidsTold = 200;

    /// <summary>Weighs.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        // Everything once, so that what is made only once is not put on anybody's account.
        await house.Open("watched");
        await house.Client.BidNext("watched", "somebody");
        await OpenAuctions.Open(house, keys, "first", 200);
        await WhileWatched(house, new HouseShow("auction", "watched"), 100);
        await WhileWatched(house, new PlainShow(), 100);

        var viewer = await WhileWatched(house, new HouseShow("auction", "watched"), plan.Viewers);
        var plain = await WhileWatched(house, new PlainShow(), plan.Viewers);
        yield return new Row(
            $"Memory a viewer, {Count(plan.Viewers)} of them idle: heap / resident", $"{Kibibytes(viewer.Heap)} / {Kibibytes(viewer.Resident)}", $"{Kibibytes(plain.Heap)} / {Kibibytes(plain.Resident)}",
            Ratio(viewer.Heap / plain.Heap));

        await house.Workshop(HttpMethod.Post, "full-house/stream?auction=watched");
        var crowd = await WhileWatched(house, new HouseShow("stream", "full-house"), plan.FullHouse);
        var crowded = await WhileWatched(house, new PlainShow(), plan.FullHouse);
        yield return new Row(
            $"The same, {Count(plan.FullHouse)} of them before a stream", $"{Kibibytes(crowd.Heap)} / {Kibibytes(crowd.Resident)}", $"{Kibibytes(crowded.Heap)} / {Kibibytes(crowded.Resident)}",
            Ratio(crowd.Heap / crowded.Heap));
        var packed = await WhileWatched(house, new HouseShow("stream", "full-house") { Compressed = true }, plan.FullHouse);
        yield return new Row("The same, with compression (beside it: without)", $"{Kibibytes(packed.Heap)} / {Kibibytes(packed.Resident)}", $"{Kibibytes(crowd.Heap)} / {Kibibytes(crowd.Resident)}",
            Ratio(packed.Heap / crowd.Heap));

        await WhileFollowed(house, 100);
        var follower = await WhileFollowed(house, plan.Viewers);
        yield return new Row($"Memory a follower of the feed, {Count(plan.Viewers)} of them who take gzip and were told of {BidsTold} bids: heap / resident", $"{Kibibytes(follower.Heap)} / {Kibibytes(follower.Resident)}", "", "");

        var before = await Weigh(house);
        await OpenAuctions.Open(house, keys, "idle", plan.OpenAuctions);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var auction = (await Weigh(house)).Since(before, plan.OpenAuctions);
        yield return new Row($"Memory an open auction, {Count(plan.OpenAuctions)} of them idle: heap / resident", $"{Kibibytes(auction.Heap)} / {Kibibytes(auction.Resident)}", "", "");
    }

    private static async Task<Weight> WhileWatched(TestedHouse house, Show show, int viewers)
    {
        var before = await Weigh(house);
        using var leaving = new CancellationTokenSource();
        var seated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = Task.Factory.StartNew(() =>
        {
            using var audience = Audience.Seat(show, house.Door(show.Door), viewers);
            audience.Idle(TimeSpan.FromSeconds(1));
            seated.TrySetResult();
            while (!leaving.IsCancellationRequested) audience.Idle(TimeSpan.FromMilliseconds(50));
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await await Task.WhenAny(seated.Task, watching); // if they cannot be seated, this says why
        var weight = (await Weigh(house)).Since(before, viewers);
        await leaving.CancelAsync();
        await watching;
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        return weight;
    }

    private static async Task<Weight> WhileFollowed(TestedHouse house, int followers)
    {
        var before = await Weigh(house);
        await using var all = await Followers.Connect(house, followers);
        for (var i = 0; i < BidsTold; i++) await house.Client.BidNext("watched", $"follower-{i % 2}");
        await Task.Delay(TimeSpan.FromSeconds(1));
        return (await Weigh(house)).Since(before, followers);
    }

    private static async Task<Weight> Weigh(TestedHouse house) => new(await house.Heap(), house.ResidentMemory);

    private readonly record struct Weight(double Heap, double Resident)
    {
        public Weight Since(Weight before, int things) => new((Heap - before.Heap) / things, (Resident - before.Resident) / things);
    }
}
