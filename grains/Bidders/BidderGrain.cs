using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Bidders;

/// <summary>
/// Keeps one bidder's account: asks the rules, commits, tells the auctions, answers. One call at a time, so that holds are taken in an order; the
/// auctions that it asks never wait for it in turn. Limits and following: BidderGrain.Exposure.cs.
/// </summary>
internal sealed partial class BidderGrain(
    [PersistentState("exposure", GrainStores.Default)] IPersistentState<ExposureLedger> stored, IEventLog log, ICatalogue catalogue, TimeProvider clock, ILogger<BidderGrain> logger)
    : Grain, IBidderGrain
{
    /// <summary>How many first answers are kept for repetitions of their keys.</summary>
    private const int AnswersKept = 1_024;

    private readonly Dictionary<UInt128, (BidderView View, string Body)> _answers = [];
    private readonly Queue<UInt128> _answersByAge = new();
    private BidderAccount? _account;
    private Journal<BidderEvent> _journal = null!;
    private Handle[] _claimed = []; // of the command under way

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _journal = new Journal<BidderEvent>(log, BidderEventJson.EntityOf(Id), BidderEventJson.Default.BidderEvent, e => e.Version, BidderEventJson.NewestKnownVersion);
            await foreach (var happened in _journal.Read().WithCancellation(cancellationToken)) Apply(happened);
            _ledger = await Followed(stored.State);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            NotBack(Id, e);
            throw new OutcomeUnknownException("The bidder's account could not come back from its log; retry with the same key.");
        }
    }

    public async Task<BidderAnswer> Execute(BidderCommand command)
    {
        await Announce(); // what an earlier command could not tell to the end
        var key = AnswerBook.KeyOf(command.Origin);
        if (_answers.TryGetValue(key, out var first))
            return first.Body == command.Origin.Body ? new BidderAnswer.Done(first.View) : new BidderAnswer.Refused(BidderRefusal.KeyReused);
        var verdict = BidderRules.Decide(_account, command, clock.GetUtcNow());
        if (verdict.Event is not { } happened) return Refused(verdict.Refusal);

        var before = _account?.Profile.Handles ?? [];
        var after = happened switch { BidderRegistered e => e.Profile.Handles, BidderChanged e => e.Profile.Handles, _ => before };
        if (await Claim(after.Except(before)) is { } taken) return Refused(BidderRefusal.HandleTaken, taken);
        await Commit(happened);
        _claimed = [];
        await Release(before.Except(after)); // one that stays behind is free to whoever asks for it
        await Announce();
        Changed(Id, happened.Sequence, happened.GetType().Name, command.Origin.By, command.Origin.Request);
        return new BidderAnswer.Done(_answers[key].View);
    }

    public Task<BidderView?> View()
    {
        LeaveIfNothingHere();
        return Task.FromResult(_account is null ? null : _account.View() with { Exposure = Exposure() });
    }

    public Task<bool> Claims(Handle handle) => Task.FromResult(_claimed.Contains(handle) || _account?.Profile.Handles.Contains(handle) == true);

    private BidderAnswer.Refused Refused(BidderRefusal reason, Handle? handle = null)
    {
        LeaveIfNothingHere();
        return new BidderAnswer.Refused(reason, handle);
    }

    // Claimed before the commit, so that no two accounts write the same one down; what a lost command leaves behind is not claimed when it is asked for.
    private async Task<Handle?> Claim(IEnumerable<Handle> handles)
    {
        _claimed = [.. handles];
        var claimed = new List<Handle>();
        try
        {
            foreach (var handle in _claimed)
            {
                if (await GrainFactory.GetGrain<IHandleGrain>(HandleGrain.KeyOf(handle)).Claim(Id))
                {
                    claimed.Add(handle);
                    continue;
                }
                _claimed = [];
                await Release(claimed);
                return handle;
            }
            return null;
        }
        catch
        {
            _claimed = [];
            throw;
        }
    }

    private async Task Release(IEnumerable<Handle> handles)
    {
        foreach (var handle in handles) await GrainFactory.GetGrain<IHandleGrain>(HandleGrain.KeyOf(handle)).Release(Id);
    }

    private async Task Commit(BidderEvent happened)
    {
        try
        {
            await _journal.Append([happened], happened is BidderRegistered ? new CatalogueMove(Id, [], [BidderLists.All]) : null);
        }
        catch (Exception e)
        {
            // Landed or not? The next activation reads the log and knows.
            CommitFailed(Id, _journal.Sequence, e);
            DeactivateOnIdle();
            throw new OutcomeUnknownException("The log did not confirm the commit; retry with the same key.");
        }
        Apply(happened);
    }

    private void Apply(BidderEvent happened)
    {
        _account = BidderAccount.Apply(_account, Id, happened);
        if (happened is not (BidderRegistered or BidderChanged)) _terms = happened.Sequence;
        if (happened.Origin is not { } origin || !_answers.TryAdd(AnswerBook.KeyOf(origin), (_account.View(), origin.Body))) return;
        _answersByAge.Enqueue(AnswerBook.KeyOf(origin));
        if (_answersByAge.Count > AnswersKept) _answers.Remove(_answersByAge.Dequeue());
    }

    // Asking for who does not exist must not fill the memory with activations.
    private void LeaveIfNothingHere()
    {
        if (_account is null && _ledger.Auctions.IsEmpty) DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Information, "Bidder {Bidder}, {Sequence}: {Event} by {By}, request {Request}.")]
    private partial void Changed(string bidder, long sequence, string @event, string by, string? request);

    [LoggerMessage(LogLevel.Error, "Bidder {Bidder} could not come back from the log.")]
    private partial void NotBack(string bidder, Exception e);

    [LoggerMessage(LogLevel.Error, "Bidder {Bidder}: the log did not confirm a commit after {Sequence}; starting again from the log.")]
    private partial void CommitFailed(string bidder, long sequence, Exception e);
}
