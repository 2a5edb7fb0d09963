using Microsoft.Extensions.Logging;
using Orleans.BroadcastChannel;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions;

/// <summary>How an auction comes back from its log, and what keeps that short.</summary>
internal sealed partial class AuctionGrain
{
    /// <summary>After how many events a snapshot is worth its price.</summary>
    private const int SnapshotEvery = 2_000;

    /// <summary>When handing over: a shorter tail than this is as quickly read.</summary>
    private const int SnapshotOnLeaving = 200;

    private const int Page = 1_000;
    private const int MostFollowing = 8; // of a bid: the house's answer to it, a soft close, a sale
    private static readonly TimeSpan SnapshotPause = TimeSpan.FromSeconds(1);

    private bool _snapshotting;
    private readonly KeptSnapshot<AuctionSnapshot> _snapshot = new(snapshot);
    private DateTimeOffset _snapshotNotBefore;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ComeBack(cancellationToken);
        }
        catch (Exception e)
        {
            if (running.Remove(Id)) HouseMetrics.OpenChanged(-1); // who has not come back is not asked to leave
            if (e is OutcomeUnknownException || cancellationToken.IsCancellationRequested) throw;
            // The cause stays here, for the log: it may be of a kind that callers elsewhere do not know.
            NotBack(Id, e);
            throw new OutcomeUnknownException("The auction could not come back from its log; retry with the same key.");
        }
    }

    private async Task ComeBack(CancellationToken cancellationToken)
    {
        _channel = cluster.GetBroadcastChannelProvider(IAuctionChannelGrain.Provider).GetChannelWriter<EventBatch>(ChannelId.Create(IAuctionChannelGrain.Namespace, Id));
        var chain = HashChain.Start;
        // The log is the truth: a snapshot of what it does not hold is passed over.
        if (_snapshot.State.Restore() is { } restored && await ReadEvent(restored.Sequence) is not null)
        {
            (_auction, chain) = (restored, _snapshot.State.Chain);
            _book.Complete = false;
        }
        while (await log.Read(Entity, _auction?.Sequence ?? 0, Page) is { Count: > 0 } commits)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var commit in commits)
            {
                foreach (var happened in commit.Events.Select(e => AuctionEventJson.Read(e)).Where(e => e.Sequence > (_auction?.Sequence ?? 0)))
                {
                    _auction = Auction.Apply(_auction, Id, happened);
                    _book.Note(happened);
                }
                chain = commit.Hash;
            }
        }
        _durable = _auction;
        _commit = new GroupCommit(log, Id, _auction?.Sequence ?? 0, chain, Committed);
        // Viewers' leases may be running already; their gateways say so again within seconds.
        _watchedUntil = clock.GetUtcNow() + IAuctionChannelGrain.Lease;
        if (_auction?.Status == AuctionStatus.Open)
        {
            await MakeOutagesGood(arriving: true);
            if (running.Enter(Id, _durable!.ClosesAt)) HouseMetrics.OpenChanged(1);
        }
        BringAbout();
        await Durable();
        SetTimer();
        if (_auction?.Runs() == true) _ = AdmitExposed();
        if (_auction is not null) Activated(Id, _auction.Sequence);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (running.Remove(Id)) HouseMetrics.OpenChanged(-1);
        try
        {
            await _commit.Flush();
            await Record();
            if (_durable is not null && _durable.Sequence - _snapshot.State.Sequence >= SnapshotOnLeaving) await WriteSnapshot();
            if (_durable?.Status == AuctionStatus.Open) await pulse.Release(Entity, Silo);
        }
        catch (Exception e)
        {
            LeftInDoubt(Id, e); // callers have been told; nothing here is needed by the next activation
        }
    }

    private async Task<AuctionEvent?> ReadEvent(long sequence) =>
        (await log.Read(Entity, sequence - 1, 1)).SelectMany(c => c.Events).Select(e => AuctionEventJson.Read(e)).FirstOrDefault(e => e.Sequence == sequence);

    private async Task<AuctionEvent[]> ReadFollowing(long sequence) =>
    [
        .. (await log.Read(Entity, sequence, MostFollowing)).SelectMany(c => c.Events).Select(e => AuctionEventJson.Read(e))
            .SkipWhile(e => e.Sequence <= sequence).TakeWhile(AnswerBook.Follows),
    ];

    private async Task<RememberedKey?> FindUsed(UInt128 key) => _book.Find(key) ?? (_book.Complete ? null : await log.FindKey(Entity, key));

    /// <summary>The state as it was at a sequence, read from the log.</summary>
    private async Task<Auction> StateAt(long sequence)
    {
        Auction? state = null;
        while ((state?.Sequence ?? 0) < sequence)
            foreach (var happened in (await log.Read(Entity, state?.Sequence ?? 0, Page)).SelectMany(c => c.Events).Select(e => AuctionEventJson.Read(e)))
                if (happened.Sequence > (state?.Sequence ?? 0) && happened.Sequence <= sequence) state = Auction.Apply(state, Id, happened);
        return state!;
    }

    private void SnapshotIfWorthwhile()
    {
        if (_snapshotting || _durable!.Sequence - _snapshot.State.Sequence < SnapshotEvery || clock.GetUtcNow() < _snapshotNotBefore) return;
        _snapshotNotBefore = clock.GetUtcNow() + SnapshotPause;
        _ = WriteSnapshotLater();
    }

    private async Task WriteSnapshotLater()
    {
        try
        {
            await WriteSnapshot();
        }
        catch (Exception e)
        {
            SnapshotFailed(Id, e); // the log has it all
        }
    }

    private async Task WriteSnapshot()
    {
        if (_snapshotting) return;
        _snapshotting = true;
        var next = AuctionSnapshot.Of(_durable!, _commit.Chain);
        var keys = _book.TakeUnsaved(next.Sequence);
        try
        {
            await log.RememberKeys(Entity, keys); // first the keys: a snapshot hides the events that carry them
            keys = [];
            await _snapshot.Write(next);
        }
        finally
        {
            _book.PutBack(keys);
            _snapshotting = false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Auction {Auction} is here, at {Sequence}.")]
    private partial void Activated(string auction, long sequence);

    [LoggerMessage(LogLevel.Error, "Auction {Auction} could not come back from its log.")]
    private partial void NotBack(string auction, Exception e);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction} left without confirming its last commit.")]
    private partial void LeftInDoubt(string auction, Exception e);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: no snapshot was written.")]
    private partial void SnapshotFailed(string auction, Exception e);
}
