using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>A log that fails when it is told to: before a commit is written, or after. One without events fails only where it is picked.</summary>
internal sealed class FaultyLog(IEventLog log) : IEventLog
{
    private int _failBefore;
    private int _failAfter;
    private int _failReads;
    private int _commits;
    private int _eventsRead;

    private TaskCompletionSource? _held;
    private TaskCompletionSource? _release;
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many commits were written.</summary>
    public int Commits => _commits;

    /// <summary>How many events were read.</summary>
    public int EventsRead => _eventsRead;

    /// <summary>Lets the next commits fail, and not be written.</summary>
    public void LoseNext(int commits = 1) => _failBefore = commits;

    /// <summary>Lets the next commits be written, and their confirmation be lost.</summary>
    public void LoseConfirmationOfNext(int commits = 1) => _failAfter = commits;

    /// <summary>Lets those commits fail unwritten that it picks; null is none.</summary>
    public Func<Commit, bool>? Loses { get; set; }

    /// <summary>Lets the next reads fail.</summary>
    public void RefuseNextReads(int reads) => _failReads = reads;

    /// <summary>Holds the next commit back.</summary>
    /// <returns>Completes when there is one.</returns>
    public Task HoldNext()
    {
        _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _reached.Task;
    }

    /// <summary>Lets the held commit be written.</summary>
    public void ReleaseHeld() => _release!.SetResult();

    /// <summary>Lets the held commit fail, unwritten.</summary>
    public void FailHeld() => _release!.SetException(new TimeoutException("The log did not answer."));

    public async Task Commit(Commit commit)
    {
        if (commit.Events.Count == 0)
        {
            if (Loses?.Invoke(commit) == true) throw new TimeoutException("The log did not answer.");
            await log.Commit(commit);
            return;
        }
        if (Interlocked.Exchange(ref _held, null) is { } held)
        {
            _release = held;
            _reached.SetResult();
            await held.Task;
        }
        if (Loses?.Invoke(commit) == true || Interlocked.Decrement(ref _failBefore) >= 0) throw new TimeoutException("The log did not answer.");
        await log.Commit(commit);
        Interlocked.Increment(ref _commits);
        if (Interlocked.Decrement(ref _failAfter) >= 0) throw new TimeoutException("The log did not answer.");
    }

    public async Task<IReadOnlyList<StoredCommit>> Read(string entity, long after, int limit)
    {
        if (Interlocked.Decrement(ref _failReads) >= 0) throw new TimeoutException("The log did not answer.");
        var commits = await log.Read(entity, after, limit);
        Interlocked.Add(ref _eventsRead, commits.Sum(c => c.Events.Count));
        return commits;
    }

    public Task RememberKeys(string entity, IReadOnlyCollection<RememberedKey> keys) => log.RememberKeys(entity, keys);

    public Task<RememberedKey?> FindKey(string entity, UInt128 key) => log.FindKey(entity, key);

    public Task<bool> Ready() => log.Ready();
}
