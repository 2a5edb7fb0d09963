using StackExchange.Redis;

namespace Sothebais.Gateways.Defaults.Cluster;

/// <summary>How every process of the house reaches Redis.</summary>
public static class RedisConnection
{
    /// <summary>The configured connection (<c>--redis</c>); null where the house runs in memory.</summary>
    public static string? From(IConfiguration configuration) => configuration["redis"] is { Length: > 0 } redis ? redis : null;

    /// <summary>
    /// The options for a connection string in StackExchange.Redis' notation. A lost Redis is found out and found again quickly, and nothing is
    /// kept back to be sent later: a commit that cannot be sent now fails now.
    /// </summary>
    public static ConfigurationOptions Options(string connection)
    {
        var options = ConfigurationOptions.Parse(connection);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1_000;
        options.AsyncTimeout = 2_000;
        options.SyncTimeout = 2_000;
        options.KeepAlive = 2;
        options.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
        options.ReconnectRetryPolicy = new LinearRetry(250);
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.SocketManager = SocketManager.ThreadPool; // threads of its own cost a switch for every answer
        options.ClientName = "sothebais";
        return options;
    }
}
