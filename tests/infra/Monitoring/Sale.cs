using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>A sale that goes on while a house is watched: somebody watches, somebody follows, lots are bid for, extended, sold and settled, and callers err.</summary>
internal sealed class Sale : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HouseClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly FeedObserver _follower;
    private SocketObserver? _viewer;
    private Task _playing = Task.CompletedTask;

    private Sale(HouseAddresses at) => (_client, _follower) = (new HouseClient(at), new FeedObserver(at));

    /// <summary>Opens the room; the sale goes on until it is disposed of.</summary>
    public static async Task<Sale> Open(HouseAddresses at)
    {
        var sale = new Sale(at);
        try
        {
            await sale._follower.Connect();
            var evening = await sale._client.Open(new JsonObject { ["duration"] = "PT30M" });
            sale._viewer = new SocketObserver(at, evening);
            await sale._viewer.Connect();
            sale._playing = sale.Play(evening, sale._ending.Token);
            return sale;
        }
        catch
        {
            await sale.DisposeAsync();
            throw;
        }
    }

    /// <summary>What has stopped the sale; null while it goes on.</summary>
    public Exception? Trouble => _playing.Exception;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _playing.ContinueWith(_ => { }, TaskScheduler.Default);
        if (_viewer is not null) await _viewer.DisposeAsync();
        await _follower.DisposeAsync();
        _client.Dispose();
        _ending.Dispose();
    }

    private async Task Play(string evening, CancellationToken ending)
    {
        for (var round = 1; !ending.IsCancellationRequested; round++)
        {
            // Its soft close is as long as its clock: every bid extends it.
            var lot = await _client.Open(new JsonObject { ["duration"] = "PT1S", ["extension"] = new JsonObject { ["window"] = "PT1S", ["by"] = "PT1S" } });
            await _client.Bid(lot, "ann", "10");
            await _client.Bid(lot, "bob", "10"); // too low
            await _client.BidNext(lot, "bob");
            await _client.BidNext(evening, round % 2 == 0 ? "ann" : "bob");
            foreach (var (port, path) in new[] { (3000, "/api/auctions"), (4300, "/events"), (4200, $"/overlay/auction/{lot}"), (4100, "/auctions/none"), (3000, "/none"), (4200, "/none"), (4300, "/none") })
                await _client.Send(HttpMethod.Get, _client.At.On(port, path), null, null);
            await Wait.Until("the lot is sold", Patience, async () => (string?)(await _client.View(lot))["status"] == "sold");
            await _client.Drive(lot, "settle", new JsonObject { ["reference"] = "paid" });
        }
    }
}
