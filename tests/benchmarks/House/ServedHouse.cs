using OpenTelemetry.Metrics;
using Sothebais.Gateways.Admin;
using Sothebais.Gateways.AuctionManager;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.EventHandler;
using Sothebais.Gateways.StreamManager;
using Sothebais.Silo;

namespace Sothebais.Benchmarks.House;

/// <summary>A house in one process, composed like the all-in-one host, with the ceilings it is compared with on the same ports.</summary>
internal static class ServedHouse
{
    /// <summary>Serves until the process is told to end.</summary>
    /// <param name="args">The command line of the all-in-one host.</param>
    public static async Task Serve(string[] args)
    {
        var silo = ServiceHost.Create(ServicePorts.Silo, args, Environments.Development, metrics: null);
        var redis = await SiloHosting.ConnectRedis(RedisConnection.From(silo.Configuration) ?? throw new InvalidOperationException("Benchmarks need --redis <connection>."));
        silo.AddSilo(redis);
        await using var house = silo.Build();
        house.MapServiceEndpoints();
        await house.StartAsync();

        var shared = new SharedHouse(house.Services.GetRequiredService<IClusterClient>(), house.Services.GetRequiredService<MeterProvider>(), redis.Log, house.Environment.EnvironmentName);
        var auctions = AuctionManagerGateway.Build(args, shared);
        auctions.MapConstantBids();
        auctions.MapWorkshop();
        var streams = StreamManagerGateway.Build(args, shared);
        streams.MapPlainBroadcast(redis.Log);
        WebApplication[] gateways = [AdminGateway.Build(args, shared), auctions, streams, EventHandlerGateway.Build(args, shared)];
        house.Lifetime.ApplicationStopping.Register(() => Task.WhenAll(gateways.Select(g => g.StopAsync())).GetAwaiter().GetResult());
        foreach (var gateway in gateways) await gateway.StartAsync();
        await house.WaitForShutdownAsync();
    }
}
