using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.BroadcastChannel;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;
using Sothebais.Grains.Bidders;
using Sothebais.Grains.Catalogue;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Outages;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Runs one auction: asks the rules, commits, answers, publishes. It decides nothing itself. Reentrant, so that bids share a commit; safe,
/// because nothing is awaited between a decision and its append. Clock and outages: AuctionGrain.Clock.cs. Log and snapshot: AuctionGrain.Storage.cs.
/// </summary>
[Reentrant]
internal sealed partial class AuctionGrain(
    [PersistentState("snapshot", GrainStores.Default)] IPersistentState<AuctionSnapshot> snapshot,
    IEventLog log, IAttemptLog attempts, IPulse pulse, SignOfLife life, IAlarms alarms, RunningAuctions running, IOptions<HouseRules> house, TimeProvider clock, ILocalSiloDetails silo, IClusterClient cluster,
    ILogger<AuctionGrain> logger) : Grain, IAuctionGrain, IRemindable
{
    private readonly AnswerBook _book = new();
    private Auction? _auction; // with everything decided, also what is not yet durable: the next command is judged against this
    private Auction? _durable; // with what is committed: the only one that anybody is shown
    private GroupCommit _commit = null!;
    private IBroadcastChannelWriter<EventBatch> _channel = null!;
    private DateTimeOffset _watchedUntil;

    private string Id => this.GetPrimaryKeyString();

    private string Entity => AuctionEventJson.EntityOf(Id);

    public async Task<AuctionAnswer> Execute(AuctionCommand command)
    {
        if (command is PlaceBid bid) return (await PlaceBids([bid]))[0];
        var key = AnswerBook.KeyOf(command.Origin);
        var used = await FindUsed(key);
        if (used is null && command is ScheduleAuction or OpenAuction or ResumeAuction or ReopenAuction or UndoLast) await KeepReminder();
        var undoTooLate = command is UndoLast && used is null ? await WhyHammerStands() : null;
        await LookBeforeClosing();

        // From here to the flush nothing is awaited: what is decided is decided on what is known now.
        var now = BringAbout();
        if ((used ?? _book.Find(key)) is { } before) return await FirstAnswer(key, before, command.Origin);
        if (_book.Answer(key) is { } held) return await Held(held, command.Origin);
        if (command is RetractBid or UndoLast or ReopenAuction) return await Carry(command, command.Origin, [], undoTooLate);
        var verdict = AuctionRules.Decide(_auction, command, now, house.Value);
        if (verdict.Event is not null) Append(verdict, key, command.Origin);
        AuctionAnswer answer = verdict.Event is null ? Refused(verdict) : new AuctionAnswer.Done(_auction!.View());
        _book.Hold(key, answer, command.Origin.Body);
        await Durable();
        if (verdict.Event is { } happened) Driven(Id, happened.Sequence, happened.GetType().Name, command.Origin.By, command.Origin.Request);
        LeaveIfNothingHere();
        return answer;
    }

    public async Task<AuctionAnswer[]> PlaceBids(PlaceBid[] bids)
    {
        var started = Stopwatch.GetTimestamp();
        var keys = new UInt128[bids.Length];
        for (var i = 0; i < bids.Length; i++) keys[i] = AnswerBook.KeyOf(bids[i].Origin);
        var used = _book.Complete ? null : await Task.WhenAll(keys.Select(FindUsed));
        await AdmitAll(bids);
        await LookBeforeClosing();

        var now = BringAbout();
        var answers = new AuctionAnswer?[bids.Length];
        List<(int At, RememberedKey Before)>? repeated = null;
        List<(int At, Task<AuctionAnswer> Answer)>? apart = null;
        for (var i = 0; i < bids.Length; i++)
        {
            if (_book.Answer(keys[i]) is { } held)
            {
                answers[i] = Same(held, bids[i].Origin);
                if (answers[i] is AuctionAnswer.Refused { Reason: Refusal.KeyReused }) Note(bids[i], answers[i]!, now);
            }
            else if ((used?[i] ?? _book.Find(keys[i])) is { } before) (repeated ??= []).Add((i, before));
            else if (IsKnown(bids[i].Bidder.Id, out var terms)) answers[i] = Decide(bids[i], keys[i], now, terms);
            else (apart ??= []).Add((i, bids.Length == 1 ? PlaceApart(bids[i], keys[i]) : InTime(PlaceApart(bids[i], keys[i]))));
        }
        await Durable(); // a refusal waits, too: it may rest on a bid that is not yet durable
        foreach (var (at, answer) in apart ?? []) answers[at] = await answer;
        foreach (var (at, before) in repeated ?? []) answers[at] = await FirstAnswer(keys[at], before, bids[at].Origin);
        foreach (var answer in answers)
        {
            if (answer is AuctionAnswer.Refused refused) HouseMetrics.BidRefused(refused.Reason);
            else if (answer is AuctionAnswer.BidTaken) HouseMetrics.BidTaken();
        }
        HouseMetrics.Decided(started);
        LeaveIfNothingHere();
        return answers!;
    }

    public async Task<AuctionAnswer> Preview(PlaceBid bid)
    {
        var terms = IsKnown(bid.Bidder.Id, out var known) ? known : await Admitted(bid.Bidder.Id);
        await LookBeforeClosing();
        var verdict = terms is not null && Turned(terms) is { } turned ? Verdict.No(turned) : AuctionRules.Decide(_auction, bid, BringAbout());
        AuctionAnswer answer = verdict.Event is { } happened
            ? terms?.Limit is null ? Receipt(happened, verdict.Events[1..]) : await WithinLimit(bid.Bidder.Id, verdict)
            : Refused(verdict);
        await Durable();
        LeaveIfNothingHere();
        return answer;
    }

    public async Task<AuctionView?> View() => (await AsItStands())?.View();

    public async Task<AuctionView?> Show() => await AsItStands() is { } auction ? auction.View() with { Leaderboard = auction.Leaderboard() } : null;

    // With everything that was due, and nothing that is not durable.
    private async Task<Auction?> AsItStands()
    {
        if (IsDue()) await CheckClock();
        LeaveIfNothingHere();
        return _durable;
    }

    public async Task<long> Follow()
    {
        _watchedUntil = clock.GetUtcNow() + IAuctionChannelGrain.Lease;
        if (IsDue()) await CheckClock();
        LeaveIfNothingHere();
        return _commit.Committed;
    }

    public Task<IReadOnlyDictionary<long, long>> Retractions() =>
        Task.FromResult<IReadOnlyDictionary<long, long>>(new Dictionary<long, long>(_durable?.Retracted ?? []));

    public Task<bool[]> Counting(long[] bids) => Task.FromResult(Array.ConvertAll(bids, bid => _durable?.Sealed.Contains(bid) == true));

    private AuctionAnswer.BidTaken Receipt(AuctionEvent answer, ReadOnlySpan<AuctionEvent> following) => new(Receipts.Of(_auction!, answer, following));

    private AuctionAnswer.Refused Refused(Verdict verdict) => new(
        verdict.Refusal, _auction?.Status, _auction?.Settings.Currency,
        // A falling clock's is of its instant: the verdict says it where it matters.
        _auction?.Status == AuctionStatus.Open ? verdict.MinimumBid ?? (_auction.Fall is null ? _auction.MinimumBid : null) : null, verdict.Detail, verdict.LateBy);

    private async Task<AuctionAnswer> Held((AuctionAnswer Answer, string Body) held, Origin origin)
    {
        await Durable();
        return Same(held, origin);
    }

    private AuctionAnswer Same((AuctionAnswer Answer, string Body) first, Origin origin) =>
        first.Body == origin.Body ? first.Answer : Refused(Verdict.No(Refusal.KeyReused));

    /// <summary>The answer that a key got before: as it is still held, or rebuilt from the log.</summary>
    private async Task<AuctionAnswer> FirstAnswer(UInt128 key, RememberedKey before, Origin origin)
    {
        if (before.Body != origin.Body) return Refused(Verdict.No(Refusal.KeyReused));
        if (_book.Answer(key) is { } held) return await Held(held, origin);
        await Durable();
        AuctionAnswer answer = await ReadEvent(before.Sequence) is { } first && Receipts.IsForBid(first)
            ? Receipt(first, await ReadFollowing(before.Sequence))
            : new AuctionAnswer.Done((await StateAt(before.Sequence + (await ReadFollowing(before.Sequence)).Length)).View());
        _book.Hold(key, answer, before.Body);
        return answer;
    }

    private void Append(Verdict verdict, UInt128 key, Origin origin)
    {
        _book.Note(verdict.Event!, key, origin);
        foreach (var happened in verdict.Events) Append(happened);
    }

    private void Append(AuctionEvent happened)
    {
        var before = _auction;
        var after = Auction.Apply(before, Id, happened);
        _commit.Append(happened, AuctionEventJson.HeaderOf(after.Settings.Currency), CatalogueLists.Move(before, after), BidderLists.Entries(before, Id, happened));
        _auction = after;
    }

    /// <summary>Completes when everything decided so far is durable.</summary>
    private async Task Durable()
    {
        try
        {
            await _commit.Flush();
        }
        catch (OutcomeUnknownException)
        {
            // Landed or not? The next activation reads the log and knows.
            CommitFailed(Id, _commit.Committed, _commit.Failure);
            DeactivateOnIdle();
            throw;
        }
    }

    private void Committed(IReadOnlyList<AuctionEvent> events)
    {
        foreach (var happened in events)
        {
            _durable = Auction.Apply(_durable, Id, happened);
            if (happened is AuctionExtended moved) HouseMetrics.Extended(moved.Reason);
        }
        if (clock.GetUtcNow() < _watchedUntil)
            _channel.Publish(new EventBatch(Id, _durable!.Settings.Currency, [.. events])).Ignore();
        TellAccounts(events);
        FollowClock();
        TellSale(events);
        SnapshotIfWorthwhile();
    }

    // Asking for what does not exist must not fill the memory with activations.
    private void LeaveIfNothingHere()
    {
        if (_auction is null) DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Information, "Auction {Auction}, {Sequence}: {Event} by {By}, request {Request}.")]
    private partial void Driven(string auction, long sequence, string @event, string by, string? request);

    [LoggerMessage(LogLevel.Error, "Auction {Auction}: the log did not confirm a commit after {Sequence}; starting again from the log.")]
    private partial void CommitFailed(string auction, long sequence, Exception? e);
}
