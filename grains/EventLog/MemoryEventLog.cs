using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;
using Sothebais.Grains.Activity;
using Sothebais.Grains.Intake;

namespace Sothebais.Grains.EventLog;

/// <summary>Log, feed, catalogue, acts and what was sent in, in the memory of one process: the embedded default. Everything is gone with the process.</summary>
public sealed class MemoryEventLog(TimeProvider clock, int feedCommits = MemoryEventLog.FeedCommits) : IEventLog, IFeed, ICatalogue, IIntakeLog, IActivity
{
    /// <summary>How many commits the feed keeps.</summary>
    public const int FeedCommits = 100_000;

    /// <summary>How many acts it keeps.</summary>
    private const int MostActs = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entity> _entities = [];
    private readonly Dictionary<string, SortedSet<string>> _lists = [];
    private readonly List<FeedCommit> _feed = []; // from _first on; the others are taken out many at a time
    private readonly Dictionary<(string Source, string Id), FeedPosition> _sent = [];
    private readonly Queue<((string Source, string Id) Key, DateTimeOffset At)> _sentInOrder = [];
    private readonly LinkedList<Act> _acts = []; // the newest first
    private long _actCount;
    private int _first;
    private FeedPosition? _newest;
    private FeedPosition? _dropped;
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entity
    {
        public List<StoredCommit> Commits { get; } = [];
        public long Head { get; set; }
        public Dictionary<UInt128, RememberedKey> Keys { get; } = [];
    }

    /// <inheritdoc/>
    public Task Commit(Commit commit)
    {
        TaskCompletionSource told;
        lock (_lock)
        {
            var entity = Of(commit.Entity);
            if (entity.Head != commit.First - 1)
                return Task.FromException(new FencedException($"The log of {commit.Entity} is at {entity.Head}, not {commit.First - 1}."));
            if (commit.Events.Count > 0) entity.Commits.Add(new StoredCommit(commit.First, commit.Events, commit.Hash));
            entity.Head = commit.Last;
            foreach (var list in commit.Move?.Leave ?? []) ListOf(list).Remove(commit.Move!.Id);
            foreach (var list in commit.Move?.Join ?? []) ListOf(list).Add(commit.Move!.Id);
            foreach (var entry in commit.Entries)
            {
                if (entry.Gone) ListOf(entry.List).Remove(entry.Id);
                else ListOf(entry.List).Add(entry.Id);
            }
            foreach (var act in commit.Acts) _acts.AddFirst(act with { Id = $"{act.At.ToUnixTimeMilliseconds()}-{++_actCount}" });
            while (_acts.Count > MostActs) _acts.RemoveLast();
            if (commit.Header.Length == 0 || commit.Events.Count == 0) return Task.CompletedTask;
            told = Feed(commit.Entity, commit.Header, commit.Events);
        }
        told.SetResult();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool[]> Keep(IReadOnlyList<SentEvent> events)
    {
        TaskCompletionSource told;
        bool[] fresh;
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            while (_sentInOrder.TryPeek(out var oldest) && now - oldest.At >= IIntakeGrain.Memory) _sent.Remove(_sentInOrder.Dequeue().Key);
            fresh = [.. events.Select(e => _sent.TryAdd((e.Source, e.Id), default))];
            SentEvent[] kept = [.. events.Where((_, i) => fresh[i])];
            if (kept.Length == 0) return Task.FromResult(fresh);
            told = Feed(IIntakeLog.Entity, IIntakeLog.Header, [.. kept.Select(e => e.Json)]);
            for (var i = 0; i < kept.Length; i++)
            {
                _sent[(kept[i].Source, kept[i].Id)] = _newest!.Value with { Index = i };
                _sentInOrder.Enqueue(((kept[i].Source, kept[i].Id), now));
            }
        }
        told.SetResult();
        return Task.FromResult(fresh);
    }

    Task<FeedPosition?> IIntakeLog.Find(string source, string id)
    {
        lock (_lock) return Task.FromResult<FeedPosition?>(_sent.TryGetValue((source, id), out var position) ? position : null);
    }

