using System.Net.Sockets;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>A real Docker engine of this test's own, with nothing on it, behind the proxy that is shipped.</summary>
public sealed class DockerEngine : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docker-");
    private ServerProcess? _engine;
    private ServerProcess? _proxy;

    /// <summary>Asks the engine itself.</summary>
    public HttpClient Direct { get; private set; } = null!;

    /// <summary>Asks through the proxy.</summary>
    public HttpClient Proxied { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>An address at the proxy, to the letter.</summary>
    public Uri On(string path) => new($"http://127.0.0.1:{_port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private readonly int _port = Harness.Ports.Next();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var socket = Path.Combine(_folder.FullName, "s");
        string Of(string name) => Path.Combine(_folder.FullName, name);
        _engine = ServerProcess.Start("dockerd", "dockerd",
            ["--data-root", Of("data"), "--exec-root", Of("exec"), "--pidfile", Of("pid"), "-H", $"unix://{socket}", "--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-masq=false"]);
        Direct = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, stopping) =>
            {
                var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await line.ConnectAsync(new UnixDomainSocketEndPoint(socket), stopping);
                return new NetworkStream(line, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://docker"), Timeout = TimeSpan.FromSeconds(20) };
        await Answering(_engine, async () => (await Direct.GetAsync("/_ping")).IsSuccessStatusCode);
        _proxy = ServerProcess.Start("caddy", "caddy", ["run", "--config", Path.Combine(Compose.ComposeFile.Folder, "traefik/docker-api/Caddyfile"), "--adapter", "caddyfile"], new Dictionary<string, string>
        {
            ["PORT"] = $"{_port}",
            ["ADDRESS"] = "127.0.0.1",
            ["DOCKER_SOCKET"] = socket,
            ["HOME"] = _folder.FullName,
            ["XDG_DATA_HOME"] = _folder.FullName,
            ["XDG_CONFIG_HOME"] = _folder.FullName,
        });
        await Answering(_proxy, async () => (await Proxied.GetAsync(On("/_ping"))).IsSuccessStatusCode);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Proxied.Dispose();
        Direct?.Dispose();
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_engine is not null)
        {
            await _engine.Terminate(TimeSpan.FromSeconds(30)); // it has a process of its own to end
            await _engine.DisposeAsync();
        }
        _folder.Delete(recursive: true);
    }

    private static async Task Answering(ServerProcess process, Func<Task<bool>> asks)
    {
        try
        {
            await Wait.Until($"{process.Name} answers", Wait.Patience, async () => !process.IsRunning || await asks());
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{process.Output}", e);
        }
        if (!process.IsRunning) throw new InvalidOperationException($"{process.Name} ended.\n{process.Output}");
    }
}
