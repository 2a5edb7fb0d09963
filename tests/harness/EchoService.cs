using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Harness;

/// <summary>A service that knows nothing of tokens, as Grafana behind the edge: it answers what it was sent, and remembers whose it was.</summary>
public sealed class EchoService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoService(WebApplication app, int port) => (_app, Port) = (app, port);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>The paths that reached it, and the identity that came with each.</summary>
    public ConcurrentQueue<(string Path, string? User)> Seen { get; } = new();

    /// <summary>Starts one.</summary>
    public static async Task<EchoService> Start()
    {
        var port = Ports.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var service = new EchoService(builder.Build(), port);
        service._app.Run(async http =>
        {
            service.Seen.Enqueue((http.Request.Path, http.Request.Headers["X-User-Id"]));
            var heard = new JsonObject();
            foreach (var (name, value) in http.Request.Headers) heard[name] = value.ToString();
            await http.Response.WriteAsync(heard.ToJsonString());
        });
        await service._app.StartAsync();
        return service;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