    /// <summary>Adds a commit to the feed, under the lock; outside it the answer tells those who wait.</summary>
    private TaskCompletionSource Feed(string entity, string header, IReadOnlyList<byte[]> events)
    {
        var now = Math.Max(clock.GetUtcNow().ToUnixTimeMilliseconds(), _newest?.Milliseconds ?? 0);
        var position = new FeedPosition(now, now == _newest?.Milliseconds ? _newest.Value.Number + 1 : 0, 0);
        _feed.Add(new FeedCommit(position, entity, header, events));
        _newest = position with { Index = events.Count - 1 };
        while (_feed.Count - _first > feedCommits) _dropped = LastOf(_feed[_first++]);
        if (_first > feedCommits)
        {
            _feed.RemoveRange(0, _first);
            _first = 0;
        }
        var told = _next;
        _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return told;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCommit>> Read(string entity, long after, int limit)
    {
        lock (_lock)
        {
            if (!_entities.TryGetValue(entity, out var found)) return Task.FromResult<IReadOnlyList<StoredCommit>>([]);
            var page = new List<StoredCommit>();
            var (low, high) = (0, found.Commits.Count); // the first commit that holds after + 1
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (found.Commits[middle].First + found.Commits[middle].Events.Count - 1 > after) high = middle;
                else low = middle + 1;
            }
            for (var events = 0; low < found.Commits.Count && events < limit; low++)
            {
                page.Add(found.Commits[low]);
                events += found.Commits[low].Events.Count;
            }
            return Task.FromResult<IReadOnlyList<StoredCommit>>(page);
        }
    }

    /// <inheritdoc/>
    public Task RememberKeys(string entity, IReadOnlyCollection<RememberedKey> keys)
    {
        lock (_lock)
            foreach (var key in keys) Of(entity).Keys.TryAdd(key.Key, key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<RememberedKey?> FindKey(string entity, UInt128 key)
    {
        lock (_lock)
            return Task.FromResult<RememberedKey?>(_entities.TryGetValue(entity, out var found) && found.Keys.TryGetValue(key, out var known) ? known : null);
    }

    /// <inheritdoc/>
    public Task<bool> Ready() => Task.FromResult(true);

    Task<FeedStretch> IFeed.Read(FeedPosition? after, int limit)
    {
        lock (_lock)
        {
            var (low, high) = (_first, after is null ? _first : _feed.Count); // the first commit that holds something after the position
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (LastOf(_feed[middle]).CompareTo(after!.Value) > 0) high = middle;
                else low = middle + 1;
            }
            FeedCommit[] commits = [.. _feed.GetRange(low, Math.Min(limit, _feed.Count - low))];
            return Task.FromResult(new FeedStretch(commits, after is { } from && _dropped is { } gone && from.CompareTo(gone) < 0));
        }
    }

    /// <inheritdoc/>
    Task<IReadOnlyList<Act>> IActivity.Newest(string? before, int limit)
    {
        lock (_lock) return Task.FromResult<IReadOnlyList<Act>>([.. (before is null ? _acts : _acts.SkipWhile(act => act.Id != before).Skip(1)).Take(limit)]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FeedCommit>> Latest(int limit)
    {
        lock (_lock)
        {
            var count = Math.Min(limit, _feed.Count - _first);
            return Task.FromResult<IReadOnlyList<FeedCommit>>(_feed.GetRange(_feed.Count - count, count));
        }
    }

    /// <inheritdoc/>
    public Task<FeedPosition?> Newest()
    {
        lock (_lock) return Task.FromResult(_newest);
    }

    /// <inheritdoc/>
    public async Task Next(TimeSpan wait)
    {
        Task next;
        lock (_lock) next = _next.Task;
        await Task.WhenAny(next, Task.Delay(wait, clock));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Ids(string list, string? after, int limit, bool descending = false)
    {
        lock (_lock)
        {
            if (!_lists.TryGetValue(list, out var ids) || ids.Count == 0) return Task.FromResult<IReadOnlyList<string>>([]);
            IEnumerable<string> rest = after is null ? (descending ? ids.Reverse() : ids)
                : string.CompareOrdinal(after, descending ? ids.Min : ids.Max) is var place && (descending ? place <= 0 : place >= 0) ? []
                : (descending ? ids.GetViewBetween(ids.Min!, after).Reverse() : ids.GetViewBetween(after, ids.Max!)).Where(id => id != after);
            return Task.FromResult<IReadOnlyList<string>>([.. rest.Take(limit)]);
        }
    }

    private static FeedPosition LastOf(FeedCommit commit) => commit.Position with { Index = commit.Events.Count - 1 };

    private Entity Of(string entity) => _entities.TryGetValue(entity, out var found) ? found : _entities[entity] = new Entity();

    private SortedSet<string> ListOf(string list) => _lists.TryGetValue(list, out var found) ? found : _lists[list] = new SortedSet<string>(StringComparer.Ordinal);
}
