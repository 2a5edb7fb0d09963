using System.Net.WebSockets;
using Sothebais.Gateways.Defaults.Cluster;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>
/// One viewer's line. Nobody waits for it: what it cannot take at once goes into a small box, and when the box is full the viewer gets what the stream shows
/// and a fresh snapshot in place of everything in it.
/// </summary>
/// <param name="socket">The line.</param>
/// <param name="visitor">Who it is.</param>
/// <param name="crowd">Those with whom they watch.</param>
/// <param name="clock">The time.</param>
internal sealed class Viewer(WebSocket socket, Visitor visitor, Crowd crowd, TimeProvider clock)
{
    /// <summary>How many frames wait for a slow line at most, about 500 bytes each and shared by all viewers.</summary>
    public const int OutboxFrames = 256;

    /// <summary>From how many bytes on a frame is compressed, where the client can: below, it costs more time, once a viewer, than it saves of the line.</summary>
    public const int WorthCompressing = 4 * 1024;

    /// <summary>How long a viewer may take to answer a close.</summary>
    public static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);

    /// <summary>How long one frame may take before the line counts as dead.</summary>
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly Queue<Frame> _outbox = new();
    private bool _pumping;
    private bool _behind;
    private string? _auction; // the one whose snapshot the line has; null is none
    private long _sent; // the newest of its events there
    private long _picture; // the number of the newest picture there
    private long _sendingSince;
    private int _sentAway;

    /// <summary>Who it is.</summary>
    public Visitor Visitor => visitor;

    /// <summary>The newest event on the line, of the auction that it was last given a snapshot of.</summary>
    public long Position => _sent;

    /// <summary>Says which event the viewer already has, after the snapshot and before they join the crowd.</summary>
    public void GoOnAfter(long sequence) => _sent = Math.Min(sequence, _sent);

    /// <summary>Offers a frame. It is on the line, or in the box, when this returns.</summary>
    public void Offer(Frame frame)
    {
        lock (_lock)
        {
            if (Volatile.Read(ref _sentAway) != 0) return;
            if (_outbox.Count >= OutboxFrames)
            {
                _outbox.Clear(); // old news: picture and snapshot will say it all
                _behind = true;
                ViewerMetrics.Skipped();
            }
            _outbox.Enqueue(frame);
            if (_pumping) return;
            _pumping = true;
        }
        _ = Pump(); // on a free line it is sent here and now
    }

    /// <summary>Sends a frame that is not offered to others. Only before the viewer joins the crowd.</summary>
    public async Task Send(Frame frame, CancellationToken stopping)
    {
        // Nothing secret is in a frame beside what strangers write, and no frame's compression knows of another: the length tells nothing that the text does not.
        var how = frame.Text.Length < WorthCompressing ? WebSocketMessageFlags.EndOfMessage | WebSocketMessageFlags.DisableCompression : WebSocketMessageFlags.EndOfMessage;
        Interlocked.Exchange(ref _sendingSince, clock.GetTimestamp());
        await socket.SendAsync(frame.Text.AsMemory(), WebSocketMessageType.Text, how, stopping);
        Interlocked.Exchange(ref _sendingSince, 0);
        switch (frame.Kind)
        {
            case FrameKind.Event:
                _sent = frame.Number;
                break;
            case FrameKind.Snapshot:
                (_auction, _sent) = (frame.Auction, frame.Number);
                break;
            case FrameKind.Picture:
                _picture = frame.Number;
                if (_auction != frame.Auction) _auction = null; // until its snapshot comes
                break;
        }
    }

    /// <summary>Drops the line if a frame has been on its way for too long.</summary>
    public void DropIfStuck()
    {
        var since = Interlocked.Read(ref _sendingSince);
        if (since != 0 && clock.GetElapsedTime(since) > LongestSend) socket.Abort();
    }

    /// <summary>Says goodbye; nothing is sent after that, and a line on which nobody answers is dropped. Once.</summary>
    public async Task SendAway(CloseStatus why)
    {
        if (Interlocked.Exchange(ref _sentAway, 1) != 0) return;
        try
        {
            using var patience = new CancellationTokenSource(Goodbye, clock);
            await socket.CloseOutputAsync((WebSocketCloseStatus)why.Status, why.Why, patience.Token);
            _ = DropUnlessAnswered();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    private async Task DropUnlessAnswered()
    {
        await Task.Delay(Goodbye, clock, CancellationToken.None);
        socket.Abort(); // of a line that has ended: nothing
    }

    private async Task Pump()
    {
        try
        {
            while (Next(out var behind) is { } frame)
            {
                if (behind) await CatchUp();
                else if (IsNews(frame)) await Send(frame, CancellationToken.None);
            }
        }
        catch (HouseUnavailableException)
        {
            await SendAway(CloseStatus.NoAnswer);
        }
        catch (Exception)
        {
            if (Volatile.Read(ref _sentAway) == 0) socket.Abort(); // the receiving side notices and leaves the room
        }
    }

    /// <summary>Whether a frame goes on from what the line has. An event that comes too late for that is made up for by a snapshot.</summary>
    private bool IsNews(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Event:
                if (frame.Auction != _auction || frame.Number <= _sent) return false;
                if (frame.Number == _sent + 1) return true;
                lock (_lock) _behind = true;
                return false;
            case FrameKind.Snapshot:
                return frame.Auction != _auction || frame.Number > _sent;
            case FrameKind.Picture:
                return frame.Number > _picture;
            default:
                return true;
        }
    }

    private async Task CatchUp()
    {
        await Task.Yield(); // whoever offers may hold locks that a snapshot needs
        if (crowd.Place is not { } place || !place.Admits(visitor)) return; // and is about to be sent away
        if (place.Picture is { } picture) await Send(picture.Frame(visitor.WantsPreview, clock.GetUtcNow()), CancellationToken.None);
        if (place.Room is { } room) await Send(await room.Snapshot(), CancellationToken.None);
    }

    private Frame? Next(out bool behind)
    {
        lock (_lock)
        {
            behind = _behind;
            _behind = false;
            if (Volatile.Read(ref _sentAway) != 0) return null;
            if (behind) return Frame.Nothing;
            if (_outbox.TryDequeue(out var frame)) return frame;
            _pumping = false;
            return null;
        }
    }
}
