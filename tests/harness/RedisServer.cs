using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Harness;

/// <summary>A real redis-server of a test's own, with <c>appendfsync always</c> in a folder of its own.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sothebais-redis-").FullName;
    private readonly string? _password;
    private ServerProcess? _process;

    private RedisServer(string? password) => (Port, _password) = (Ports.Next(), password);

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The connection for <c>--redis</c>.</summary>
    public string Connection => $"127.0.0.1:{Port}";

    /// <summary>The process; for signals.</summary>
    public ServerProcess Process => _process!;

    /// <summary>Starts one.</summary>
    /// <param name="password">What it asks for; null lets everyone in.</param>
    public static async Task<RedisServer> Start(string? password = null)
    {
        var redis = new RedisServer(password);
        await redis.StartAgain();
        return redis;
    }

    /// <summary>How redis-server is started: durable before it answers, and with what it writes in a folder.</summary>
    public static string[] Arguments(int port, string folder, string? password = null) =>
        ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--dir", folder, "--daemonize", "no", "--requirepass", password ?? ""];

    /// <summary>Starts it again on the same files.</summary>
    public async Task StartAgain()
    {
        _process = ServerProcess.Start("redis", "redis-server", Arguments(Port, _folder, _password));
        await Wait.Until("redis answers", Wait.Patience, async () => await Answers());
    }

    /// <summary>Kills it: no goodbye.</summary>
    public Task Kill() => Process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // That very process: on its port there may be another's.
    private async Task<bool> Answers()
    {
        if (!Process.IsRunning) throw new InvalidOperationException(Process.Output);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(_password is null ? "INFO server\r\n" : $"AUTH \"{_password}\"\r\nINFO server\r\n"));
        var (answer, length) = (new byte[4_096], 0);
        while (!Encoding.ASCII.GetString(answer, 0, length).Contains("tcp_port:", StringComparison.Ordinal)) // comes after the process_id
        {
            var more = await client.GetStream().ReadAsync(answer.AsMemory(length));
            if (more == 0) return false;
            length += more;
        }
        return Encoding.ASCII.GetString(answer, 0, length).Contains($"process_id:{Process.Id}\r\n", StringComparison.Ordinal);
    }
}
