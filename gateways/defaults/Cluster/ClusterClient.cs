using Orleans.Configuration;
using StackExchange.Redis;

namespace Sothebais.Gateways.Defaults.Cluster;

/// <summary>Connects a gateway to the silos.</summary>
internal static class ClusterClient
{
    /// <summary>How long one try of a grain call may take. Short, because a call to a dead silo shows only this way; a gateway tries again.</summary>
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(1.5);

    public static void AddClusterClient(this WebApplicationBuilder builder, ConfigurationOptions redis)
    {
        var multiplexer = ConnectionMultiplexer.Connect(redis);
        builder.Services.AddSingleton<IConnectionMultiplexer>(multiplexer);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (ClusterNames.Service, ClusterNames.Cluster));
            client.UseRedisClustering(o =>
            {
                o.ConfigurationOptions = RedisConnection.Told(multiplexer);
                o.CreateMultiplexer = _ => Task.FromResult<(IConnectionMultiplexer, bool)>((multiplexer, true));
            });
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = OneTry);
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.UseConnectionRetryFilter(async (_, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation); // until the host is stopped: silos may come later
                return true;
            });
        });
    }
}
