using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>
/// Follows the feed for all clients of this gateway: one reader, each event encoded once, the newest kept in a ring. A client reads at its own
/// pace, from the ring while it can and from the feed itself when it is further behind: a slow one costs the others nothing. While nobody
/// listens, nothing is followed.
/// </summary>
internal sealed partial class FeedTail(IClusterClient cluster, TimeProvider clock, ILogger<FeedTail> logger) : BackgroundService
{
    /// <summary>How many events the ring keeps, about 700 bytes each where they are the house's own.</summary>
    private const int Kept = 20_000;

    /// <summary>How many bytes the ring keeps: what was sent in may be large.</summary>
    private const long KeptBytes = 32L << 20;

    private const int Page = 500;

    /// <summary>How many commits of the feed a client that is behind the ring is given at once, as far as a page goes.</summary>
    private const int CommitsBehind = 200;

    /// <summary>For how many the feed itself is read at once: after a gateway's start all clients are behind the ring, and what they are given takes memory.</summary>
    private const int ReadingBehind = 16;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>After news, the reader waits this long for more: a hot auction commits every millisecond, and is read a few hundred times a second.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(3);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _behind = new(ReadingBehind);
    private readonly List<FeedEvent> _ring = new(Kept * 2);
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _listeners;
    private long _bytes;
    private FeedPosition? _before; // the position right before the ring's first event; null where it began with the feed itself
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to listen; completes when the tail knows where the feed ends.</summary>
    /// <returns>Ends the listening.</returns>
    public async Task<IDisposable> Listen(CancellationToken stopping)
    {
        Task started;
        lock (_lock)
        {
            _listeners++;
            _wanted.TrySetResult();
            started = _started.Task;
        }
        var listening = new Listening(this);
        try
        {
            await started.WaitAsync(stopping);
            return listening;
        }
        catch
        {
            listening.Dispose();
            throw;
        }
    }

    /// <summary>The position of the newest event known here; null where there is none.</summary>
    public FeedPosition? Newest
    {
        get
        {
            lock (_lock) return _ring.Count > 0 ? _ring[^1].Position : _before;
        }
    }

    /// <summary>The next events after a position; waits where there are none yet.</summary>
    /// <param name="after">The position; null is the oldest kept.</param>
    /// <param name="stopping">Stops waiting.</param>
    /// <returns>Events in order, and whether something after the position is no longer kept.</returns>
    public async Task<(IReadOnlyList<FeedEvent> Events, bool Reset)> ReadOn(FeedPosition? after, CancellationToken stopping)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                next = _next.Task;
                if (Newest is not { } newest || (after is { } at && at.CompareTo(newest) >= 0))
                {
                    // nothing new: wait below
                }
                else if (_before is not { } before || (after is { } from && from.CompareTo(before) >= 0))
                {
                    var first = FirstAfter(after);
                    return (_ring.GetRange(first, Math.Min(Page, _ring.Count - first)), false);
                }
                else
                    next = Task.CompletedTask;
            }
            if (next.IsCompleted)
            {
                var (events, reset, _) = await Read(after, CommitsBehind, stopping);
                if (events.Count > 0 || reset) return (events, reset);
                await Task.Delay(Pause, clock, stopping); // the feed moved on between two looks
            }
            else
                await next.WaitAsync(stopping);
        }
    }

    /// <summary>Reads the feed itself.</summary>
    /// <param name="after">The position; null is the oldest kept.</param>
    /// <param name="commits">How many commits at most.</param>
    /// <param name="stopping">Stops waiting for its turn.</param>
    /// <returns>The events, whether something was missed, and whether the end was reached.</returns>
    public async Task<(IReadOnlyList<FeedEvent> Events, bool Reset, bool End)> Read(FeedPosition? after, int commits, CancellationToken stopping)
    {
        await _behind.WaitAsync(stopping);
        try
        {
            var page = await HouseCalls.Retry(() => cluster.GetGrain<IFeedGrain>(0).Read(after, commits, TimeSpan.Zero));
            return (Events(page), page.Reset, page.Entries.Length == 0);
        }
        finally
        {
            _behind.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _behind.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var feed = cluster.GetGrain<IFeedGrain>(0);
        var lost = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await Wanted(stoppingToken)) continue;
                if (!_started.Task.IsCompleted)
                {
                    var newest = await feed.Newest();
                    lock (_lock) _before = newest;
                    _started.TrySetResult();
                }
                var page = await feed.Read(Newest, Page, Wait);
                if (lost) Back();
                lost = false;
                if (page.Entries.Length == 0 && !page.Reset) continue;
                Take(Events(page), page.Reset);
                await Task.Delay(Gathering, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!lost) Lost(e);
                lost = true;
                await Task.WhenAny(Task.Delay(Pause, clock, stoppingToken));
            }
        }
    }

    // Says whether to go on; where nobody listens, forgets everything and waits until somebody does.
    private async Task<bool> Wanted(CancellationToken stopping)
    {
        Task wanted;
        lock (_lock)
        {
            if (_listeners > 0) return true;
            (_started, _wanted) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));
            _ring.Clear();
            (_bytes, _before) = (0, null);
            wanted = _wanted.Task;
        }
        await wanted.WaitAsync(stopping);
        return false;
    }

    private void Take(List<FeedEvent> events, bool reset)
    {
        TaskCompletionSource told;
        lock (_lock)
        {
            if (reset)
            {
                _ring.Clear();
                _bytes = 0;
                // Clients further behind than the feed goes are told so by the feed itself.
                if (events.Count > 0) _before = events[0].Position with { Index = events[0].Position.Index - 1 };
            }
            _ring.AddRange(events);
            foreach (var happened in events) _bytes += happened.Frame.Length;
            if (_ring.Count > 2 * Kept || _bytes > 2 * KeptBytes) MakeRoom();
            told = _next;
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        told.SetResult();
    }

    // Many at once: what is taken out moves the rest.
    private void MakeRoom()
    {
        var gone = Math.Max(0, _ring.Count - Kept);
        for (var i = 0; i < gone; i++) _bytes -= _ring[i].Frame.Length;
        for (; _bytes > KeptBytes && gone < _ring.Count; gone++) _bytes -= _ring[gone].Frame.Length;
        _before = _ring[gone - 1].Position;
        _ring.RemoveRange(0, gone);
    }

    private int FirstAfter(FeedPosition? position)
    {
        if (position is not { } at) return 0;
        var (low, high) = (0, _ring.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ring[middle].Position.CompareTo(at) > 0) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static List<FeedEvent> Events(FeedPage page) => [.. page.Entries.SelectMany(FeedEvent.Of)];

    private sealed class Listening(FeedTail tail) : IDisposable
    {
        private bool _ended;

        public void Dispose()
        {
            lock (tail._lock)
            {
                if (_ended) return;
                _ended = true;
                tail._listeners--;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed cannot be followed now.")]
    private partial void Lost(Exception e);

    [LoggerMessage(LogLevel.Information, "The feed is followed again.")]
    private partial void Back();
}
