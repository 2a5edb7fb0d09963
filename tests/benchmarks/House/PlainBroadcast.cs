using System.Net.WebSockets;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Ports;
using StackExchange.Redis;

namespace Sothebais.Benchmarks.House;

/// <summary>
/// The ceiling of fan-out: sockets of the same server in the same process, and a plain loop that sends the same bytes to each of them. No auction, no
/// commit, no order to keep, nobody who may be slow.
/// </summary>
internal sealed class PlainBroadcast : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly Lock _lock = new();
    private WebSocket[] _sockets = [];

    /// <summary>The frame that is sent.</summary>
    public byte[] Frame { get; private set; } = [];

    /// <summary>Takes the frame to send from now on.</summary>
    public void Use(byte[] frame) => Frame = frame;

    /// <summary>Lets a viewer in until it hangs up.</summary>
    public async Task Watch(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        lock (_lock) _sockets = [.. _sockets, socket];
        var buffer = new byte[256];
        try
        {
            while ((await socket.ReceiveAsync(buffer.AsMemory(), http.RequestAborted)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // hung up
        }
        lock (_lock) _sockets = [.. _sockets.Where(s => s != socket)];
    }

    /// <summary>Sends the frame to everybody.</summary>
    public async Task Send()
    {
        await _oneAtATime.WaitAsync();
        try
        {
            foreach (var socket in _sockets)
                if (socket.State == WebSocketState.Open) await socket.SendAsync(Frame.AsMemory(), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, CancellationToken.None);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();
}

/// <summary>Where the plain broadcast is.</summary>
internal static class PlainBroadcastEndpoints
{
    /// <summary>
    /// Maps <c>/plain</c> on the stream port for viewers. On the main port, <c>PUT /plain</c> takes the frame, <c>POST /plain/{id}/bids</c> sends it, and
    /// <c>POST /durable/{id}/bids</c> writes it to Redis first: no house that tells nobody what it could still forget can be quicker than that.
    /// </summary>
    public static void MapPlainBroadcast(this WebApplication app, IConnectionMultiplexer redis)
    {
        var plain = new PlainBroadcast();
        app.Lifetime.ApplicationStopped.Register(plain.Dispose);
        app.Map("/plain", plain.Watch).OnPort(app.Services.GetRequiredService<ServicePorts>().Stream!.Value).AllowAnonymous();
        app.MapPut("/plain", async (HttpContext http) => plain.Use(await http.ReadWhole())).AllowAnonymous();
        app.MapPost("/plain/{id}/bids", (string id, HttpContext http) => Send(http, () => Task.CompletedTask)).RequireAuthorization(Policies.Bid);
        app.MapPost("/durable/{id}/bids", (string id, HttpContext http) =>
            Send(http, () => redis.GetDatabase().StreamAddAsync("benchmark:plain", "frame", plain.Frame))).RequireAuthorization(Policies.Bid);

        async Task Send(HttpContext http, Func<Task> first)
        {
            await http.ReadWhole();
            await first();
            await plain.Send();
            http.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }
}
