namespace Sothebais.Grains.Channels;

/// <summary>
/// The gateways that hold a lease on a grain, in its memory only: they renew more often than a lease lasts, and what is lost with an activation is taken
/// again. Used in the grain's turns only: no locks.
/// </summary>
/// <param name="lease">How long a lease lasts without being renewed.</param>
/// <param name="clock">The time.</param>
internal sealed class Leases<TObserver, TTold>(TimeSpan lease, TimeProvider clock) where TObserver : IGrainObserver
{
    /// <summary>How many gateways may hold one at most.</summary>
    public const int Most = 256;

    private readonly Dictionary<TObserver, (DateTimeOffset Until, TTold Told)> _held = [];

    /// <summary>Takes or renews a lease.</summary>
    /// <param name="observer">Whose.</param>
    /// <param name="told">What its holder tells of itself.</param>
    /// <exception cref="InvalidOperationException">There are <see cref="Most"/> others.</exception>
    public void Take(TObserver observer, TTold told)
    {
        var now = clock.GetUtcNow();
        foreach (var (gone, _) in _held.Where(l => l.Value.Until < now).ToArray()) _held.Remove(gone);
        if (_held.Count >= Most && !_held.ContainsKey(observer)) throw new InvalidOperationException($"{Most} gateways watch this already.");
        _held[observer] = (now + lease, told);
    }

    /// <summary>Gives a lease back.</summary>
    public void Leave(TObserver observer) => _held.Remove(observer);

    /// <summary>The leases that run, with what their holders told.</summary>
    public IEnumerable<(TObserver Observer, TTold Told)> Running()
    {
        var now = clock.GetUtcNow();
        return _held.Where(l => l.Value.Until >= now).Select(l => (l.Key, l.Value.Told));
    }
}
