using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.BroadcastChannel;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.GrainInterfaces.Channels;
using Sothebais.Grains;
using Sothebais.Grains.Activity;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.DeadLetters;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Intake;
using Sothebais.Grains.Outages;
using StackExchange.Redis;

namespace Sothebais.Silo;

/// <summary>Hosts the grains: on Redis, as one of a cluster; or in memory, alone.</summary>
public static partial class SiloHosting
{
    private const int SiloPort = 11111;
    private const int GatewayPort = 30000;

    /// <summary>Adds the silo to a host.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="redis">The connections to Redis; null runs in memory.</param>
    public static void AddSilo(this WebApplicationBuilder builder, RedisLines? redis)
    {
        var configuration = builder.Configuration;
        builder.Services.AddOptions<HouseRules>().BindConfiguration("House").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<Microsoft.Extensions.Options.IOptions<HouseRules>>().Value);
        builder.Services.AddSingleton<RunningAuctions>();
        builder.Services.AddSingleton<SignOfLife>();
        if (redis is null) builder.Services.AddMemoryHouse();
        else builder.Services.AddRedisHouse(redis.Log);
        builder.UseOrleans(silo =>
        {
            var offset = ServicePorts.Offset(configuration);
            var (siloPort, gatewayPort) = (configuration.GetValue("Silo:Port", SiloPort + offset), configuration.GetValue("Silo:GatewayPort", GatewayPort + offset));
            silo.Configure<ClusterOptions>(o => (o.ServiceId, o.ClusterId) = (ClusterNames.Service, ClusterNames.Cluster));
            if (redis is null) silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: ClusterNames.Service, clusterId: ClusterNames.Cluster);
            else
            {
                silo.ConfigureEndpoints(Address(configuration, builder.Environment), siloPort, gatewayPort, listenOnAnyHostAddress: !builder.Environment.IsDevelopment());
                silo.UseHouseRedis(redis.Orleans);
            }
            silo.UseHouseDefaults(memory: redis is null);
            silo.AddOrleansDashboard();
        });
        builder.Services.AddHostedService<PulseService>();
        builder.Services.AddHostedService<AlarmService>();
    }

    /// <summary>What every silo of the house has, whatever it stores in.</summary>
    public static void UseHouseDefaults(this ISiloBuilder silo, bool memory)
    {
        // The same form in memory as in Redis. Orleans' usual one is JSON, which makes nothing of a number of 128 bits.
        silo.Services.AddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        if (memory) silo.AddMemoryGrainStorage(GrainStores.Default).UseInMemoryReminderService();
        silo.AddBroadcastChannel(IAuctionChannelGrain.Provider, (BroadcastChannelOptions o) => o.FireAndForgetDelivery = true);
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5));
        // Found out within about three seconds, in place of Orleans' fifteen: a live room does not wait.
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(1);
            o.NumMissedProbesLimit = 2;
            o.NumVotesForDeathDeclaration = 1;
            o.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            // A house killed whole finds its own rows on its return; they must not hold it up for the usual 90 seconds.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
            o.NumMissedTableIAmAliveLimit = 3;
            o.MaxJoinAttemptTime = TimeSpan.FromSeconds(60);
            o.DefunctSiloExpiration = TimeSpan.FromHours(1);
        });
        silo.Configure<GrainCollectionOptions>(o => (o.CollectionAge, o.CollectionQuantum) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1)));
    }

    /// <summary>Log, feed, catalogue and signs of life in the memory of this process.</summary>
    public static void AddMemoryHouse(this IServiceCollection services)
    {
        services.TryAddSingleton(s => new MemoryEventLog(s.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IEventLog>(s => s.GetRequiredService<MemoryEventLog>());
        services.TryAddSingleton<IFeed>(s => s.GetRequiredService<MemoryEventLog>());
        services.TryAddSingleton<ICatalogue>(s => s.GetRequiredService<MemoryEventLog>());
        services.TryAddSingleton<IIntakeLog>(s => s.GetRequiredService<MemoryEventLog>());
        services.TryAddSingleton<IActivity>(s => s.GetRequiredService<MemoryEventLog>());
        services.TryAddSingleton<IAttemptLog, MemoryAttemptLog>();
        services.TryAddSingleton<IDeadLetterStore, MemoryDeadLetterStore>();
        services.TryAddSingleton<IPulse, MemoryPulse>();
        services.TryAddSingleton<IAlarms, MemoryAlarms>();
    }

    /// <summary>Log, feed, catalogue and signs of life in Redis.</summary>
    public static void AddRedisHouse(this IServiceCollection services, IConnectionMultiplexer redis)
    {
        services.AddOptions<RedisEventLogOptions>().BindConfiguration("EventLog").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => s.GetRequiredService<Microsoft.Extensions.Options.IOptions<RedisEventLogOptions>>().Value);
        services.AddSingleton(redis);
        services.TryAddSingleton<IEventLog, RedisEventLog>();
        services.TryAddSingleton<IFeed, RedisFeed>();
        services.TryAddSingleton<ICatalogue, RedisCatalogue>();
        services.TryAddSingleton<IIntakeLog, RedisIntakeLog>();
        services.TryAddSingleton<IActivity, RedisActivity>();
        services.TryAddSingleton<IAttemptLog, RedisAttemptLog>();
        services.TryAddSingleton<IDeadLetterStore, RedisDeadLetterStore>();
        services.TryAddSingleton<IPulse, RedisPulse>();
        services.TryAddSingleton<IAlarms, RedisAlarms>();
    }

    /// <summary>Membership, grain storage and reminders in Redis, over one connection.</summary>
    public static void UseHouseRedis(this ISiloBuilder silo, IConnectionMultiplexer redis)
    {
        var options = RedisConnection.Told(redis);
        var shared = Task.FromResult((redis, true));
        silo.UseRedisClustering(o => (o.ConfigurationOptions, o.CreateMultiplexer) = (options, _ => shared));
        silo.AddRedisGrainStorage(RedisState.Below, (Orleans.Persistence.RedisStorageOptions o) =>
        {
            (o.ConfigurationOptions, o.CreateMultiplexer) = (options, _ => shared);
            o.DeleteStateOnClear = true;
        });
        silo.Services.AddGrainStorage(GrainStores.Default, (services, _) => new RedisState(services.GetRequiredKeyedService<IGrainStorage>(RedisState.Below)));
        silo.AddIncomingGrainCallFilter<RedisFaults>();
        silo.UseRedisReminderService(o => (o.ConfigurationOptions, o.CreateMultiplexer) = (options, _ => shared));
    }

    /// <summary>Connects to Redis, and says so where that fails: a house that cannot store anything does not open.</summary>
    /// <exception cref="InvalidOperationException">Redis cannot be reached, takes another password, or is too old.</exception>
    public static async Task<RedisLines> ConnectRedis(ConfigurationOptions options)
    {
        var endpoints = string.Join(", ", options.EndPoints);
        using var logs = LoggerFactory.Create(l => l.AddSimpleConsole(o => o.SingleLine = true)); // the host's own is yet to be built
        for (var tries = 0; ; tries++)
        {
            var redis = await ConnectionMultiplexer.ConnectAsync(options);
            if (redis.IsConnected)
            {
                var version = redis.GetServers()[0].Version;
                return version >= new Version(7, 0)
                    ? new RedisLines(redis, await ConnectionMultiplexer.ConnectAsync(options))
                    : throw new InvalidOperationException($"Redis {version} is too old: 7.0 or newer is needed.");
            }
            var refused = await RefusesThePassword(redis);
            await redis.DisposeAsync();
            if (refused) throw new InvalidOperationException($"Redis at {endpoints} does not take the password: Redis:Password is missing or wrong.");
            if (tries == 30) throw new InvalidOperationException($"Redis does not answer at {endpoints}.");
            if (tries == 0) Waiting(logs.CreateLogger(typeof(SiloHosting)), endpoints);
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<bool> RefusesThePassword(IConnectionMultiplexer redis)
    {
        try
        {
            await redis.GetDatabase().PingAsync();
            return false;
        }
        catch (RedisException e)
        {
            return e.InnerException is RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure };
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer at {Endpoints}; waiting half a minute for it.")]
    private static partial void Waiting(ILogger logger, string endpoints);

    // Which of a machine's addresses the other silos reach is for the operator to say where there are several; in Development all live on one machine.
    private static IPAddress Address(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Silo:Address"] is { Length: > 0 } given)
            return IPAddress.TryParse(given, out var address) ? address : throw new InvalidOperationException($"Silo:Address is not an IP address: '{given}'.");
        if (environment.IsDevelopment()) return IPAddress.Loopback;
        return Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(a => a.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)) ?? IPAddress.Loopback;
    }
}
