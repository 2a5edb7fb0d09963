using System.Net.WebSockets;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>The WebSocket on the stream port: snapshot, missed events, live events, heartbeats.</summary>
internal static class ViewerEndpoint
{
    private const int Unknown = 4404;
    private const int LargestMessage = 4 * 1024;

    /// <summary>How long a viewer may take to answer a close.</summary>
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    public static void MapViewers(this WebApplication app)
    {
        var ports = app.Services.GetRequiredService<ServicePorts>();
        app.Map("/ws", Serve).OnPort(ports.Stream!.Value).AllowAnonymous().DisableRateLimiting().WithName("Watch").WithTags("Viewers").ExcludeFromDescription();
        app.Lifetime.ApplicationStopping.Register(() => _ = app.Services.GetRequiredService<Rooms>().Leave());
    }

    private static async Task Serve(HttpContext http, Rooms rooms, TimeProvider clock, IHostApplicationLifetime lifetime, string? auction = null, string? stream = null, long? after = null)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            await Problem.Write(http, Problem.Of(426, "websocket-expected", "This address speaks WebSocket.", "Connect with a WebSocket client."));
            return;
        }
        if ((auction is null) == (stream is null) || after < 0)
        {
            await Problem.Write(http, Problem.Of(400, "bad-request", "The request is malformed.", "Give exactly one of auction and stream; after is a sequence, 0 or more."));
            return;
        }
        if (!ResourceId.IsValid(auction))
        {
            using var nobody = await http.WebSockets.AcceptWebSocketAsync();
            await Close(nobody, Unknown, auction is null ? "There is no such stream." : "There is no such auction.");
            return;
        }
        if (rooms.Enter(auction!) is not { } room)
        {
            http.Response.Headers.RetryAfter = "5";
            await Problem.Write(http, Problem.Of(503, "gateway-full", "This gateway has all the viewers it can take.", "Come back as Retry-After says, or to another gateway."));
            return;
        }
        var counts = !SyntheticViewer.Is(http.Request);
        if (counts) ViewerMetrics.Came();
        try
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await Watch(socket, room, after, clock, lifetime.ApplicationStopping);
        }
        finally
        {
            if (counts) ViewerMetrics.Left();
            await rooms.Exit(auction!);
        }
    }

    private static async Task Watch(WebSocket socket, AuctionRoom room, long? after, TimeProvider clock, CancellationToken stopping)
    {
        var viewer = new Viewer(socket, room.Snapshot, clock);
        using var hungUp = new CancellationTokenSource();
        var receiving = Receive(socket, hungUp);
        try
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(hungUp.Token, stopping);
            if (!await room.Exists.WaitAsync(ending.Token))
            {
                await Close(socket, Unknown, "There is no such auction.");
                return;
            }
            var snapshot = await room.Snapshot();
            await viewer.Send(snapshot, ending.Token);
            var position = Math.Min(after ?? snapshot.Sequence, snapshot.Sequence);
            // From the log until little is missing: more at once than fits into the viewer's box would be a snapshot in place of the events that were asked for.
            while (snapshot.Sequence - position > Viewer.OutboxFrames / 2 || !room.TryJoin(viewer, position))
            {
                foreach (var missed in await room.Missed(position))
                {
                    await viewer.Send(missed, ending.Token);
                    position = missed.Sequence;
                }
            }
            await receiving.WaitAsync(stopping);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // the viewer went, or we do
        }
        catch (HouseUnavailableException)
        {
            await Close(socket, 1013, "The house does not answer now; come back."); // 1013: try again later
        }
        finally
        {
            room.Leave(viewer);
            if (stopping.IsCancellationRequested) await viewer.Leave();
            // The viewer's own goodbye first: cancelling the receiving side resets the line, and a close frame on its way is lost with it.
            await Task.WhenAny(receiving, Task.Delay(Goodbye, clock, CancellationToken.None));
            await hungUp.CancelAsync();
            await receiving;
        }
    }

    // What a client says is ignored; only that it says goodbye, or says too much, matters.
    private static async Task Receive(WebSocket socket, CancellationTokenSource hungUp)
    {
        var buffer = new byte[256];
        try
        {
            for (var length = 0; socket.State == WebSocketState.Open;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), hungUp.Token);
                length = received.EndOfMessage ? 0 : length + received.Count;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await Close(socket, (int)WebSocketCloseStatus.NormalClosure, "Goodbye.");
                    break;
                }
                if (length > LargestMessage)
                {
                    await Close(socket, (int)WebSocketCloseStatus.MessageTooBig, "A message has 4 KiB at most.");
                    break;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // gone without a goodbye
        }
        try
        {
            await hungUp.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // the other side was quicker
        }
    }

    private static async Task Close(WebSocket socket, int status, string why)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await socket.CloseOutputAsync((WebSocketCloseStatus)status, why, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }
}
