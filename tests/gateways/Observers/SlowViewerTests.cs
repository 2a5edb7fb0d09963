using System.Net.WebSockets;
using Sothebais.Tests.Gateways.Watching;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>A viewer that does not keep up.</summary>
public sealed class SlowViewerTests(OpenHouse house)
{
    /// <summary>More than the two sockets' buffers hold, at about 1,600 bytes an event.</summary>
    private const int MostBids = 8_000;

    private static readonly string LongName = new('ß', 80);

    [Fact]
    public async Task A_viewer_that_stops_reading_gets_a_fresh_snapshot_and_the_others_notice_nothing()
    {
        var id = await house.Client.Open();
        await using var other = new SocketObserver(house.At, id);
        await other.Connect(after: 0);
        using var slow = await ConnectSlowly(id);
        Assert.Equal(2, (int)(await slow.Next("snapshot"))["sequence"]!);

        // It does not read on, while bids pour in: until the house says that somebody was given a snapshot in place of events.
        var skippedBefore = await Skipped();
        var bids = 0;
        while (bids < MostBids && await Skipped() == skippedBefore)
        {
            await Task.WhenAll(Enumerable.Range(0, 32).Select(async lane =>
            {
                for (var i = 0; i < 25; i++) Assert.Equal(201, await Bid(id, $"lane-{lane}-{bids}-{i}"));
            }));
            bids += 32 * 25;
        }
        Assert.True(await Skipped() > skippedBefore, $"{bids} bids did not fill the line.");
        var end = bids + 2;
        await Wait.Until("the others have seen every bid", Wait.Patience, () => other.Last == end);
        Assert.Equal(Enumerable.Range(1, end), other.Events.Select(e => (int)e["sequence"]!));
        Assert.Single(other.Snapshots);

        // Now it reads on: what was on the line, in order, then a fresh snapshot, then what follows upon that.
        await house.Client.Drive(id, "warn");
        var (last, snapshots) = (2, 0);
        while (last < end + 1)
        {
            var message = await slow.Next();
            Assert.NotNull(message);
            switch ((string?)message["type"])
            {
                case "event":
                    Assert.Equal(last + 1, (int)message["sequence"]!);
                    last++;
                    break;
                case "snapshot":
                    snapshots++;
                    Assert.True((int)message["sequence"]! > last);
                    last = (int)message["sequence"]!;
                    Assert.Equal(last, (int)Check.View(message["auction"]!)["sequence"]!);
                    break;
            }
        }
        Assert.True(snapshots >= 1, "No fresh snapshot came.");
        Assert.Equal(end + 1, last);
        await house.Client.Drive(id, "hammer");
        Assert.Equal(("auctionSold", end + 2), await slow.Next("event") is var sold ? ((string?)sold["event"]!["kind"], (int)sold["sequence"]!) : default);
    }

    private async Task<int> Bid(string id, string bidder) => (await house.Client.Send(
        HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/bids"), new JsonObject { ["bidderId"] = bidder.PadRight(120, '0'), ["name"] = LongName, ["next"] = true }, await house.Client.Admin())).Status;

    private async Task<double> Skipped() =>
        (await house.Client.Get(4290, "/metrics")).Text.Split('\n').Where(l => l.StartsWith("sothebais_viewers_skipped", StringComparison.Ordinal))
            .Sum(l => double.Parse(l[(l.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

    // No client library reads as little as this one.
    private async Task<SocketLine> ConnectSlowly(string id)
    {
        var (_, line) = await RawLine.Connect(house.At.On(4201), $"/ws?auction={id}");
        return new SocketLine(WebSocket.CreateFromStream(line, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero }));
    }
}
