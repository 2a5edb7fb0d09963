using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>A real server of key sets on loopback, which does as the test says.</summary>
public sealed class KeyServer : IAsyncDisposable
{
    private readonly int _port = Harness.Ports.Next();
    private WebApplication? _app;
    private int _asked;

    /// <summary>Where the keys are.</summary>
    public string Address => $"http://127.0.0.1:{_port}/keys";

    /// <summary>How often it was asked for keys.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>What else it was asked for.</summary>
    public ConcurrentQueue<string> Strays { get; } = new();

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Text("{\"keys\":[]}");

    /// <summary>Starts one.</summary>
    public static async Task<KeyServer> Start(string keys)
    {
        var server = new KeyServer { Answer = Text(keys) };
        await server.Open();
        return server;
    }

    /// <summary>An answer of that text.</summary>
    public static Func<HttpContext, Task> Text(string text, int status = 200) => http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
        return http.Response.WriteAsync(text);
    };

    /// <summary>Opens it.</summary>
    public async Task Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.Run(async http =>
        {
            if (http.Request.Path == "/keys")
            {
                Interlocked.Increment(ref _asked);
                await Answer(http);
                return;
            }
            Strays.Enqueue(http.Request.Path);
            await Elsewhere(http);
        });
        await _app.StartAsync();
    }

    /// <summary>What it answers at any other address.</summary>
    public Func<HttpContext, Task> Elsewhere { get; set; } = Text("", 404);

    /// <summary>Closes it: nobody listens any more.</summary>
    public async Task Close()
    {
        if (_app is not { } app) return;
        _app = null;
        using var now = new CancellationTokenSource();
        await now.CancelAsync(); // whoever still waits for an answer gets none
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Close();
}
