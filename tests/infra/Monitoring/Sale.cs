using System.Text;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>A sale that goes on while a house is watched: somebody watches, somebody follows, a webhook is told, a program sends events, lots are bid for, extended, sold and settled, and callers err.</summary>
internal sealed class Sale : IAsyncDisposable
{
    /// <summary>What the house must be told for it: the webhook's receiver is on this machine.</summary>
    public const string Settings = "--Webhooks:AllowPrivateTargets=true";

    private static readonly TimeSpan Patience = Wait.Patience;

    private readonly HouseClient _client;
    private readonly CancellationTokenSource _ending = new();
    private readonly FeedObserver _follower;
    private SocketObserver? _viewer;
    private EchoService? _receiver;
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
            sale._receiver = await EchoService.Start();
            var hook = new JsonObject { ["id"] = "watched", ["url"] = $"http://127.0.0.1:{sale._receiver.Port}/told" };
            var made = await sale._client.Send(HttpMethod.Post, at.On(4300, "/webhooks"), hook, await sale._client.Admin());
            Assert.Equal(201, made.Status);
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
        if (_receiver is not null) await _receiver.DisposeAsync();
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
            await SendIn($"round-{round}");
            await Wait.Until("the lot is sold", Patience, async () => (string?)(await _client.View(lot))["status"] == "sold");
            await _client.Drive(lot, "settle", new JsonObject { ["reference"] = "paid" });
        }
    }

    private async Task SendIn(string id)
    {
        var happened = new JsonObject { ["specversion"] = "1.0", ["id"] = id, ["source"] = "/watched", ["type"] = "com.example.round", ["data"] = new JsonObject() };
        using var request = new HttpRequestMessage(HttpMethod.Post, _client.At.On(4300, "/events"))
        {
            Content = new StringContent(happened.ToJsonString(), Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("application/cloudevents+json")),
        };
        request.Headers.Authorization = new("Bearer", await _client.Admin());
        using var answer = await _client.Http.SendAsync(request);
        Assert.Equal(202, (int)answer.StatusCode);
    }
}
