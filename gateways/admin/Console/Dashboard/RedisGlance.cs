using System.Globalization;
using StackExchange.Redis;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Looks at Redis over this process's own line to it.</summary>
/// <param name="services">Where the line is, where the house has one.</param>
internal sealed class RedisGlance(IServiceProvider services)
{
    /// <summary>How Redis is; null where the house runs in memory.</summary>
    /// <exception cref="RedisException">It does not answer.</exception>
    /// <exception cref="RedisTimeoutException">It does not answer in time.</exception>
    public async Task<RedisFigures?> Look()
    {
        if (services.GetService<IConnectionMultiplexer>() is not { } redis) return null;
        var server = redis.GetServers()[0];
        var answered = server.PingAsync();
        // As text: the library counts its own INFO among what only administrators' lines may ask, and this line may change nothing.
        var info = (await Task.WhenAll(server.ExecuteAsync("INFO", "memory"), server.ExecuteAsync("INFO", "persistence")))
            .SelectMany(section => ((string?)section ?? "").Split("\r\n")).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        string? Text(string name) => info[name].FirstOrDefault();
        long Number(string name) => long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new RedisFigures(await answered, Number("used_memory"), Number("maxmemory"), Text("aof_enabled") == "1", Text("aof_last_write_status") == "ok", Text("aof_last_bgrewrite_status") == "ok");
    }
}

/// <summary>How Redis is.</summary>
/// <param name="Answered">How long it took to answer.</param>
/// <param name="Used">The memory that it uses, in bytes.</param>
/// <param name="Most">The most that it may use, in bytes; 0 is what the machine has.</param>
/// <param name="KeepsLog">Whether it keeps an append-only file: without one, what was accepted is lost with it.</param>
/// <param name="LastWrite">Whether the last write to the file succeeded.</param>
/// <param name="LastRewrite">Whether the last rewrite of the file succeeded.</param>
internal sealed record RedisFigures(TimeSpan Answered, long Used, long Most, bool KeepsLog, bool LastWrite, bool LastRewrite);
