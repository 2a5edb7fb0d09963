using System.Net.WebSockets;
using System.Text;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Benchmarks.Viewers;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>From a bid to those who watch.</summary>
internal static class Delivery
{
    private const string Id = "watched";

    /// <summary>Measures with one viewer and with a full room.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        await house.Open(Id);
        await house.Put(4200, "/plain", await CaptureFrame(house));
        foreach (var row in await Measure(house, plan, keys, viewers: 1, rate: 50)) yield return row;
        foreach (var row in await Measure(house, plan, keys, plan.Viewers, rate: 20)) yield return row;
    }

    private static async Task<Row[]> Measure(TestedHouse house, Plan plan, Numbers keys, int viewers, int rate)
    {
        List<Durations> shown = [], plain = [], durable = [];
        for (var round = -1; round < plan.DeliveryRounds; round++) // the first is to warm up
        {
            var bids = round < 0 ? rate : (int)(plan.DeliveryRound.TotalSeconds * rate);
            foreach (var (show, door, path, rounds) in new (Show, int, string, List<Durations>)[]
            {
                (new HouseShow("auction", Id), 4100, "auctions", shown), (new PlainShow(), 4200, "plain", plain), (new PlainShow(), 4200, "durable", durable),
            })
            {
                var delivery = await Play(house, keys, show, door, $"/{path}/{Id}/bids", viewers, rate, bids);
                if (round < 0) continue;
                rounds.Add(delivery);
                Console.Error.WriteLine($"   {viewers} viewers, {path}: p50 {delivery.Percentile(0.5):0.0} ms, p99 {delivery.Percentile(0.99):0.0} ms");
            }
        }
        var what = $"From bid to viewer, {Count(viewers)} viewer{(viewers == 1 ? "" : "s")}, {rate} bids a second, p50 / p99";
        return [Against(plain, what), Against(durable, "The same beside a plain loop after one durable write")];

        Row Against(List<Durations> ceiling, string title) => new(
            title, Milliseconds(Median(shown, 0.5), Median(shown, 0.99)), Milliseconds(Median(ceiling, 0.5), Median(ceiling, 0.99)),
            $"{Ratio(Median(shown, 0.5) / Median(ceiling, 0.5))} / {Ratio(shown.Zip(ceiling, (a, b) => a.Percentile(0.99) / b.Percentile(0.99)).Median())}");
    }

    // On a thread of its own: it does not await.
    private static Task<Durations> Play(TestedHouse house, Numbers keys, Show show, int bidDoor, string bidPath, int viewers, int rate, int bids) =>
        Task.Factory.StartNew(() =>
        {
            using var audience = Audience.Seat(show, house.Door(show.Door), viewers);
            return audience.Play(house.Door(bidDoor), Template.Bid(bidPath, house.Token, Bids.Next), keys, rate, notMeasured: rate, measured: bids);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static double Median(IEnumerable<Durations> rounds, double share) => rounds.Select(r => r.Percentile(share)).Median();

    /// <summary>An event as a viewer gets it.</summary>
    private static async Task<string> CaptureFrame(TestedHouse house)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(house.Client.At.SocketOn(4201, $"/ws?auction={Id}"), patience.Token);
        await Next("{\"type\":\"snapshot\"");
        await house.Client.Bid(Id, "bidder-999999", $"{TestedHouse.FirstAmount}");
        return await Next("{\"type\":\"event\"");

        async Task<string> Next(string beginning)
        {
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do length += (part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token)).Count; while (!part.EndOfMessage);
                var text = Encoding.UTF8.GetString(buffer, 0, length);
                if (text.StartsWith(beginning, StringComparison.Ordinal)) return text;
            }
        }
    }
}
