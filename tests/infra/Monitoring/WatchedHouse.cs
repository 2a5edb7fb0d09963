using Sothebais.Tests.Infra.Prometheus;
using Sothebais.Tests.Infra.Redis;

namespace Sothebais.Tests.Infra.Monitoring;

/// <summary>A house in which a sale goes on, both exporters, and a Prometheus with the configuration and rules that are shipped, moved to where they are.</summary>
public abstract class WatchedHouse : IAsyncLifetime
{
    private readonly Stack<IAsyncDisposable> _started = new();

    /// <summary>Prometheus.</summary>
    internal PrometheusServer Prometheus { get; private set; } = null!;

    /// <summary>The sale.</summary>
    internal Sale Sale { get; private set; } = null!;

    /// <summary>How many silos run.</summary>
    public abstract int Silos { get; }

    /// <summary>Starts the house.</summary>
    /// <returns>Its doors, its silos' doors, and its Redis' address.</returns>
    protected abstract Task<(HouseAddresses At, HouseAddresses[] Silos, string Redis)> StartHouse();

    /// <summary>Keeps what was started, to stop it at the end.</summary>
    protected T Keep<T>(T started) where T : IAsyncDisposable
    {
        _started.Push(started);
        return started;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        try
        {
            var (at, silos, redis) = await StartHouse();
            var (redisExporter, nodeExporter) = ($"127.0.0.1:{Harness.Ports.Next()}", $"127.0.0.1:{Harness.Ports.Next()}");
            Keep(ServerProcess.Start("redis exporter", "prometheus-redis-exporter", ["-web.listen-address", redisExporter, "-redis.addr", redis]));
            Keep(ServerProcess.Start("node exporter", "prometheus-node-exporter", ["--web.listen-address", nodeExporter]));
            Sale = Keep(await Sale.Open(at));
            string[] On(int port) => [$"127.0.0.1:{at.On(port).Port}"];
            Prometheus = Keep(await PrometheusServer.Start(self => ScrapeConfig.Shipped().Moved(new Dictionary<string, string[]>
            {
                ["admin-frontend"] = On(3090),
                ["auction-manager"] = On(4190),
                ["stream-manager"] = On(4290),
                ["event-handler"] = On(4390),
                ["silo"] = [.. silos.Select(s => $"127.0.0.1:{s.On(4090).Port}")],
                // Traefik cannot be had here: nobody answers, and that is expected below.
                ["traefik"] = [$"127.0.0.1:{Harness.Ports.Next()}"],
                ["broadcast"] = [], // by choice, and not chosen
                ["redis-exporter"] = [redisExporter],
                ["node-exporter"] = [nodeExporter],
                ["prometheus"] = [self],
            })));
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
        GC.SuppressFinalize(this);
    }
}

/// <summary>The house as it is developed: everything in one process, on the Redis that is shipped.</summary>
public sealed class WatchedAllInOne : WatchedHouse
{
    /// <inheritdoc/>
    public override int Silos => 1;

    /// <inheritdoc/>
    protected override async Task<(HouseAddresses At, HouseAddresses[] Silos, string Redis)> StartHouse()
    {
        var redis = Keep(new ShippedRedis());
        await redis.InitializeAsync();
        var address = redis.Connection.GetEndPoints()[0].ToString()!;
        var house = Keep(await AllInOneHouse.Start(address, Sale.Settings));
        return (house.At, [house.At], address);
    }
}

/// <summary>The house as it is in production: two silos and the four gateways, each a process of its own.</summary>
public sealed class WatchedSeparateHouse : WatchedHouse
{
    /// <inheritdoc/>
    public override int Silos => 2;

    /// <inheritdoc/>
    protected override async Task<(HouseAddresses At, HouseAddresses[] Silos, string Redis)> StartHouse()
    {
        var house = Keep(await SeparateHouse.Start(Silos, Sale.Settings));
        return (house.At, [.. house.Silos.Keys.Select(house.SiloAt)], house.Redis.Connection);
    }
}
