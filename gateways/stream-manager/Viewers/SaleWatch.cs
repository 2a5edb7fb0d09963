using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Follows a sale for a stream: its lease, and the newest that the house said of it.</summary>
internal sealed class SaleWatch : ISaleObserver, IAsyncDisposable
{
    private readonly IClusterClient _cluster;
    private readonly Action _moved;
    private readonly ISaleObserver _reference;
    private readonly Lease _lease;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SaleShow? _show;

    /// <summary>Begins.</summary>
    /// <param name="id">The sale.</param>
    /// <param name="cluster">The house.</param>
    /// <param name="heartbeat">How often the lease is renewed.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">The log.</param>
    /// <param name="moved">Called when something else is to be shown.</param>
    public SaleWatch(string id, IClusterClient cluster, TimeSpan heartbeat, TimeProvider clock, ILogger logger, Action moved)
    {
        (Id, _cluster, _moved) = (id, cluster, moved);
        _reference = cluster.CreateObjectReference<ISaleObserver>(this);
        var sale = cluster.GetGrain<ISaleGrain>(id);
        _lease = new Lease("Sale", id, async () => Take(await sale.Watch(_reference)), () => sale.Leave(_reference), heartbeat, clock, logger);
    }

    /// <summary>The sale.</summary>
    public string Id { get; }

    /// <summary>Completes when the house has answered.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Whether the house does not confirm now that this is the newest.</summary>
    public bool IsUncertain => _lease.IsLost;

    /// <summary>What the house said; null where there is no such sale.</summary>
    public SaleShow? Show
    {
        get
        {
            lock (_lock) return _show;
        }
    }

    public Task Moved(SaleShow show)
    {
        Take(show);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync();
        _cluster.DeleteObjectReference<ISaleObserver>(_reference);
    }

    private void Take(SaleShow? show)
    {
        lock (_lock)
        {
            if (show?.Sequence < _show?.Sequence || (_answered.Task.IsCompleted && Same(show, _show))) return; // overtaken, or no news
            _show = show;
            _answered.TrySetResult();
        }
        _moved();
    }

    // At one place of the log it may differ all the same: when the next lot opens depends on the hour.
    private static bool Same(SaleShow? one, SaleShow? other) =>
        one is null || other is null ? ReferenceEquals(one, other) : one with { Next = other.Next } == other && one.Next.AsSpan().SequenceEqual(other.Next);
}
