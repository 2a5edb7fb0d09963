using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;
using StackExchange.Redis;

namespace Sothebais.Benchmarks.House;

/// <summary>A house under test on a Redis of its own, in processes of their own.</summary>
internal sealed class TestedHouse : IAsyncDisposable
{
    private readonly RedisServer _redis;
    private readonly ServerProcess _process;

    private TestedHouse(RedisServer redis, ServerProcess process, HouseClient client, string token) => (_redis, _process, Client, Token) = (redis, process, client, token);

    private static readonly RedisKey Feed = "sothebais:feed";

    /// <summary>A client of its API.</summary>
    public HouseClient Client { get; }

    /// <summary>The token of somebody who may do everything.</summary>
    public string Token { get; }

    /// <summary>The processor time of the house and of Redis so far.</summary>
    public (TimeSpan House, TimeSpan Redis) ProcessorTime => (ProcessFigures.ProcessorTime(_process.Id), ProcessFigures.ProcessorTime(_redis.Process.Id));

    /// <summary>Where its Redis is.</summary>
    public string Redis => _redis.Connection;

    /// <summary>The memory that the house occupies, in bytes.</summary>
    public long ResidentMemory => ProcessFigures.ResidentMemory(_process.Id);

    /// <summary>How many files, sockets and the like the house has open.</summary>
    public int Handles => ProcessFigures.Handles(_process.Id);

    /// <summary>Starts one.</summary>
    /// <param name="started">Where the processes' ids are noted; null is nowhere.</param>
    public static async Task<TestedHouse> Start(string? started)
    {
        var redis = await RedisServer.Start();
        ServerProcess? process = null;
        try
        {
            Note(started, redis.Process);
            // Rewriting the file in the middle of a round is not what is measured.
            await using (var connection = await Connect(redis, admin: true)) await connection.GetServers()[0].ConfigSetAsync("auto-aof-rewrite-percentage", 0);
            var at = new HouseAddresses(Ports.NextOffset());
            process = ServerProcess.Start("house", "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Sothebais.Benchmarks.dll"), "serve", "--port-offset", $"{at.Offset}", "--redis", redis.Connection,
                $"--Silo:Port={Ports.Next()}", $"--Silo:GatewayPort={Ports.Next()}", "--RateLimits:Enabled=false",
                "--SyntheticOverlay:Lines=0", // each measurement has the viewers that it names
                "--EventLog:FeedCommits=20000000",
            ], new Dictionary<string, string> { ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Sothebais.Benchmarks" });
            Note(started, process);
            await Programs.Ready(at, process, 3091, 4191, 4291, 4391);
            var client = new HouseClient(at);
            return new TestedHouse(redis, process, client, await client.Admin());
        }
        catch
        {
            if (process is not null) await process.DisposeAsync();
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address behind a documented port.</summary>
    public IPEndPoint Door(int port) => new(IPAddress.Loopback, port + Client.At.Offset);

    /// <summary>Puts bytes somewhere: a ceiling's answer or frame.</summary>
    public async Task Put(int port, string path, string text)
    {
        using var answer = await Client.Http.PutAsync(Client.At.On(port, path), new StringContent(text, Encoding.UTF8));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Has something done in the workshop.</summary>
    public async Task<string> Workshop(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, Client.At.On(4100, $"/workshop/{path}"));
        using var answer = await Client.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{text}\n{_process.Output}");
    }

    /// <summary>The bytes in use on the house's managed heap, after everything unused was collected.</summary>
    public async Task<double> Heap() => double.Parse(await Workshop(HttpMethod.Get, "heap"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Opens an auction: amounts of ten digits, steps of 1, no clock.</summary>
    public Task<string> Open(string id) => Client.Open(new JsonObject { ["id"] = id, ["openingBid"] = $"{FirstAmount}" });

    /// <summary>The least first bid in every auction here.</summary>
    public const long FirstAmount = 1_000_000_000;

    /// <summary>Lengthens the feed by copies of the newest entry, and now and then of its first.</summary>
    /// <param name="entries">How many entries it has afterwards.</param>
    /// <param name="rare">Each which of them is a copy of the first.</param>
    public async Task FillFeed(int entries, int rare)
    {
        const string Copy = """
            local first, newest = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1][2], redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1][2]
            for i = ARGV[1], ARGV[2] do redis.call('XADD', KEYS[1], '*', unpack(i % ARGV[3] == 0 and first or newest)) end
            """;
        const int AtOnce = 5_000;
        await using var connection = await Connect(_redis, admin: true);
        var (database, server) = (connection.GetDatabase(), connection.GetServers()[0]);
        await server.ConfigSetAsync("appendonly", "no"); // gigabytes of copies are not what is measured
        for (var have = (int)await database.StreamLengthAsync(Feed); have < entries; have = Math.Min(entries, have + AtOnce))
            await database.ScriptEvaluateAsync(Copy, [Feed], [have + 1, Math.Min(entries, have + AtOnce), rare]);
    }

    /// <summary>When each event of a kind was committed, by Redis' clock: what an entry of the feed is called by.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> Commits(string kind)
    {
        await using var connection = await Connect(_redis, admin: false);
        var (database, after, found) = (connection.GetDatabase(), "-", new List<DateTimeOffset>());
        while (true)
        {
            var entries = await database.StreamRangeAsync(Feed, after, "+", 10_000);
            foreach (var entry in entries)
            {
                var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(entry.Id.ToString().Split('-')[0], System.Globalization.CultureInfo.InvariantCulture));
                found.AddRange(entry.Values.Where(v => v.Value.ToString().Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)).Select(_ => at));
            }
            if (entries.Length < 10_000) return found;
            after = $"({entries[^1].Id}";
        }
    }

    /// <summary>A place in the feed, as clients name it, with some entries before it.</summary>
    public async Task<string> FeedPlace(int before)
    {
        await using var connection = await Connect(_redis, admin: false);
        var (database, after) = (connection.GetDatabase(), "-");
        for (var left = before; ; left -= 10_000)
        {
            var entries = await database.StreamRangeAsync(Feed, after, "+", Math.Min(left, 10_000) + 1);
            if (left < 10_000) return $"{entries[^1].Id}-0";
            after = entries[^1].Id!;
        }
    }

    /// <summary>The version of Redis, and how long a write takes with its fsync: median of single writes in a row, in milliseconds.</summary>
    public async Task<(Version Version, double Write)> ProbeRedis()
    {
        await using var connection = await Connect(_redis, admin: false);
        var writes = new Load.Durations();
        for (var i = 0; i < 500; i++)
        {
            var before = System.Diagnostics.Stopwatch.GetTimestamp();
            await connection.GetDatabase().StringSetAsync("benchmark", i);
            writes.Add(System.Diagnostics.Stopwatch.GetTimestamp() - before);
        }
        return (connection.GetServers()[0].Version, writes.Percentile(0.5));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private static async Task<ConnectionMultiplexer> Connect(RedisServer redis, bool admin) => await ConnectionMultiplexer.ConnectAsync($"{redis.Connection},allowAdmin={admin}");

    private static void Note(string? started, ServerProcess process)
    {
        if (started is not null) File.AppendAllText(started, $"{process.Id}\n");
    }
}
