namespace Sothebais.Tests.Harness;

/// <summary>A whole house in one process of its own, at ports of its own.</summary>
public sealed class AllInOneHouse : IAsyncDisposable
{
    private readonly string? _redis;
    private readonly string[] _settings;
    private ServerProcess? _process;

    private AllInOneHouse(string? redis, string[] settings) => (_redis, _settings) = (redis, settings);

    /// <summary>Its doors.</summary>
    public HouseAddresses At { get; } = new(Ports.NextOffset());

    /// <summary>The process; for signals.</summary>
    public ServerProcess Process => _process!;

    /// <summary>Starts one, without rate limits.</summary>
    /// <param name="redis">The connection to Redis; null runs in memory.</param>
    /// <param name="settings">More of the command line.</param>
    public static async Task<AllInOneHouse> Start(string? redis = null, params string[] settings)
    {
        var house = new AllInOneHouse(redis, settings);
        await house.StartAgain();
        return house;
    }

    /// <summary>Starts it again.</summary>
    public async Task StartAgain()
    {
        var siloPort = Ports.Next();
        string[] arguments =
        [
            Programs.Of("gateways/all-in-one", "Sothebais.Gateways.AllInOne"), "--port-offset", $"{At.Offset}", $"--Silo:Port={siloPort}", $"--Silo:GatewayPort={Ports.Next()}",
            .. _redis is null ? Array.Empty<string>() : ["--redis", _redis], "--RateLimits:Enabled=false", .. _settings,
        ];
        _process = ServerProcess.Start("house", "dotnet", arguments);
        try
        {
            await Programs.Ready(At, _process, 3091, 4191, 4291, 4391);
        }
        catch
        {
            await _process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
    }
}
