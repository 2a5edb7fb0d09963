using StackExchange.Redis;

namespace Sothebais.Gateways.Defaults.Cluster;

/// <summary>How every process of the house reaches Redis.</summary>
public static class RedisConnection
{
    /// <summary>Whether the house is on Redis, or else in memory.</summary>
    public static bool IsConfigured(IConfiguration configuration) => configuration["redis"] is { Length: > 0 };

    /// <summary>
    /// The configured connection: <c>redis</c> in StackExchange.Redis' notation, and <c>Redis:Password</c>, which can be a secret on its own and goes before a
    /// password in <c>redis</c>. Null where the house runs in memory. A lost Redis is found out and found again quickly, and nothing is kept back to be sent
    /// later: a commit that cannot be sent now fails now.
    /// </summary>
    /// <exception cref="InvalidOperationException">What <c>redis</c> says cannot be read.</exception>
    public static ConfigurationOptions? From(IConfiguration configuration)
    {
        if (!IsConfigured(configuration)) return null;
        var options = Read(configuration["redis"]!);
        // An empty one is none: compose makes an empty file of a secret that is not set.
        if (configuration["Redis:Password"] is { Length: > 0 } password) options.Password = password;
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

    /// <summary>What Orleans' providers are told of a connection that they are handed ready-made: where it goes, and no password.</summary>
    public static ConfigurationOptions Told(IConnectionMultiplexer redis)
    {
        var options = new ConfigurationOptions();
        foreach (var endpoint in redis.GetEndPoints(configuredOnly: true)) options.EndPoints.Add(endpoint);
        return options;
    }

    // Its own exceptions quote what they cannot read, which may be a piece of a password.
    private static ConfigurationOptions Read(string connection)
    {
        try
        {
            return ConfigurationOptions.Parse(connection);
        }
        catch (ArgumentException)
        {
            throw new InvalidOperationException("The connection to Redis cannot be read: redis is to be as in host:6379 or host:6379,ssl=true; the password goes into Redis:Password.");
        }
    }
}
