using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>
/// One auction on this gateway for all who watch it, and the one lease they share: its own viewers, and the crowds of the streams that show it. Events come
/// by push; each is encoded once. A gap, however it came about, is read from the log before anything later is shown: viewers see every event once and in
/// order.
/// </summary>
internal sealed partial class AuctionRoom : IAuctionObserver, IAsyncDisposable
{
    /// <summary>How many of the newest frames are kept, for viewers who join between a snapshot and the next event.</summary>
    private const int FramesKept = 512;

    private const int Page = 500;

    private readonly IClusterClient _cluster;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IAuctionChannelGrain _channel;
    private readonly IAuctionObserver _reference;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly List<Crowd> _crowds;
    private readonly Queue<Frame> _recent = new();
    private readonly Lease _lease;
    private readonly TaskCompletionSource<bool> _exists = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence = -1; // the newest event shown; -1 until the house has said where the auction is
    private long _newest; // the newest event there is, as the house last said
    private bool _repairing;
    private Task<Frame>? _snapshot;

    public AuctionRoom(string id, IClusterClient cluster, TimeSpan heartbeat, TimeProvider clock, ILogger logger)
    {
        (Id, _cluster, _clock, _logger, Viewers) = (id, cluster, clock, logger, new Crowd(clock));
        _crowds = [Viewers];
        _reference = cluster.CreateObjectReference<IAuctionObserver>(this);
        _channel = cluster.GetGrain<IAuctionChannelGrain>(id);
        _lease = new Lease("Auction", id, Renew, () => _channel.Leave(_reference), heartbeat, clock, logger);
    }

    /// <summary>The auction.</summary>
    public string Id { get; }

    /// <summary>Those who watch this auction and no stream.</summary>
    public Crowd Viewers { get; }

    /// <summary>Whether there is such an auction; completes when the house has answered.</summary>
    public Task<bool> Exists => _exists.Task;

    /// <summary>The newest event, as the house last confirmed; null where it does not now.</summary>
    public long? Newest => _lease.IsLost ? null : Interlocked.Read(ref _newest);

    public Task Published(EventBatch batch)
    {
        Take(batch);
        return Task.CompletedTask;
    }

    /// <summary>A fresh snapshot, in which everything is that was shown before; those who ask while one is being made share it.</summary>
    public async Task<Frame> Snapshot()
    {
        var shown = Interlocked.Read(ref _sequence);
        var snapshot = await Shared();
        return snapshot.Number >= shown ? snapshot : await Shared(); // that one was begun before the newest was shown; another was not
    }

    /// <summary>Lets a viewer into a crowd that is here.</summary>
    /// <param name="viewer">Who.</param>
    /// <param name="crowd">With whom.</param>
    /// <param name="seen">What they have been shown.</param>
    /// <returns>False where the viewer must read more of the log first, or the crowd is shown something else by now.</returns>
    public bool TryJoin(Viewer viewer, Crowd crowd, Place seen)
    {
        lock (_lock)
            return ReachesBackTo(viewer.Position) && crowd.TryJoin(viewer, seen, After(viewer.Position));
    }

    /// <summary>Takes a crowd in, and shows it this auction from a snapshot on.</summary>
    /// <returns>False where the snapshot is too old for that.</returns>
    public bool TryTakeIn(Crowd crowd, Place place, Frame snapshot)
    {
        lock (_lock)
        {
            if (!ReachesBackTo(snapshot.Number)) return false;
            crowd.Show(place, [snapshot, .. After(snapshot.Number)]);
            _crowds.Add(crowd);
            return true;
        }
    }

    /// <summary>A crowd is elsewhere now.</summary>
    public void Part(Crowd crowd)
    {
        lock (_lock) _crowds.Remove(crowd);
    }

    /// <summary>Events after a sequence from the log, as frames; empty at its end.</summary>
    public async Task<Frame[]> Missed(long after)
    {
        var batch = await Read(after);
        return batch is null ? [] : [.. batch.Events.Select(e => Frame.Of(Id, batch.Currency, e))];
    }

