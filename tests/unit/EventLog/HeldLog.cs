using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Unit.EventLog;

/// <summary>A log whose commits end when, and as, the test says.</summary>
internal sealed class HeldLog : IEventLog
{
    private readonly Queue<TaskCompletionSource> _flights = new();

    /// <summary>All commits so far, in their order.</summary>
    public List<Commit> Commits { get; } = [];

    public int InFlight => _flights.Count;

    public void Land() => _flights.Dequeue().SetResult();

    public void Crash(Exception e) => _flights.Dequeue().SetException(e);

    public Task Commit(Commit commit)
    {
        Commits.Add(commit);
        _flights.Enqueue(new TaskCompletionSource());
        return _flights.Last().Task;
    }

    public Task<IReadOnlyList<StoredCommit>> Read(string entity, long after, int limit) => throw new NotSupportedException();

    public Task RememberKeys(string entity, IReadOnlyCollection<RememberedKey> keys) => throw new NotSupportedException();

    public Task<RememberedKey?> FindKey(string entity, UInt128 key) => throw new NotSupportedException();

    public Task<bool> Ready() => throw new NotSupportedException();
}
