namespace Sothebais.Broadcast.Encoding;

/// <summary>How frames flow: over the last five seconds of one encoder.</summary>
internal sealed class Flow(BroadcastOptions options, TimeProvider clock)
{
    /// <summary>The share of the wanted frame rate from which on all is well.</summary>
    public const double Enough = 0.9;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    // Over less, the rate says more of when ffmpeg reports than of what it does.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1.5);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, Progress Progress)> _reports = new();
    private Progress? _last;
    private long _advanced;

    /// <summary>A new encoder starts.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _reports.Clear();
            (_last, _advanced) = (null, clock.GetTimestamp());
        }
    }

    /// <summary>Takes a report.</summary>
    /// <returns>What it adds to the one before.</returns>
    public Progress Add(Progress now)
    {
        lock (_lock)
        {
            var before = _last ?? new Progress(0, 0, 0, 0);
            var at = clock.GetTimestamp();
            if (now.Frames > before.Frames) _advanced = at;
            _last = now;
            _reports.Enqueue((at, now));
            while (clock.GetElapsedTime(_reports.Peek().At, at) > Window) _reports.Dequeue();
            return new Progress(now.Frames - before.Frames, now.Repeated - before.Repeated, now.Dropped - before.Dropped, now.Bytes - before.Bytes);
        }
    }

    /// <summary>Whether this encoder has sent a frame.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_lock) return _last is { Frames: > 0 };
        }
    }

    /// <summary>How long no frame was added; of an encoder without any, since it was started.</summary>
    public TimeSpan Still
    {
        get
        {
            lock (_lock) return clock.GetElapsedTime(_advanced);
        }
    }

    /// <summary>New frames a second, repeated ones not among them; 0 where there are none, or too few to tell.</summary>
    public double FrameRate => Over((a, b) => b.Frames - b.Repeated - (a.Frames - a.Repeated));

    /// <summary>Bits a second.</summary>
    public double Bitrate => 8 * Over((a, b) => b.Bytes - a.Bytes);

    /// <summary>Whether frames flow as they should.</summary>
    public bool IsWell => FrameRate >= Enough * options.FrameRate;

    /// <summary>For people.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{FrameRate:0.0} of {options.FrameRate} frames a second, {Bitrate / 1000:0} kbit/s; {_last?.Frames ?? 0} frames, {_last?.Repeated ?? 0} of them repeated, {_last?.Dropped ?? 0} dropped.");

    private double Over(Func<Progress, Progress, long> growth)
    {
        lock (_lock)
        {
            if (_reports.Count < 2) return 0;
            var (first, last) = (_reports.Peek(), _reports.Last());
            var span = clock.GetElapsedTime(first.At, last.At);
            // Who reports no more sends no more.
            return span < Least || clock.GetElapsedTime(last.At) > Least ? 0 : growth(first.Progress, last.Progress) / span.TotalSeconds;
        }
    }
}
