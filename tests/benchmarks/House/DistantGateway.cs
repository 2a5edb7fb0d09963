using Orleans.Configuration;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;

namespace Sothebais.Benchmarks.House;

/// <summary>A gateway as the silos know it: a client of the cluster, over a line of its own, that is told what happens in an auction and counts it.</summary>
internal sealed class DistantGateway : IAuctionObserver, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IAuctionObserver _reference;
    private readonly IAuctionChannelGrain _channel;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _watching;
    private long _told;

    private DistantGateway(IHost host, string auctionId)
    {
        _host = host;
        var cluster = host.Services.GetRequiredService<IClusterClient>();
        _reference = cluster.CreateObjectReference<IAuctionObserver>(this);
        _channel = cluster.GetGrain<IAuctionChannelGrain>(auctionId);
        _watching = Watch();
    }

    /// <summary>How many events it was told of.</summary>
    public long Told => Interlocked.Read(ref _told);

    /// <summary>Opens one.</summary>
    /// <param name="redis">Where the silos are to be found.</param>
    /// <param name="auctionId">What it watches.</param>
    public static async Task<DistantGateway> Open(string redis, string auctionId)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (ClusterNames.Service, ClusterNames.Cluster));
            client.UseRedisClustering(redis);
        });
        var host = builder.Build();
        await host.StartAsync();
        var gateway = new DistantGateway(host, auctionId);
        await gateway._channel.Watch(gateway._reference);
        return gateway;
    }

    /// <inheritdoc/>
    public Task Published(EventBatch batch)
    {
        Interlocked.Add(ref _told, batch.Events.Length);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await _watching;
        await _channel.Leave(_reference);
        await _host.StopAsync();
        _host.Dispose();
        _leaving.Dispose();
    }

    private async Task Watch()
    {
        using var timer = new PeriodicTimer(IAuctionChannelGrain.Lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(_leaving.Token)) await _channel.Watch(_reference);
        }
        catch (OperationCanceledException)
        {
            // it leaves
        }
    }
}
