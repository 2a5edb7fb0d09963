using System.Net.WebSockets;
using Sothebais.Gateways.Defaults.Cluster;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>One viewer's stay, from the open line to its end.</summary>
/// <param name="socket">The line.</param>
/// <param name="visitor">Who it is.</param>
/// <param name="crowd">Those with whom they watch.</param>
/// <param name="clock">The time.</param>
internal sealed class Visit(WebSocket socket, Visitor visitor, Crowd crowd, TimeProvider clock)
{
    /// <summary>How many reads within ten seconds are too many: each is a frame, or a part of one that fills the buffer. Some libraries say something now and then to keep a line alive.</summary>
    public const int MostReads = 1_000;

    private const int LargestMessage = 4 * 1024;
    private static readonly TimeSpan ReadsWithin = TimeSpan.FromSeconds(10);

    /// <summary>How long the house may take to say what there is to see.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Viewer _viewer = new(socket, visitor, crowd, clock);

    /// <summary>Serves the viewer until they go, are sent away, or this gateway leaves.</summary>
    /// <param name="after">The last event that they already know; null is as of now.</param>
    /// <param name="stopping">This gateway leaves.</param>
    public async Task Last(long? after, CancellationToken stopping)
    {
        using var hungUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        // One goodbye's time for the frame that is on its way, and one for the viewer's answer.
        using var leaving = stopping.UnsafeRegister(_ => hungUp.CancelAfter(2 * Viewer.Goodbye), null);
        var receiving = Receive(hungUp);
        try
        {
            if (await Welcome(after, hungUp.Token, stopping) is { } no) await _viewer.SendAway(no);
            else await receiving.WaitAsync(stopping);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // the viewer went, or we do
        }
        catch (Exception e) when (e is HouseUnavailableException or TimeoutException)
        {
            await _viewer.SendAway(CloseStatus.NoAnswer);
        }
        finally
        {
            crowd.Leave(_viewer);
            if (stopping.IsCancellationRequested) await _viewer.SendAway(CloseStatus.Moving);
            // The viewer's own goodbye first: cancelling the receiving side resets the line, and a close frame on its way is lost with it.
            await Task.WhenAny(receiving, Task.Delay(Viewer.Goodbye, clock, CancellationToken.None));
            await hungUp.CancelAsync();
            await receiving;
        }
    }

    /// <summary>
    /// Tells the viewer everything up to now, and lets them in. When this gateway leaves, that ends between two frames: cutting one off would reset the line,
    /// and the viewer be told nothing.
    /// </summary>
    /// <returns>Null once they are in; else why not.</returns>
    private async Task<CloseStatus?> Welcome(long? after, CancellationToken hungUp, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(hungUp, stopping);
        await crowd.Opened.WaitAsync(Patience, clock, ending.Token);
        var (seen, snapshot) = ((Place?)null, 0L);
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (crowd.Place is not { } place) return CloseStatus.Unknown;
            if (!place.Admits(visitor)) return CloseStatus.NotAdmitted;
            if (place != seen)
            {
                // What happened in an auction before it went out of sight comes before what took its place.
                if (seen?.Room is { } left && left != place.Room) while (await Missed(left, hungUp, stopping)) { }
                if (place.Picture is { } picture) await _viewer.Send(picture.Frame(visitor.WantsPreview, clock.GetUtcNow()), hungUp);
                if (place.Room is { } room && room != seen?.Room)
                {
                    await _viewer.Send(await room.Snapshot(), hungUp);
                    snapshot = _viewer.Position;
                    if (seen is null && after is { } known) _viewer.GoOnAfter(known);
                }
                seen = place;
            }
            if (place.Room is null)
            {
                if (crowd.TryJoin(_viewer, place)) return null;
                continue;
            }
            // From the log until little is missing: more at once than fits into the viewer's box would be a snapshot in place of the events that were asked for.
            if (snapshot - _viewer.Position <= Viewer.OutboxFrames / 2 && place.Room.TryJoin(_viewer, crowd, place)) return null;
            await Missed(place.Room, hungUp, stopping);
        }
    }

    private async Task<bool> Missed(AuctionRoom room, CancellationToken hungUp, CancellationToken stopping)
    {
        var missed = await room.Missed(_viewer.Position);
        foreach (var frame in missed)
        {
            stopping.ThrowIfCancellationRequested();
            await _viewer.Send(frame, hungUp);
        }
        return missed.Length > 0;
    }

    // What a client says is ignored; only that it says goodbye, or says too much or too often, matters.
    private async Task Receive(CancellationTokenSource hungUp)
    {
        var buffer = new byte[256];
        try
        {
            var (reads, since, sentAway) = (0, clock.GetTimestamp(), false);
            for (var length = 0; socket.State is WebSocketState.Open or WebSocketState.CloseSent;)
            {
                var received = await socket.ReceiveAsync(buffer.AsMemory(), hungUp.Token);
                length = received.EndOfMessage ? 0 : length + received.Count;
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    await _viewer.SendAway(CloseStatus.Goodbye);
                    break;
                }
                if (sentAway) continue; // read and dropped for as long as a goodbye may take: unread, it would reset the line, and ours be lost with it
                if (clock.GetElapsedTime(since) > ReadsWithin) (reads, since) = (0, clock.GetTimestamp());
                if ((length > LargestMessage ? CloseStatus.TooBig : ++reads > MostReads ? CloseStatus.TooMuch : null) is { } why)
                {
                    sentAway = true;
                    await _viewer.SendAway(why);
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
}
