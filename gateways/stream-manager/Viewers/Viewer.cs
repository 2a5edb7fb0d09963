using System.Net.WebSockets;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>
/// One viewer's line. Nobody waits for it: what it cannot take at once goes into a small box, and when the box is full the viewer gets a fresh
/// snapshot in place of everything in it.
/// </summary>
/// <param name="socket">The line.</param>
/// <param name="snapshot">Makes a fresh snapshot.</param>
/// <param name="clock">The time.</param>
internal sealed class Viewer(WebSocket socket, Func<Task<Frame>> snapshot, TimeProvider clock)
{
    /// <summary>How many frames wait for a slow line at most, about 500 bytes each and shared by all viewers.</summary>
    public const int OutboxFrames = 256;

    /// <summary>How long one frame may take before the line counts as dead.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Queue<Frame> _outbox = new();
    private bool _pumping;
    private bool _behind;
    private long _sent;
    private long _sendingSince;
    private int _left;

    /// <summary>Says which sequence the viewer has, before it is offered frames.</summary>
    public void StartAfter(long sequence) => _sent = sequence;

    /// <summary>Offers a frame. It is on the line, or in the box, when this returns.</summary>
    public void Offer(Frame frame)
    {
        lock (_lock)
        {
            if (_outbox.Count >= OutboxFrames)
            {
                _outbox.Clear(); // old news: the snapshot will say it all
                _behind = true;
                ViewerMetrics.Skipped();
            }
            _outbox.Enqueue(frame);
            if (_pumping) return;
            _pumping = true;
        }
        _ = Pump(); // on a free line it is sent here and now
    }

    /// <summary>Sends a frame that is not offered to others. Only before the first offer.</summary>
    public ValueTask Send(Frame frame, CancellationToken stopping) =>
        socket.SendAsync(frame.Text.AsMemory(), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, stopping);

    /// <summary>Drops the line if a frame has been on its way for too long.</summary>
    public void DropIfStuck()
    {
        var since = Interlocked.Read(ref _sendingSince);
        if (since != 0 && clock.GetElapsedTime(since) > LongestSend) socket.Abort();
    }

    /// <summary>Asks the viewer to come back elsewhere: this gateway restarts.</summary>
    public async Task Leave()
    {
        if (Interlocked.Exchange(ref _left, 1) != 0) return;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
            await socket.CloseOutputAsync((WebSocketCloseStatus)1012, "The house moves; come back.", patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    private async Task Pump()
    {
        try
        {
            while (Next(out var behind) is { } frame)
            {
                if (behind) frame = await snapshot();
                else if (frame.Sequence != 0)
                {
                    if (frame.Sequence <= _sent) continue;
                    if (frame.Sequence > _sent + 1)
                    {
                        lock (_lock) _behind = true;
                        continue;
                    }
                }
                Interlocked.Exchange(ref _sendingSince, clock.GetTimestamp());
                await Send(frame, CancellationToken.None);
                Interlocked.Exchange(ref _sendingSince, 0);
                if (frame.Sequence != 0) _sent = frame.Sequence;
            }
        }
        catch (Exception)
        {
            socket.Abort(); // the receiving side notices and leaves the room
        }
    }

    private Frame? Next(out bool behind)
    {
        lock (_lock)
        {
            behind = _behind;
            _behind = false;
            if (behind) return Frame.Nothing;
            if (_outbox.TryDequeue(out var frame)) return frame;
            _pumping = false;
            return null;
        }
    }
}
