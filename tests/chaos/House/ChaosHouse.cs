using System.Net.Sockets;
using System.Text;
using Sothebais.Tests.Chaos.Links;
using Sothebais.Tests.Chaos.Load;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Chaos.House;

/// <summary>
/// A house as in production: Redis, two silos and the four gateways, each a process of its own that is started again whenever it ends, each with a line of
/// its own to Redis.
/// </summary>
public sealed class ChaosHouse : IAsyncDisposable
{
    private const string Issuer = "https://clerk.sothebais.test";
    private const int DiskMegabytes = 256;
    private static readonly Dictionary<string, string> Environment = new() { ["DOTNET_ENVIRONMENT"] = "Development" };

    // A receiver that fails now and then is asked again soon, and often.
    private static readonly string[] Tries = [.. Enumerable.Range(0, 32).Select(n => $"--Webhooks:Schedule:{n}=00:00:00{(n == 0 ? "" : ".050")}")];

    private readonly CancellationTokenSource _ending = new();
    private readonly List<Link> _lines = [];
    private readonly Disk _disk;
    private readonly int _redisPort = Ports.Next();
    private readonly int _seed;
    private Task _tending = Task.CompletedTask;

    private ChaosHouse(Disk disk, int seed) => (_disk, _seed) = (disk, seed);

    /// <summary>Its doors.</summary>
    public HouseAddresses At { get; } = new(Ports.NextOffset());

    /// <summary>Signs the tokens of its people: no fault of the house makes them void.</summary>
    public ClerkTokens Tokens { get; } = new(Issuer) { Lifetime = TimeSpan.FromHours(12) };

    /// <summary>Redis.</summary>
    public Place Redis { get; private set; } = null!;

    /// <summary>The silos.</summary>
    public IReadOnlyList<Place> Silos { get; private set; } = [];

    /// <summary>The gateways.</summary>
    public IReadOnlyList<Place> Gateways { get; private set; } = [];

    /// <summary>All of them.</summary>
    public IEnumerable<Place> All => [Redis, .. Silos, .. Gateways];

    /// <summary>The disk on which Redis writes.</summary>
    public Disk Disk => _disk;

    /// <summary>Where Redis is reached without a line that can be broken.</summary>
    public string DirectRedis => $"127.0.0.1:{_redisPort}";

    /// <summary>Starts one and waits until all of it is ready.</summary>
    /// <param name="seed">Of what the lossy lines lose.</param>
    public static async Task<ChaosHouse> Start(int seed)
    {
        var house = new ChaosHouse(await Disk.Make(DiskMegabytes), seed);
        try
        {
            house.Begin();
            await house.Ready(TimeSpan.FromMinutes(2));
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every process is ready.</summary>
    /// <exception cref="TimeoutException">One was not; with what it said last.</exception>
    public async Task Ready(TimeSpan patience)
    {
        foreach (var place in All)
        {
            try
            {
                await Wait.Until($"{place.Name} is ready", patience, place.IsReady);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"{e.Message}\n{place.Said}", e);
            }
        }
    }

    /// <summary>Says something to Redis, past every line.</summary>
    /// <returns>The first line of its answer.</returns>
    public async Task<string> Tell(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _redisPort);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync() ?? "";
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _tending;
        foreach (var place in All.Where(p => p is not null).Reverse()) await place.DisposeAsync();
        foreach (var line in _lines) await line.DisposeAsync();
        await _disk.DisposeAsync();
        Tokens.Dispose();
        _ending.Dispose();
    }

    private void Begin()
    {
        Redis = new Place("redis", () => ServerProcess.Start("redis", "redis-server", RedisServer.Arguments(_redisPort, _disk.Folder)), null, null);
        Silos = [Silo("silo-1", 0), Silo("silo-2", 2)];
        Gateways = [.. Programs.Gateways.Select(g => Gateway(g.Folder, g.Assembly, g.Health))];
        _tending = Task.Run(Tend);
    }

    private Place Silo(string name, int further)
    {
        var (line, port, door) = (Line(), Ports.Next(), Ports.Next());
        var at = new HouseAddresses(At.Offset + further);
        return new Place(name, () => ServerProcess.Start(name, "dotnet",
            [
                Programs.Of("silo", "Sothebais.Silo"), "--redis", $"127.0.0.1:{line.Port}", "--port-offset", $"{at.Offset}", $"--Silo:Port={port}", $"--Silo:GatewayPort={door}",
                $"--House:ClosingWindow={Lot.Window}", // for sealed lots, too: by default they are given back a minute
            ], Environment), at.On(4091, "/health/ready"), line, port, door);
    }

    private Place Gateway(string folder, string assembly, int health)
    {
        var (line, name) = (Line(), Path.GetFileName(folder));
        return new Place(name, () => ServerProcess.Start(name, "dotnet",
            [
                Programs.Of(folder, assembly), "--redis", $"127.0.0.1:{line.Port}", "--port-offset", $"{At.Offset}", "--Clerk:Issuer", Issuer, "--Clerk:JwtKey", Tokens.PublicKey,
                "--RateLimits:Enabled=false", "--Webhooks:AllowPrivateTargets=true", .. Tries,
            ], Environment), At.On(health, "/health/ready"), line);
    }

    private Link Line()
    {
        var line = new Link(_redisPort, _seed + _lines.Count);
        _lines.Add(line);
        return line;
    }

    private async Task Tend()
    {
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (await look.WaitForNextTickAsync(_ending.Token))
                foreach (var place in All) await place.Tend();
        }
        catch (OperationCanceledException)
        {
            // the end
        }
    }
}
