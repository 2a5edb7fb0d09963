using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>A house, a platform, and a broadcast of the one's overlay to the other.</summary>
public sealed class OnAir : IAsyncLifetime
{
    private readonly Stack<IAsyncDisposable> _started = new();

    /// <summary>The broadcast.</summary>
    internal BroadcastProcess Broadcast { get; private set; } = null!;

    /// <summary>The platform.</summary>
    internal RtmpServer Platform { get; private set; } = null!;

    /// <summary>The overlay's address: a lot without a clock, so that its picture stands still.</summary>
    public string Overlay { get; private set; } = "";

    /// <summary>How soon who was lost is back: ten seconds; on a machine so busy that the first start took more than five, twice as long as that.</summary>
    public TimeSpan Back { get; private set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            Platform = Keep(await RtmpServer.Start());
            var house = Keep(await AllInOneHouse.Start());
            using var client = new HouseClient(house.At);
            var lot = await client.Open(new JsonObject { ["title"] = "Genesis", ["lot"] = new JsonObject { ["name"] = "Genesis #1" } });
            await client.Bid(lot, "ann", "1200");
            Overlay = house.At.On(4200, $"/overlay/auction/{lot}").AbsoluteUri;
            Broadcast = Keep(BroadcastProcess.Start(Overlay, Platform.Target));
            var took = await Broadcast.Ready(TimeSpan.FromSeconds(60));
            if (2 * took > Back) Back = 2 * took;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_started.TryPop(out var started)) await started.DisposeAsync();
    }

    private T Keep<T>(T started) where T : IAsyncDisposable
    {
        _started.Push(started);
        return started;
    }
}
