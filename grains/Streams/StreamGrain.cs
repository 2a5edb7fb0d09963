using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Streams;

/// <summary>
/// Keeps one stream: asks the rules, commits, tells the gateways that show it. It decides nothing itself. Not reentrant: one command at a time; reads go
/// beside it. Who watches: StreamGrain.Viewers.cs.
/// </summary>
internal sealed partial class StreamGrain(
    [PersistentState("snapshot", GrainStores.Default)] IPersistentState<StreamSnapshot> snapshot, IEventLog log, TimeProvider clock, ILogger<StreamGrain> logger)
    : Grain, IStreamGrain
{
    /// <summary>After how many events a snapshot is worth its price.</summary>
    private const int SnapshotEvery = 500;

    private Journal<StreamEvent> _journal = null!;
    private Composition _stream = Composition.Empty; // with what is committed, and nothing else
    private readonly KeptSnapshot<StreamSnapshot> _snapshot = new(snapshot);

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _journal = new Journal<StreamEvent>(log, StreamEventJson.EntityOf(Id), StreamEventJson.Default.StreamEvent, e => e.Version, StreamEventJson.NewestKnownVersion);
            // The log is the truth: a snapshot of what it does not hold is passed over.
            if (_snapshot.State.Restore() is { } restored && await _journal.StartAfter(restored.Sequence, _snapshot.State.Chain)) _stream = restored;
            await foreach (var happened in _journal.Read().WithCancellation(cancellationToken)) _stream = Composition.Apply(_stream, Id, happened);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The cause stays here, for the log: it may be of a kind that callers elsewhere do not know.
            NotBack(Id, e);
            throw new OutcomeUnknownException("The stream could not come back from its log; retry with the same key.");
        }
    }

    public async Task<StreamAnswer> Execute(StreamCommand command)
    {
        var key = AnswerBook.KeyOf(command.Origin);
        if (_stream.Keys.TryGetValue(key, out var used))
            return used.Body == command.Origin.Body ? Answer(command) : new StreamAnswer.Refused(StreamRefusal.KeyReused);
        var now = clock.GetUtcNow();
        var verdict = StreamRules.Decide(_stream.View, command, now);
        if (verdict.Refusal is { } reason)
        {
            LeaveIfNothingHere();
            return new StreamAnswer.Refused(reason, verdict.Version);
        }
        var before = _stream.View;
        if (verdict.Event is { } happens) await Commit(happens with { At = now, Origin = command.Origin });
        return Answer(command, before);
    }

    private StreamAnswer Answer(StreamCommand command, StreamView? before = null) =>
        command is RemoveStream ? new StreamAnswer.Removed(before?.Assets ?? [])
        : _stream.View is { } view ? new StreamAnswer.Done(view)
        : new StreamAnswer.Refused(StreamRefusal.StreamNotFound);

    public Task<StreamView?> View()
    {
        LeaveIfNothingHere();
        return Task.FromResult(_stream.View);
    }

    private async Task Commit(StreamEvent decided)
    {
        var happened = decided with { Sequence = _stream.Sequence + 1 };
        var after = Composition.Apply(_stream, Id, happened);
        try
        {
            await _journal.Append([happened], entries: StreamLists.Entries(_stream.View, after.View, happened));
        }
        catch (Exception e)
        {
            // Landed or not? The next activation reads the log and knows.
            CommitFailed(Id, _journal.Sequence, e);
            DeactivateOnIdle();
            throw new OutcomeUnknownException("The log did not confirm the commit; retry with the same key.");
        }
        _stream = after;
        Changed(Id, happened.Sequence, happened.GetType().Name, happened.Origin!.By, happened.Origin.Request);
        Tell();
        if (_stream.Sequence - _snapshot.State.Sequence >= SnapshotEvery) await WriteSnapshot();
    }

    private async Task WriteSnapshot()
    {
        try
        {
            await _snapshot.Write(StreamSnapshot.Of(_stream, _journal.Chain));
        }
        catch (Exception e)
        {
            NoSnapshot(Id, e); // the log has everything; the next activation takes a little longer
        }
    }

    // Asking for what does not exist must not fill the memory with activations.
    private void LeaveIfNothingHere()
    {
        if (_stream.View is null) DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Information, "Stream {Stream}, {Sequence}: {Event} by {By}, request {Request}.")]
    private partial void Changed(string stream, long sequence, string @event, string by, string? request);

    [LoggerMessage(LogLevel.Error, "Stream {Stream}: the log did not confirm a commit after {Sequence}; starting again from the log.")]
    private partial void CommitFailed(string stream, long sequence, Exception e);

    [LoggerMessage(LogLevel.Error, "Stream {Stream} could not come back from its log.")]
    private partial void NotBack(string stream, Exception e);

    [LoggerMessage(LogLevel.Warning, "Stream {Stream}: no snapshot was written.")]
    private partial void NoSnapshot(string stream, Exception e);
}
