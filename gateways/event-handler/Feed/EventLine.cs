using System.IO.Pipelines;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>One client's line: takes frames, plain or deflated, and waits for the client before many bytes gather.</summary>
/// <param name="body">Where they go.</param>
/// <param name="deflated">Whether the client takes gzip.</param>
/// <param name="longest">How long the client may take to make room.</param>
/// <param name="clock">The time.</param>
/// <param name="ending">Stops waiting for the client.</param>
internal sealed class EventLine(PipeWriter body, bool deflated, TimeSpan longest, TimeProvider clock, CancellationToken ending)
{
    /// <summary>How many bytes gather before the client is waited for.</summary>
    private const int Most = 32 * 1024;

    private int _gathered;

    /// <summary>Begins the stream.</summary>
    public Task Begin()
    {
        if (deflated) Put(Deflated.Head);
        return Send(EventFrame.Hello);
    }

    /// <summary>Writes an event; it goes out with the next <see cref="Flush"/>, or before.</summary>
    public ValueTask Write(FeedEvent happened) => Write(deflated ? happened.Deflated : happened.Frame);

    /// <summary>Writes a frame of another kind, and sends it.</summary>
    public async Task Send(byte[] frame)
    {
        await Write(deflated ? Deflated.Stretch(frame) : frame);
        await Flush();
    }

    /// <summary>Sends what was written; completes when the client has room for more.</summary>
    /// <exception cref="TimeoutException">The client makes no room.</exception>
    public async ValueTask Flush()
    {
        _gathered = 0;
        var flushing = body.FlushAsync(ending);
        // The server's own least rate counts all that it ever buffered, and would be patient for hours.
        if (flushing.IsCompleted) await flushing;
        else await flushing.AsTask().WaitAsync(longest, clock, ending);
    }

    private async ValueTask Write(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += Most)
        {
            if (_gathered >= Most) await Flush();
            Put(bytes.AsSpan(at, Math.Min(Most, bytes.Length - at)));
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(body.GetSpan(bytes.Length));
        body.Advance(bytes.Length);
        _gathered += bytes.Length;
    }
}
