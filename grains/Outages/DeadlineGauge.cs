using System.Diagnostics.Metrics;

namespace Sothebais.Grains.Outages;

/// <summary>Shows when the auctions close that close next; only a few, since each is a time series of its own.</summary>
internal sealed class DeadlineGauge
{
    private const int Shown = 20;

    /// <summary>The exporter remembers every label that it has ever seen, and from 2,000 on puts all new ones in one pot: before that the gauge starts afresh.</summary>
    private const int Remembered = 1_500;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = [];
    private readonly Func<int, IReadOnlyList<(string Id, DateTimeOffset ClosesAt)>> _soonest;
    private Meter? _meter;

    /// <param name="soonest">The auctions that close next, at most as many as asked for.</param>
    public DeadlineGauge(Func<int, IReadOnlyList<(string Id, DateTimeOffset ClosesAt)>> soonest)
    {
        _soonest = soonest;
        Begin();
    }

    private void Begin()
    {
        lock (_lock)
        {
            _meter?.Dispose();
            _seen.Clear();
            _meter = new Meter("Sothebais");
            _meter.CreateObservableGauge("sothebais.auction.deadline.timestamp", Measure, "s", "When the auctions close that close next on this silo, in Unix time; 20 at most.");
        }
    }

    private Measurement<double>[] Measure()
    {
        var soonest = _soonest(Shown);
        lock (_lock)
        {
            var full = _seen.Count >= Remembered;
            foreach (var (id, _) in soonest) _seen.Add(id);
            // Not from within: the exporter is reading this very gauge.
            if (!full && _seen.Count >= Remembered) ThreadPool.QueueUserWorkItem(_ => Begin());
        }
        return [.. soonest.Select(s => new Measurement<double>(s.ClosesAt.ToUnixTimeMilliseconds() / 1_000d, new KeyValuePair<string, object?>("auction", s.Id)))];
    }
}
