using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>
/// The viewers of one auction on this gateway, and the one lease they share. Events come by push; each is encoded once. A gap, however it came
/// about, is read from the log before anything later is shown: viewers see every event once and in order.
/// </summary>
internal sealed partial class AuctionRoom : IAuctionObserver, IAsyncDisposable
{
    /// <summary>How many of the newest frames are kept, for viewers who join between a snapshot and the next event.</summary>
    private const int FramesKept = 512;

    private const int Page = 500;

    private readonly string _id;
    private readonly IClusterClient _cluster;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IAuctionObserver _reference;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly HashSet<Viewer> _viewers = [];
    private readonly Queue<Frame> _recent = new();
    private readonly Task _lease;
    private readonly TaskCompletionSource<bool> _exists = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence = -1; // the newest event shown; -1 until the house has said where the auction is
    private bool _repairing;
    private Task<Frame>? _snapshot;

    public AuctionRoom(string id, IClusterClient cluster, TimeSpan heartbeat, TimeProvider clock, ILogger logger)
    {
        (_id, _cluster, _clock, _logger) = (id, cluster, clock, logger);
        _reference = cluster.CreateObjectReference<IAuctionObserver>(this);
        _lease = Task.Run(() => KeepLease(heartbeat));
    }

    /// <summary>Whether there is such an auction; completes when the house has answered.</summary>
    public Task<bool> Exists => _exists.Task;

    public Task Published(EventBatch batch)
    {
        Take(batch);
        return Task.CompletedTask;
    }

    /// <summary>A fresh snapshot; those who ask while one is being made share it.</summary>
    public Task<Frame> Snapshot()
    {
        lock (_lock)
            return _snapshot is { IsCompleted: false } ? _snapshot : _snapshot = MakeSnapshot();
    }

    /// <summary>Lets a viewer in who has everything up to a sequence.</summary>
    /// <returns>False where the viewer must read more of the log first.</returns>
    public bool TryJoin(Viewer viewer, long sequence)
    {
        lock (_lock)
        {
            if (sequence < _sequence && (_recent.Count == 0 || _recent.Peek().Sequence > sequence + 1)) return false;
            viewer.StartAfter(sequence);
            foreach (var frame in _recent)
                if (frame.Sequence > sequence) viewer.Offer(frame);
            _viewers.Add(viewer);
            return true;
        }
    }

    /// <summary>A viewer is gone.</summary>
    public void Leave(Viewer viewer)
    {
        lock (_lock) _viewers.Remove(viewer);
    }

    /// <summary>The viewers in the room.</summary>
    public Viewer[] Viewers()
    {
        lock (_lock) return [.. _viewers];
    }

    /// <summary>Events after a sequence from the log, as frames; empty at its end.</summary>
    public async Task<Frame[]> Missed(long after)
    {
        var batch = await HouseCalls.Retry(() => _cluster.GetGrain<IAuctionHistoryGrain>(_id).Read(after, Page));
        return batch is null ? [] : [.. batch.Events.Select(e => Frame.Of(batch.AuctionId, batch.Currency, e))];
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _lease;
        try
        {
            await _cluster.GetGrain<IAuctionChannelGrain>(_id).Leave(_reference);
        }
        catch (Exception e)
        {
            LeaseLost(_id, e); // it runs out by itself
        }
        _cluster.DeleteObjectReference<IAuctionObserver>(_reference);
        _closing.Dispose();
    }

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
                var frame = Frame.Of(batch.AuctionId, batch.Currency, happened);
                _sequence = happened.Sequence;
                _recent.Enqueue(frame);
                if (_recent.Count > FramesKept) _recent.Dequeue();
                foreach (var viewer in _viewers) viewer.Offer(frame);
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
            while (!_closing.IsCancellationRequested)
            {
                var missing = await HouseCalls.Retry(() => _cluster.GetGrain<IAuctionHistoryGrain>(_id).Read(Interlocked.Read(ref _sequence), Page));
                if (missing is null || missing.Events.Length == 0) break;
                Take(missing);
            }
        }
        catch (HouseUnavailableException e)
        {
            LeaseLost(_id, e); // the next lease finds the gap again
        }
        finally
        {
            lock (_lock) _repairing = false;
        }
    }

    private async Task<Frame> MakeSnapshot()
    {
        var view = await HouseCalls.Retry(() => _cluster.GetGrain<IAuctionGrain>(_id).View()) ?? throw new InvalidOperationException($"Auction {_id} is gone.");
        return Frame.Snapshot(view, _clock.GetUtcNow());
    }

    private async Task KeepLease(TimeSpan heartbeat)
    {
        var channel = _cluster.GetGrain<IAuctionChannelGrain>(_id);
        using var timer = new PeriodicTimer(heartbeat, _clock);
        var lost = false;
        do
        {
            try
            {
                var newest = await channel.Watch(_reference);
                if (lost) LeaseBack(_id);
                lost = false;
                Confirmed(newest);
            }
            catch (Exception e)
            {
                // No heartbeat: viewers notice that nothing is certain now.
                if (!lost) LeaseLost(_id, e);
                lost = true;
            }
            foreach (var viewer in Viewers()) viewer.DropIfStuck();
        }
        while (await NextTick(timer));
    }

    private void Confirmed(long newest)
    {
        var gap = false;
        lock (_lock)
        {
            if (_sequence < 0 && newest > 0) _sequence = newest;
            else gap = newest > _sequence && newest > 0;
            if (newest > 0)
            {
                var heartbeat = Frame.Heartbeat(newest, _clock.GetUtcNow());
                foreach (var viewer in _viewers) viewer.Offer(heartbeat);
            }
        }
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

    private async Task<bool> NextTick(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: the house does not confirm that viewers see the newest.")]
    private partial void LeaseLost(string auction, Exception e);

    [LoggerMessage(LogLevel.Information, "Auction {Auction}: viewers see the newest again.")]
    private partial void LeaseBack(string auction);
}
