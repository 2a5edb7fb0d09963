namespace Sothebais.Tests.Harness;

/// <summary>A house as in production: its own redis-server, silos and the four gateways, each a process of its own, on one machine.</summary>
public sealed class SeparateHouse : IAsyncDisposable
{
    // Of one machine, and with the local issuer.
    private static readonly Dictionary<string, string> Environment = new() { ["DOTNET_ENVIRONMENT"] = "Development" };

    private readonly Dictionary<int, (string Address, ServerProcess Process)> _silos = [];
    private readonly List<ServerProcess> _gateways = [];
    private readonly string[] _settings;
    private int _started;

    private SeparateHouse(RedisServer redis, string[] settings) => (Redis, _settings) = (redis, settings);

    /// <summary>Its doors.</summary>
    public HouseAddresses At { get; } = new(Ports.NextOffset());

    /// <summary>Its Redis.</summary>
    public RedisServer Redis { get; }

    /// <summary>The silos that run, by number.</summary>
    public IReadOnlyDictionary<int, (string Address, ServerProcess Process)> Silos => _silos;

    /// <summary>A silo's doors.</summary>
    public HouseAddresses SiloAt(int number) => new(At.Offset + 2 * (number % 40));

    /// <summary>The gateways that run.</summary>
    public IReadOnlyList<ServerProcess> Gateways => _gateways;

    /// <summary>Starts one.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="settings">More of the gateways' command line.</param>
    public static async Task<SeparateHouse> Start(int silos, params string[] settings)
    {
        var house = new SeparateHouse(await RedisServer.Start(), settings);
        try
        {
            for (var i = 0; i < silos; i++) await house.StartSilo();
            await house.StartGateways();
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of which only the Redis runs yet.</summary>
    /// <param name="settings">More of the gateways' command line.</param>
    public static async Task<SeparateHouse> Empty(params string[] settings) => new(await RedisServer.Start(), settings);

    /// <summary>Starts one more silo and waits until it is ready.</summary>
    /// <param name="checkout">The folder of the checkout that it was built in; null is this one.</param>
    /// <returns>Its number.</returns>
    public async Task<int> StartSilo(string? checkout = null)
    {
        var (number, process, at) = BeginSilo(checkout);
        await Programs.Ready(at, process, 4091);
        return number;
    }

    /// <summary>Starts silos and gateways at once, as a machine does when it boots.</summary>
    public async Task StartAll(int silos)
    {
        var begun = Enumerable.Range(0, silos).Select(_ => BeginSilo(null)).ToArray();
        BeginGateways(null);
        foreach (var (_, process, at) in begun) await Programs.Ready(at, process, 4091);
        await GatewaysReady();
    }

    /// <summary>Starts the gateways and waits until they are ready.</summary>
    /// <param name="checkout">The folder of the checkout that they were built in; null is this one.</param>
    public Task StartGateways(string? checkout = null)
    {
        BeginGateways(checkout);
        return GatewaysReady();
    }

    /// <summary>Kills a gateway, without a goodbye.</summary>
    /// <param name="assembly">Which, by its program.</param>
    public Task KillGateway(string assembly) => _gateways[Place(assembly)].Kill();

    /// <summary>Starts a gateway again that was killed, and waits until it is ready.</summary>
    /// <param name="assembly">Which, by its program.</param>
    public async Task StartGateway(string assembly)
    {
        var place = Place(assembly);
        await _gateways[place].DisposeAsync();
        _gateways[place] = BeginGateway(null, Programs.Gateways[place].Folder, assembly);
        await Programs.Ready(At, _gateways[place], Programs.Gateways[place].Health);
    }

    /// <summary>Kills a silo: no goodbye.</summary>
    public async Task KillSilo(int number)
    {
        await _silos[number].Process.Kill();
        _silos.Remove(number);
    }

    /// <summary>Kills everything but Redis' files: no goodbye.</summary>
    public async Task KillAll()
    {
        await Task.WhenAll([.. _silos.Values.Select(s => s.Process.Kill()), .. _gateways.Select(g => g.Kill()), Redis.Kill()]);
        _silos.Clear();
        _gateways.Clear();
    }

    /// <summary>What the processes said last, for a failure's message.</summary>
    public string Output => string.Join('\n', _silos.Values.Select(s => s.Process).Concat(_gateways).Select(p => $"--- {p.Name}\n{p.Output}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways) await gateway.DisposeAsync();
        foreach (var (_, process) in _silos.Values) await process.DisposeAsync();
        await Redis.DisposeAsync();
    }

    private (int Number, ServerProcess Process, HouseAddresses At) BeginSilo(string? checkout)
    {
        // A silo is told apart by its ports: each takes the documented ones, moved by its own offset.
        var (number, port) = (_started++, Ports.Next());
        var at = SiloAt(number);
        var process = ServerProcess.Start($"silo {number}", "dotnet",
            [
                Programs.Of("silo", "Sothebais.Silo", checkout), "--redis", Redis.Connection, "--port-offset", $"{at.Offset}",
                $"--Silo:Port={port}", $"--Silo:GatewayPort={Ports.Next()}",
            ], Environment);
        _silos.Add(number, ($"127.0.0.1:{port}", process));
        return (number, process, at);
    }

    private void BeginGateways(string? checkout)
    {
        foreach (var (folder, assembly, _) in Programs.Gateways) _gateways.Add(BeginGateway(checkout, folder, assembly));
    }

    private ServerProcess BeginGateway(string? checkout, string folder, string assembly) => ServerProcess.Start(assembly, "dotnet",
        [Programs.Of(folder, assembly, checkout), "--redis", Redis.Connection, "--port-offset", $"{At.Offset}", "--RateLimits:Enabled=false", .. _settings], Environment);

    private static int Place(string assembly) => Array.FindIndex(Programs.Gateways, g => g.Assembly == assembly);

    private async Task GatewaysReady()
    {
        for (var i = 0; i < Programs.Gateways.Length; i++) await Programs.Ready(At, _gateways[i], Programs.Gateways[i].Health);
    }
}
