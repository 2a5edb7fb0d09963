using System.Net.WebSockets;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>One line to an auction, as an overlay has it: cut off, it connects again, more slowly from time to time and never in step with others.</summary>
internal sealed partial class OverlayLine(string auction, Uri door, GlassMetrics metrics, TimeProvider clock, ILogger logger)
{
    private const int LargestMessage = 256 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>A line carries heartbeats, every 15 s at the least.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    /// <summary>Watches until it is told to stop.</summary>
    public async Task Watch(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await WatchOnce(() => failures = 0, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (failures == 0) Broken(auction, e.Message);
            }
            var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures++, 8)));
            await Task.WhenAny(Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), clock, stopping));
        }
    }

    private async Task WatchOnce(Action heard, CancellationToken stopping)
    {
        using var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.SetRequestHeader("User-Agent", SyntheticViewer.UserAgent);
        using (var handshake = CancellationTokenSource.CreateLinkedTokenSource(stopping))
        {
            handshake.CancelAfter(Handshake);
            await socket.ConnectAsync(new Uri(door, $"?auction={Uri.EscapeDataString(auction)}"), handshake.Token);
        }
        metrics.Opened();
        try
        {
            // To cancel the receiving would cut the line: the goodbye is said first, and answered.
            using var leaving = new CancellationTokenSource();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
            await using var stop = stopping.Register(() =>
            {
                _ = SayGoodbye(socket);
                leaving.CancelAfter(Goodbye);
            });
            var (glass, buffer) = (new Glass(), new byte[8 * 1024]);
            while (true)
            {
                patience.CancelAfter(Silence);
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length == buffer.Length) Array.Resize(ref buffer, length < LargestMessage ? 2 * length : throw new IOException("A message is too large."));
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                var arrived = clock.GetUtcNow();
                var (gap, bidAt) = glass.Read(buffer.AsMemory(0, length));
                heard();
                if (bidAt is { } at) metrics.Arrived(arrived - at);
                if (!gap) continue;
                metrics.Missed();
                Gap(auction);
            }
        }
        finally
        {
            metrics.Closed();
            await SayGoodbye(socket); // unless said
        }
    }

    private static async Task SayGoodbye(ClientWebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            using var patience = new CancellationTokenSource(Goodbye);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    [LoggerMessage(LogLevel.Information, "The synthetic overlay of auction {Auction} was cut off ({Why}); it connects again.")]
    private partial void Broken(string auction, string why);

    [LoggerMessage(LogLevel.Warning, "The synthetic overlay of auction {Auction} missed an event or was told one twice.")]
    private partial void Gap(string auction);
}
