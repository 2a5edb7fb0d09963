namespace Sothebais.Tests.Harness;

/// <summary>
/// A real reverse proxy in front of a house, as at its edge: it asks the admin gateway about every request but the public ones, copies the identity it is
/// given, and passes <c>/prometheus</c>, <c>/grafana</c> and <c>/echo</c> to a service that knows nothing of tokens.
/// </summary>
public sealed class CaddyProxy : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly DirectoryInfo _folder;

    private CaddyProxy(int port, ServerProcess process, DirectoryInfo folder) => (Port, _process, _folder) = (port, process, folder);

    /// <summary>Where it listens, on loopback.</summary>
    public int Port { get; }

    /// <summary>An address behind it.</summary>
    public Uri On(string path = "/") => new($"http://127.0.0.1:{Port}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <summary>Starts one.</summary>
    /// <param name="house">The house behind it.</param>
    /// <param name="plainService">The port of the service that knows nothing of tokens.</param>
    public static async Task<CaddyProxy> Start(HouseAddresses house, int plainService)
    {
        var (port, folder) = (Ports.Next(), Directory.CreateTempSubdirectory("edge-"));
        var admin = $"127.0.0.1:{house.Admin.Port}";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "Caddyfile"), $$"""
            {
                admin off
                auto_https off
                storage file_system {{folder.FullName}}
            }
            http://:{{port}} {
                bind 127.0.0.1
                @public path /api/health /sign-in /sign-in/* /sign-out /overlay/* /ws
                handle @public {
                    reverse_proxy {{admin}}
                }
                handle {
                    forward_auth {{admin}} {
                        uri /auth/verify
                        copy_headers X-User-Id X-User-Name X-User-Roles
                    }
                    @plain path /prometheus* /grafana* /echo*
                    handle @plain {
                        reverse_proxy 127.0.0.1:{{plainService}}
                    }
                    handle {
                        reverse_proxy {{admin}}
                    }
                }
            }

            """);
        var process = ServerProcess.Start("caddy", "caddy", ["run", "--config", Path.Combine(folder.FullName, "Caddyfile"), "--adapter", "caddyfile"],
            new Dictionary<string, string> { ["HOME"] = folder.FullName, ["XDG_DATA_HOME"] = folder.FullName, ["XDG_CONFIG_HOME"] = folder.FullName });
        var proxy = new CaddyProxy(port, process, folder);
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            await Wait.Until("the proxy passes requests on", Wait.Patience, async () =>
            {
                if (!process.IsRunning) throw new InvalidOperationException("It ended.");
                using var answer = await http.GetAsync(proxy.On("/api/health"));
                return answer.IsSuccessStatusCode;
            });
            return proxy;
        }
        catch (TimeoutException e)
        {
            await proxy.DisposeAsync();
            throw new TimeoutException($"{e.Message}\n{process.Output}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
