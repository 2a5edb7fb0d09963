namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>A platform: nginx with its RTMP module, which takes what is sent and shows it to whoever asks.</summary>
internal sealed class RtmpServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Wait.Patience;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rtmp-");
    private readonly int _port = Harness.Ports.Next();
    private ServerProcess? _process;

    private RtmpServer() { }

    /// <summary>Where it is sent to, without the key.</summary>
    public string Target => $"rtmp://127.0.0.1:{_port}/live";

    /// <summary>Another application of it, where the same key is free.</summary>
    public string OtherTarget => $"rtmp://127.0.0.1:{_port}/other";

    /// <summary>Starts one.</summary>
    public static async Task<RtmpServer> Start()
    {
        var server = new RtmpServer();
        var file = Path.Combine(server._folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, $$"""
            load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
            user root; daemon off; master_process off; pid {{server._folder.FullName}}/pid; error_log stderr info;
            events { worker_connections 64; }
            rtmp { access_log off; server { listen 127.0.0.1:{{server._port}}; application live { live on; } application other { live on; } } }
            """);
        server._process = ServerProcess.Start("nginx", "nginx", ["-p", server._folder.FullName, "-c", file, "-e", "stderr"]);
        try
        {
            await Wait.Until("nginx listens", Patience, async () =>
            {
                if (!server._process.IsRunning) throw new InvalidOperationException(server._process.Output);
                using var line = new System.Net.Sockets.TcpClient();
                await line.ConnectAsync("127.0.0.1", server._port);
                return true;
            });
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps some seconds of what a viewer gets, as it comes.</summary>
    /// <returns>The file.</returns>
    public async Task<string> Record(string key, int seconds)
    {
        var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.flv");
        await Command.Succeed(Patience, null, "ffmpeg", "-nostdin", "-loglevel", "error", "-rtmp_app", "live", "-rtmp_playpath", key, "-i", Target, "-t", $"{seconds}", "-c", "copy", file);
        return file;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
