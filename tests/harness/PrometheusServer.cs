using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness;

/// <summary>A real Prometheus on loopback, served under <c>/prometheus</c> as in production.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("prometheus-");
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(20) };
    private readonly int _port;
    private ServerProcess? _process;

    private PrometheusServer(int port) => _port = port;

    /// <summary>Its address, with the path under which it is served.</summary>
    public string Address => $"http://127.0.0.1:{_port}/prometheus";

    /// <summary>Starts one.</summary>
    /// <param name="configuration">Its configuration, by its own address.</param>
    /// <param name="port">Its port, where somebody must know it before; null takes a free one.</param>
    public static async Task<PrometheusServer> Start(Func<string, string> configuration, int? port = null)
    {
        var prometheus = new PrometheusServer(port ?? Ports.Next());
        try
        {
            var file = Path.Combine(prometheus._folder.FullName, "prometheus.yml");
            await File.WriteAllTextAsync(file, configuration($"127.0.0.1:{prometheus._port}"));
            prometheus._process = ServerProcess.Start("prometheus", "prometheus",
            [
                $"--config.file={file}", $"--storage.tsdb.path={prometheus._folder.FullName}/data", $"--web.listen-address=127.0.0.1:{prometheus._port}",
                $"--web.external-url={prometheus.Address}",
            ]);
            await Wait.Until("Prometheus is ready", Wait.Patience, async () =>
            {
                if (!prometheus._process.IsRunning) throw new InvalidOperationException(prometheus._process.Output);
                using var answer = await prometheus._http.GetAsync($"{prometheus.Address}/-/ready");
                return answer.IsSuccessStatusCode;
            });
            return prometheus;
        }
        catch
        {
            await prometheus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks its API.</summary>
    /// <returns>The answer's data.</returns>
    /// <exception cref="InvalidOperationException">It did not understand the question.</exception>
    public async Task<JsonNode> Get(string path, params (string Name, string Value)[] arguments)
    {
        var query = string.Join('&', arguments.Select(a => $"{Uri.EscapeDataString(a.Name)}={Uri.EscapeDataString(a.Value)}"));
        using var answer = await _http.GetAsync($"{Address}/api/v1/{path}?{query}");
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        return (string?)body["status"] == "success" ? body["data"]! : throw new InvalidOperationException($"{path} {query}: {body["error"]}");
    }

    /// <summary>Asks a query.</summary>
    /// <returns>The samples that are numbers.</returns>
    public async Task<JsonNode[]> Query(string expression)
    {
        var data = await Get("query", ("query", expression));
        return [.. data["result"]!.AsArray().Where(sample => (string?)sample!["value"]![1] != "NaN").Select(sample => sample!)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
