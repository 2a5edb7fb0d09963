using System.Diagnostics;
using System.Net;
using Sothebais.Benchmarks.Load;

namespace Sothebais.Benchmarks.Viewers;

/// <summary>Many viewers of one show, all on one thread, and the bids that they are told of.</summary>
internal sealed class Audience : IDisposable
{
    private const int SeatedAtOnce = 100;
    private const int Senders = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Show _show;
    private readonly ViewerLine[] _viewers;
    private readonly Epoll _epoll = new();
    private readonly int[] _ready = new int[256];
    private HttpLine[] _senders = [];
    private long[] _sentAt = [];
    private int _notMeasured;
    private long _told;
    private Durations _delivery = new();

    private Audience(Show show, int viewers) => (_show, _viewers) = (show, new ViewerLine[viewers]);

    /// <summary>Lets viewers in, and waits until all are seated.</summary>
    /// <param name="show">What they watch.</param>
    /// <param name="door">The viewers' port.</param>
    /// <param name="viewers">How many.</param>
    public static Audience Seat(Show show, IPEndPoint door, int viewers)
    {
        var audience = new Audience(show, viewers);
        try
        {
            for (var seated = 0; seated < viewers;)
            {
                var until = Math.Min(viewers, seated + SeatedAtOnce);
                for (var i = seated; i < until; i++) audience._epoll.Watch((audience._viewers[i] = new ViewerLine(door, show)).Socket, i);
                for (var started = Stopwatch.GetTimestamp(); seated < until;)
                {
                    audience.Pump(100);
                    while (seated < until && show.IsSeated(audience._viewers[seated])) seated++;
                    if (Stopwatch.GetElapsedTime(started) > Patience) throw new TimeoutException("Viewers are not let in.");
                }
            }
            audience.Idle(TimeSpan.FromMilliseconds(300));
            return audience;
        }
        catch
        {
            audience.Dispose();
            throw;
        }
    }

    /// <summary>Listens for a while to what is told without a bid.</summary>
    public void Idle(TimeSpan time)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;) Pump(50);
    }

    /// <summary>Bids at a steady rate, whatever the answers take, and waits until everybody was told of every bid. Of a plain show, once an audience.</summary>
    /// <param name="door">Where bids go.</param>
    /// <param name="bid">The bid; its bidder is the bid's number.</param>
    /// <param name="keys">For the idempotency keys.</param>
    /// <param name="rate">Bids a second.</param>
    /// <param name="notMeasured">How many bids go first without being measured.</param>
    /// <param name="measured">How many then are.</param>
    /// <returns>From the moment a bid was sent until a viewer was told, over all bids and viewers.</returns>
    /// <exception cref="InvalidOperationException">Somebody was not told of something.</exception>
    public Durations Play(IPEndPoint door, Template bid, Numbers keys, int rate, int notMeasured, int measured)
    {
        var (bids, sent) = (notMeasured + measured, 0);
        (_sentAt, _notMeasured, _told, _delivery) = (new long[bids], notMeasured, 0, new Durations());
        foreach (var sender in _senders) sender.Dispose();
        _senders = [.. Enumerable.Range(0, Senders).Select(_ => new HttpLine(door, bid))];
        for (var i = 0; i < Senders; i++) _epoll.Watch(_senders[i].Socket, _viewers.Length + i);
        var started = Stopwatch.GetTimestamp();
        TimeSpan DueAt(int number) => TimeSpan.FromSeconds(1.0 * number / rate);
        while (sent < bids || _told < (long)bids * _viewers.Length || _senders.Any(s => s.Busy))
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (elapsed > DueAt(bids) + Patience)
                throw new InvalidOperationException($"{(long)bids * _viewers.Length - _told} of {(long)bids * _viewers.Length} messages are missing.");
            if (sent < bids && elapsed >= DueAt(sent) && Array.Find(_senders, s => !s.Busy) is { } sender)
            {
                sender.Request.Set(Slot.Key, keys.Next());
                sender.Request.Set(Slot.Bidder, sent);
                _sentAt[sent++] = Stopwatch.GetTimestamp();
                sender.Send();
            }
            Pump(sent == bids ? 100 : Math.Clamp((int)(DueAt(sent) - Stopwatch.GetElapsedTime(started)).TotalMilliseconds, 0, 100));
        }
        return _delivery;
    }

    public void Dispose()
    {
        foreach (var viewer in _viewers) viewer?.Dispose();
        foreach (var sender in _senders) sender.Dispose();
        _epoll.Dispose();
    }

    private void Pump(int milliseconds)
    {
        var count = _epoll.Wait(_ready, milliseconds);
        for (var i = 0; i < count; i++)
        {
            if (_ready[i] < _viewers.Length) _viewers[_ready[i]].Receive(Take);
            else if (_senders[_ready[i] - _viewers.Length].Receive() is >= 300 and var status) throw new InvalidOperationException($"A bid was answered {status}.");
        }
    }

    private void Take(ViewerLine line, ReadOnlySpan<byte> text, long at)
    {
        if (_show.BidOf(line, text) is not { } number) return;
        line.Events++;
        _told++;
        if (number >= _notMeasured) _delivery.Add(at - _sentAt[number]);
    }
}