    /// <summary>Shows everything that is in the log by now, however little of it was pushed.</summary>
    public async Task CatchUp()
    {
        while (!_closing.IsCancellationRequested && await Read(Interlocked.Read(ref _sequence)) is { Events.Length: > 0 } missing) Take(missing);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _lease.DisposeAsync();
        _cluster.DeleteObjectReference<IAuctionObserver>(_reference);
        _closing.Dispose();
    }

    private bool ReachesBackTo(long sequence) => sequence >= _sequence || (_recent.TryPeek(out var oldest) && oldest.Number <= sequence + 1);

    private IEnumerable<Frame> After(long sequence) => _recent.Where(f => f.Number > sequence);

    private Task<EventBatch?> Read(long after) => HouseCalls.Retry(() => _cluster.GetGrain<IAuctionHistoryGrain>(Id).Read(after, Page));

    private void Take(EventBatch batch)
    {
        lock (_lock)
        {
            if (_sequence < 0 || batch.Events is []) return; // what comes before the room knows where it is will be seen as a gap
            if (batch.Events[0].Sequence > _sequence + 1)
            {
                if (!_repairing) _ = Repair();
                return;
            }
            var now = _clock.GetUtcNow();
            foreach (var happened in batch.Events)
            {
                if (happened.Sequence <= _sequence) continue;
                var frame = Frame.Of(Id, batch.Currency, happened);
                _sequence = happened.Sequence;
                _recent.Enqueue(frame);
                if (_recent.Count > FramesKept) _recent.Dequeue();
                foreach (var crowd in _crowds) crowd.Told(this, frame, happened.At);
                ViewerMetrics.Delivered(now - happened.At);
            }
        }
    }

    // Until the log has nothing newer: a push that arrived meanwhile is in the log, too.
    private async Task Repair()
    {
        lock (_lock)
        {
            if (_repairing) return;
            _repairing = true;
        }
        ViewerMetrics.Repaired();
        try
        {
            await CatchUp();
        }
        catch (HouseUnavailableException e)
        {
            NotRepaired(Id, e); // the next lease finds the gap again
        }
        finally
        {
            lock (_lock) _repairing = false;
        }
    }

    private Task<Frame> Shared()
    {
        lock (_lock)
            return _snapshot is { IsCompleted: false } ? _snapshot : _snapshot = MakeSnapshot();
    }

    private async Task<Frame> MakeSnapshot()
    {
        var view = await HouseCalls.Retry(() => _cluster.GetGrain<IAuctionGrain>(Id).Show()) ?? throw new InvalidOperationException($"Auction {Id} is gone.");
        return Frame.Snapshot(view, _clock.GetUtcNow());
    }

    private async Task Renew()
    {
        try
        {
            Confirmed(await _channel.Watch(_reference));
        }
        finally
        {
            Viewers.DropStuck();
        }
    }

    private void Confirmed(long newest)
    {
        var gap = false;
        Interlocked.Exchange(ref _newest, newest);
        lock (_lock)
        {
            if (_sequence < 0 && newest > 0) _sequence = newest;
            else gap = newest > _sequence && newest > 0;
        }
        if (newest > 0 && Viewers.Place is not null) Viewers.Offer(Frame.Heartbeat(newest, stream: null, _clock.GetUtcNow()));
        else if (newest > 0) Viewers.Show(new Place(this, Picture: null));
        else if (Viewers.Place is null) Viewers.ShowNothing();
        _exists.TrySetResult(newest > 0);
        if (gap) _ = RepairSoon();
    }

    // What was committed while the lease was on its way is usually a push that is still coming.
    private async Task RepairSoon()
    {
        var known = Interlocked.Read(ref _sequence);
        await Task.Delay(TimeSpan.FromMilliseconds(50), _clock);
        if (Interlocked.Read(ref _sequence) == known) await Repair();
    }

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: a gap could not be read from the log.")]
    private partial void NotRepaired(string auction, Exception e);
}
