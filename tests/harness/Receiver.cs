using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Harness;

/// <summary>A webhook's receiver: remembers what came, and answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app, Uri address) => (_app, Address) = (app, address);

    /// <summary>A request as it came.</summary>
    /// <param name="Id">The webhook-id.</param>
    /// <param name="Timestamp">The webhook-timestamp.</param>
    /// <param name="Signature">The webhook-signature.</param>
    /// <param name="ContentType">The content type.</param>
    /// <param name="Body">The body.</param>
    public sealed record Delivery(string Id, string Timestamp, string Signature, string? ContentType, byte[] Body);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What came, in order, taken or not.</summary>
    public ConcurrentQueue<Delivery> Came { get; } = new();

    /// <summary>What it took, in order.</summary>
    public ConcurrentQueue<Delivery> Took { get; } = new();

    /// <summary>Answers: writes a status, and whatever else. Null takes everything.</summary>
    public Func<HttpContext, Delivery, Task>? Answer { get; set; }

    /// <summary>Starts one.</summary>
    public static async Task<Receiver> Start(Func<HttpContext, Delivery, Task>? answer = null)
    {
        var port = Ports.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        var receiver = new Receiver(builder.Build(), new Uri($"http://127.0.0.1:{port}/hook")) { Answer = answer };
        receiver._app.Run(receiver.Take);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        var delivery = new Delivery(headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), http.Request.ContentType, body.ToArray());
        Came.Enqueue(delivery);
        http.Response.StatusCode = 204;
        if (Answer is { } answer) await answer(http, delivery);
        if (http.Response.StatusCode is >= 200 and < 300) Took.Enqueue(delivery);
    }
}
