using StackExchange.Redis;

namespace Sothebais.Tests.Infra.Redis;

/// <summary>A real Redis with the configuration that is shipped.</summary>
public sealed class RedisConfigTests
{
    [Theory]
    [InlineData("appendonly", "yes"), InlineData("appendfsync", "always"), InlineData("no-appendfsync-on-rewrite", "no"), InlineData("save", ""), InlineData("maxmemory-policy", "noeviction")]
    [InlineData("protected-mode", "yes")]
    public async Task What_was_acknowledged_is_on_the_disk_and_nothing_is_dropped_to_make_room(string setting, string value)
    {
        var (port, folder) = (Harness.Ports.Next(), Directory.CreateTempSubdirectory("redis-config-"));
        try
        {
            await using var process = ServerProcess.Start("redis", "redis-server", [Path.Combine(Programs.Root, "infra/redis/redis.conf"), "--port", $"{port}", "--dir", folder.FullName]);
            ConnectionMultiplexer? redis = null;
            await Wait.Until("redis answers", TimeSpan.FromSeconds(15), async () =>
            {
                redis = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{port},allowAdmin=true");
                return true;
            });
            await using var connection = redis!;
            Assert.Equal(value, Assert.Single(await connection.GetServers()[0].ConfigGetAsync(setting)).Value);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
