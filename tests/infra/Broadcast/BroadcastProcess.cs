using System.Net.NetworkInformation;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>The broadcast as it is shipped, in a small picture so that it is cheap.</summary>
internal sealed class BroadcastProcess : IAsyncDisposable
{
    public const int Width = 640;
    public const int Height = 360;
    public const int FrameRate = 10;

    /// <summary>As long and as odd as keys are.</summary>
    public const string Key = "live_9f8e/7d6c+5b?auth=4a3b2c1d";

    private static readonly string Folders = Path.Combine(Path.GetTempPath(), "broadcast-");

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly HouseAddresses _at = new(FreeOffset());
    private readonly HashSet<OtherProcess> _seen = [];

    private BroadcastProcess(string page, string target, IReadOnlyDictionary<string, string>? environment) => Process = ServerProcess.Start("broadcast", "dotnet",
    [
        Programs.Of("infra/broadcast", "Sothebais.Broadcast"), "--port-offset", $"{_at.Offset}", $"--Broadcast:Page={page}", $"--Broadcast:Target={target}",
        $"--Broadcast:Width={Width}", $"--Broadcast:Height={Height}", $"--Broadcast:FrameRate={FrameRate}", "--Broadcast:VideoBitrate=800000",
    ], new Dictionary<string, string>(environment ?? new Dictionary<string, string>()) { ["Broadcast__Key"] = Key });

    /// <summary>The host.</summary>
    public ServerProcess Process { get; }

    /// <summary>The programs that the host has started, and those that these have, now.</summary>
    public IReadOnlyList<OtherProcess> Family => OtherProcess.FamilyOf(Process.Id, Folders);

    /// <summary>The folder of the programs that were seen; null where none was.</summary>
    public string? Folder { get; private set; }

    /// <summary>Starts one; it may not be ready.</summary>
    public static BroadcastProcess Start(string page, string target, IReadOnlyDictionary<string, string>? environment = null) => new(page, target, environment);

    /// <summary>Waits until it sends.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> Ready(TimeSpan patience)
    {
        try
        {
            return await Wait.Until("the broadcast is ready", patience, async () => (await _http.GetAsync(_at.On(4591, "/health/ready"))).IsSuccessStatusCode);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{Process.Output}", e);
        }
    }

    /// <summary>What one of its pages says, whatever the status.</summary>
    public async Task<string> Says(int port, string path) => await (await _http.GetAsync(_at.On(port, path))).Content.ReadAsStringAsync();

    /// <summary>The status of one of its pages.</summary>
    public async Task<int> StatusOf(int port, string path) => (int)(await _http.GetAsync(_at.On(port, path))).StatusCode;

    /// <summary>Its figures.</summary>
    public Task<MetricsPage> Metrics() => MetricsPage.Of(_at.On(4590, "/metrics"));

    /// <summary>How a part is: the status, and what is said of it.</summary>
    public async Task<(bool Ok, string Said)> Part(string name)
    {
        var check = JsonNode.Parse(await Says(4591, "/health"))!["checks"]![name]!;
        return ((string)check["status"]! == "ok", (string)check["description"]!);
    }

    /// <summary>How often a part was started again.</summary>
    public async Task<int> Restarts(string part) => (int)((await Metrics()).Value("sothebais_broadcast_restarts_total", $"part=\"{part}\"") ?? 0);

    /// <summary>Waits until some program of it runs, and remembers all that run then.</summary>
    /// <param name="called">How its command line begins.</param>
    public Task Runs(string called) => Wait.Until($"{called} runs", Wait.Patience, () =>
    {
        var now = Family;
        _seen.UnionWith(now);
        Folder = now.SelectMany(p => p.CommandLine.Split(' ')).FirstOrDefault(w => w.StartsWith(Folders, StringComparison.Ordinal)) is { } file ? Path.GetDirectoryName(file) : null;
        return now.Any(p => p.CommandLine.StartsWith(called, StringComparison.Ordinal));
    });

    /// <summary>Waits until none of the programs that were seen is left.</summary>
    public Task NobodyIsLeft() => Wait.Until("nobody is left", Wait.Patience, () =>
    {
        var left = _seen.Where(p => p.IsRunning).ToArray();
        return left.Length == 0 ? true : throw new InvalidOperationException(string.Join('\n', left.Select(p => p.CommandLine)));
    });

    // Its three ports lie apart: the further ones may be another's.
    private static int FreeOffset()
    {
        for (var tries = 0; tries < 500; tries++)
        {
            var offset = Harness.Ports.Next() - 4500;
            if (!IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(l => l.Port == offset + 4590 || l.Port == offset + 4591)) return offset;
        }
        throw new InvalidOperationException("No free ports.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Process.IsRunning) await Process.Terminate(TimeSpan.FromSeconds(25));
        await Process.DisposeAsync();
        _http.Dispose();
    }
}
