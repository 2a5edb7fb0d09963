namespace Sothebais.Tests.Gateways.Support;

/// <summary>A house on a Redis of its own, with as small a feed as there can be. One test at a time.</summary>
public sealed class RedisHouse : IAsyncLifetime
{
    private RedisServer? _redis;

    /// <summary>The house.</summary>
    public AllInOneHouse House { get; private set; } = null!;

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.Start();
        House = await AllInOneHouse.Start(_redis.Connection, "--EventLog:FeedCommits=1000");
        Client = new HouseClient(House.At);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (House is not null) await House.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class OnRedis : ICollectionFixture<RedisHouse>
{
    /// <summary>Their collection.</summary>
    public const string Name = "on Redis";
}
