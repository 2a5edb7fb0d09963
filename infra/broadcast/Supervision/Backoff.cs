namespace Sothebais.Broadcast.Supervision;

/// <summary>How long to wait before something that was lost is started again: not at all at first, then longer each time.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Who lived so long was well: it starts again from nothing.
    private static readonly TimeSpan Well = TimeSpan.FromSeconds(30);

    private TimeSpan _next;

    /// <summary>The pause before the next start: 0, 1, 2, 4, 8, 16 and from then on 30 s.</summary>
    /// <param name="lived">How long it has lived.</param>
    public TimeSpan After(TimeSpan lived)
    {
        if (lived >= Well) _next = TimeSpan.Zero;
        var pause = _next;
        _next = pause == TimeSpan.Zero ? First : pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }
}
