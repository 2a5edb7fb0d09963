using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>
/// The viewers of one stream on this gateway, and the one lease they share. Pictures come by push, whole: the newest is all that counts, and what the lease's
/// answer shows to be newer makes up for a lost push. Which auction it is that they show, and how its viewers get there: StreamRoom.Moving.cs.
/// </summary>
internal sealed partial class StreamRoom : IStreamObserver, IAsyncDisposable
{
    private readonly string _id;
    private readonly Rooms _rooms;
    private readonly IClusterClient _cluster;
    private readonly ViewerOptions _options;
    private readonly string? _biddingPage;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly IStreamGrain _stream;
    private readonly IStreamObserver _reference;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly Lease _lease;
    private StreamView? _view; // the newest that is known; null is none
    private long _newest; // its sequence, also after it is gone
    private bool _answered;
    private bool _changed;
    private bool _isFollowing;
    private Task _following = Task.CompletedTask;

    public StreamRoom(string id, Rooms rooms, IClusterClient cluster, ViewerOptions options, string? biddingPage, TimeProvider clock, ILogger logger)
    {
        (_id, _rooms, _cluster, _options, _biddingPage, _clock, _logger, Viewers) = (id, rooms, cluster, options, biddingPage, clock, logger, new Crowd(clock));
        _reference = cluster.CreateObjectReference<IStreamObserver>(this);
        _stream = cluster.GetGrain<IStreamGrain>(id);
        _lease = new Lease("Stream", id, Renew, () => _stream.Leave(_reference), options.Heartbeat, clock, logger);
    }

    /// <summary>Those who watch it.</summary>
    public Crowd Viewers { get; }

    public Task Changed(StreamView view)
    {
        Take(view);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _lease.DisposeAsync();
        await Following();
        if (_sale is not null) await _sale.DisposeAsync();
        await Leave(_room);
        _cluster.DeleteObjectReference<IStreamObserver>(_reference);
        _closing.Dispose();
    }

    private async Task Renew()
    {
        try
        {
            var lags = Viewers.Lags();
            Take(await _stream.Watch(_reference, new StreamAudience(Viewers.Viewers().Count(v => !v.Visitor.WantsPreview), lags?.Median, lags?.NinetyNine)));
            if (_unsettled) Follow();
            Heartbeat();
        }
        finally
        {
            Viewers.DropStuck();
        }
    }

    private void Take(StreamView? view)
    {
        lock (_lock)
        {
            if (_answered && (view is null ? _view is null : view.Sequence <= _newest)) return; // overtaken, or no news
            (_view, _newest, _answered) = (view, view?.Sequence ?? _newest, true);
        }
        Follow();
    }

    // Only where everything is certain that it stands for.
    private void Heartbeat()
    {
        if (Viewers.Place is not { Picture: not null } place || _sale is { IsUncertain: true } || (place.Room is { } room ? room.Newest : 0L) is not { } newest) return;
        Viewers.Offer(Frame.Heartbeat(newest, Interlocked.Read(ref _newest), _clock.GetUtcNow()));
    }

    /// <summary>Shows what is the newest now; one at a time, and what comes meanwhile is one more time.</summary>
    private void Follow()
    {
        lock (_lock)
        {
            _changed = true;
            if (_isFollowing) return;
            _isFollowing = true;
            _following = Task.Run(FollowOn);
        }
    }

    private Task Following()
    {
        lock (_lock) return _following;
    }

    private async Task FollowOn()
    {
        while (Next(out var view))
        {
            try
            {
                await Show(view);
            }
            catch (Exception e)
            {
                _unsettled = true; // the next lease tries again
                if (!_closing.IsCancellationRequested) NotShown(_id, e);
            }
        }
    }

    private bool Next(out StreamView? view)
    {
        lock (_lock)
        {
            view = _view;
            _isFollowing = _changed && !_closing.IsCancellationRequested;
            _changed = false;
            return _isFollowing;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Stream {Stream}: the house does not say all that is to be shown; viewers see what they saw.")]
    private partial void NotShown(string stream, Exception e);
}
