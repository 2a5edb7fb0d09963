using System.Diagnostics;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// Group commit for one auction: events that are decided while a commit is on its way join the next one, so that one round trip and
/// one fsync carry many bids. One commit is in flight at a time. Belongs to one grain and is used in its turns only: no locks.
/// After a failure it stays broken: whoever waits is told that the outcome is unknown, and the grain must start again from the log.
/// </summary>
internal sealed class GroupCommit(IEventLog log, string auctionId, long head, string chain, Action<IReadOnlyList<AuctionEvent>> committed)
{
    /// <summary>How many events one commit carries at most.</summary>
    public const int Most = 500;

    private readonly string _entity = AuctionEventJson.EntityOf(auctionId);
    private List<AuctionEvent> _pending = [];
    private List<(long Sequence, ListEntry Entry)> _entries = [];
    private string _chain = chain;
    private TaskCompletionSource _flight = NewFlight();
    private TaskCompletionSource _boarding = NewFlight();
    private string? _header;
    private CatalogueMove? _move;
    private bool _flying;

    /// <summary>Why the log did not confirm a commit; null while all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The newest sequence known to be durable.</summary>
    public long Committed { get; private set; } = head;

    /// <summary>The chain value after <see cref="Committed"/>.</summary>
    public string Chain => _chain;

    /// <summary>The newest sequence appended.</summary>
    public long Appended { get; private set; } = head;

    /// <summary>Adds an event to the next commit.</summary>
    /// <param name="happened">The event that follows the last one.</param>
    /// <param name="header">The auction's header in the feed.</param>
    /// <param name="move">Where the auction stands in the catalogue from now on; null where it stays.</param>
    /// <param name="entries">What the event enters into lists; null is nothing.</param>
    public void Append(AuctionEvent happened, string header, CatalogueMove? move, IEnumerable<ListEntry>? entries = null)
    {
        if (Failure is not null) throw Unknown();
        _pending.Add(happened);
        foreach (var entry in entries ?? []) _entries.Add((happened.Sequence, entry));
        Appended = happened.Sequence;
        _header = header;
        if (move is not null) _move = _move is null ? move : Merge(_move, move);
        if (!_flying) _ = Fly();
    }

    /// <summary>Completes when everything appended so far is durable.</summary>
    /// <exception cref="OutcomeUnknownException">The log did not confirm it.</exception>
    public Task Flush() =>
        Failure is not null ? Task.FromException(Unknown())
        : Committed == Appended ? Task.CompletedTask
        : _pending.Count > 0 ? _boarding.Task
        : _flight.Task;

    private async Task Fly()
    {
        _flying = true;
        await Task.Yield(); // let the calls that have already arrived decide, too: they share this commit
        while (_pending.Count > 0 && Failure is null)
        {
            var (group, entries, move) = (_pending, _entries, _move);
            (_pending, _entries, _move) = ([], [], null);
            (_flight, _boarding) = (_boarding, NewFlight());
            try
            {
                for (var at = 0; at < group.Count; at += Most)
                {
                    var batch = group.GetRange(at, Math.Min(Most, group.Count - at));
                    await Commit(batch, at + batch.Count == group.Count ? move : null, entries);
                    committed(batch);
                }
            }
            catch (Exception e)
            {
                Fail(e);
                break;
            }
            _flight.TrySetResult();
        }
        _flying = false;
    }

    private async Task Commit(List<AuctionEvent> batch, CatalogueMove? move, List<(long Sequence, ListEntry Entry)> entries)
    {
        var events = new byte[batch.Count][];
        var chain = _chain;
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = AuctionEventJson.Write(batch[i]);
            chain = HashChain.After(chain, events[i]);
        }
        var started = Stopwatch.GetTimestamp();
        await log.Commit(new Commit(_entity, _header!, batch[0].Sequence, events, chain, move)
        {
            Entries = [.. entries.Where(e => e.Sequence >= batch[0].Sequence && e.Sequence <= batch[^1].Sequence).Select(e => e.Entry)],
            Acts = Activity.Acts.Of(_entity, batch),
        });
        HouseMetrics.Committed(events.Length, Stopwatch.GetElapsedTime(started));
        _chain = chain;
        Committed = batch[^1].Sequence;
    }

    private void Fail(Exception e)
    {
        Failure = e;
        HouseMetrics.CommitFailed();
        _flight.TrySetException(Unknown());
        _boarding.TrySetException(Unknown());
        // Nobody may be waiting; a failure without a witness is still not an unobserved one.
        _ = _flight.Task.Exception;
        _ = _boarding.Task.Exception;
    }

    // The cause stays here, for the log: it may be of a kind that callers elsewhere do not know.
    private static OutcomeUnknownException Unknown() => new("The log did not confirm the commit; retry with the same key.");

    private static CatalogueMove Merge(CatalogueMove first, CatalogueMove second)
    {
        string[] join = [.. first.Join.Except(second.Leave).Union(second.Join)];
        return new(second.Id, [.. first.Leave.Union(second.Leave).Except(join)], join);
    }

    private static TaskCompletionSource NewFlight() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
