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
    private List<Written> _pending = [];
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
    public string Chain { get; private set; } = chain;

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
        // Written here, while a commit is on its way, and not between two of them.
        var json = AuctionEventJson.Write(happened);
        _pending.Add(new Written(happened, json, _chain = HashChain.After(_chain, json)));
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
        for (var next = Depart(); next is { } flight && Failure is null; next ??= Depart())
        {
            try
            {
                await flight.Landing;
                (Committed, Chain) = (flight.Events[^1].Event.Sequence, flight.Events[^1].Chain);
                next = Depart(); // and only then is anybody told of this one: the cores and the log work at the same time
                committed([.. flight.Events.Select(e => e.Event)]);
                flight.Waiting?.TrySetResult();
            }
            catch (Exception e)
            {
                Fail(e, flight);
                if (next != flight) next?.Landing.Ignore(); // whose callers have been told
            }
        }
        _flying = false;
    }

    /// <summary>Sends what is pending, or as much as one commit carries; null where that is nothing.</summary>
    private Flight? Depart()
    {
        if (_pending.Count == 0) return null;
        var (events, entries) = (_pending, _entries);
        var (move, waiting) = ((CatalogueMove?)null, (TaskCompletionSource?)null);
        if (events.Count > Most)
        {
            (events, _pending) = (events.GetRange(0, Most), events.GetRange(Most, events.Count - Most)); // who waits, waits for all of it
            var last = events[^1].Event.Sequence;
            (entries, _entries) = (entries.FindAll(e => e.Sequence <= last), entries.FindAll(e => e.Sequence > last));
        }
        else
        {
            (_pending, _entries) = ([], []);
            (move, _move) = (_move, null);
            (waiting, _flight, _boarding) = (_boarding, _boarding, NewFlight());
        }
        return new Flight(events, waiting, Send(events, move, entries));
    }

    private async Task Send(List<Written> events, CatalogueMove? move, List<(long Sequence, ListEntry Entry)> entries)
    {
        var started = Stopwatch.GetTimestamp();
        await log.Commit(new Commit(_entity, _header!, events[0].Event.Sequence, [.. events.Select(e => e.Json)], events[^1].Chain, move)
        {
            Entries = [.. entries.Select(e => e.Entry)],
            Acts = Activity.Acts.Of(_entity, events.Select(e => e.Event)),
        });
        HouseMetrics.Committed(events.Count, Stopwatch.GetElapsedTime(started));
    }

    private void Fail(Exception e, Flight flight)
    {
        Failure = e;
        HouseMetrics.CommitFailed();
        flight.Waiting?.TrySetException(Unknown());
        _flight.TrySetException(Unknown());
        _boarding.TrySetException(Unknown());
        // Nobody may be waiting; a failure without a witness is still not an unobserved one.
        _ = flight.Waiting?.Task.Exception;
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

    /// <summary>An event as it will stand in the log, and the chain value after it.</summary>
    private readonly record struct Written(AuctionEvent Event, byte[] Json, string Chain);

    /// <summary>A commit on its way.</summary>
    /// <param name="Events">What it carries.</param>
    /// <param name="Waiting">Told when it has landed; null where more must follow before anybody is told.</param>
    /// <param name="Landing">Completes when it is durable.</param>
    private sealed record Flight(List<Written> Events, TaskCompletionSource? Waiting, Task Landing);
}
