using StackExchange.Redis;

namespace Sothebais.Tests.Infra.Redis;

/// <summary>A real Redis with the configuration that is shipped.</summary>
public sealed class ShippedRedis : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-config-");
    private ServerProcess? _process;

    /// <summary>A connection to it.</summary>
    public ConnectionMultiplexer Connection { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var port = Harness.Ports.Next();
        _process = ServerProcess.Start("redis", "redis-server", [Path.Combine(Programs.Root, "infra/redis/redis.conf"), "--port", $"{port}", "--dir", _folder.FullName]);
        Connection = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true,abortConnect=false,connectRetry=20,connectTimeout=500");
        await Wait.Until("redis answers", Wait.Patience, () => Connection.IsConnected);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await Connection.DisposeAsync();
        if (_process is not null) await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>What the shipped configuration makes of Redis.</summary>
public sealed class RedisConfigTests(ShippedRedis redis) : IClassFixture<ShippedRedis>
{
    [Theory]
    [InlineData("appendonly", "yes"), InlineData("appendfsync", "always"), InlineData("no-appendfsync-on-rewrite", "no"), InlineData("save", ""), InlineData("maxmemory-policy", "noeviction")]
    [InlineData("protected-mode", "yes")]
    public async Task What_was_acknowledged_is_on_the_disk_and_nothing_is_dropped_to_make_room(string setting, string value) =>
        Assert.Equal(value, Assert.Single(await redis.Connection.GetServers()[0].ConfigGetAsync(setting)).Value);
}
