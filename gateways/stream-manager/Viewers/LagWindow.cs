namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>How long the newest events took to their viewers: as many as fit, the oldest give way. For one thread at a time.</summary>
internal sealed class LagWindow
{
    /// <summary>How many events count.</summary>
    public const int Events = 256;

    private readonly long[] _ticks = new long[Events];
    private long _count;

    /// <summary>Adds one; a clock that was set back counts as none.</summary>
    public void Add(TimeSpan lag) => _ticks[_count++ % Events] = Math.Max(0, lag.Ticks);

    /// <summary>What half of them, and 99 in a hundred, did not exceed; null where there are none.</summary>
    public (TimeSpan Median, TimeSpan NinetyNine)? Percentiles()
    {
        var known = (int)Math.Min(_count, Events);
        if (known == 0) return null;
        var sorted = _ticks[..known];
        Array.Sort(sorted);
        return (TimeSpan.FromTicks(sorted[known / 2]), TimeSpan.FromTicks(sorted[99 * known / 100]));
    }
}
