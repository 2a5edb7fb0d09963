using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.BroadcastChannel;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;
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
    IEventLog log, IPulse pulse, RunningAuctions running, IOptions<HouseRules> house, TimeProvider clock, ILocalSiloDetails silo, IClusterClient cluster,
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
        await MakeGoodIfOverdue();
        var used = await FindUsed(key);
        if (used is null && command is ScheduleAuction or OpenAuction or ResumeAuction or ReopenAuction) await KeepReminder();
        var knownBid = command is RetractBid { Bid: var sequence } && _auction?.Standing is { Truncated: true } standing && !standing.Contains(sequence) &&
            await ReadEvent(sequence) is BidPlaced;

        // From here to the flush nothing is awaited: what is decided is decided on what is known now.
        var now = BringAbout();
        if ((used ?? _book.Find(key)) is { } before) return await FirstAnswer(key, before, command.Origin);
        if (_book.Answer(key) is { } held) return await Held(held, command.Origin);
        var verdict = AuctionRules.Decide(_auction, command, now, house.Value, knownBid);
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
        await MakeGoodIfOverdue();
        var keys = new UInt128[bids.Length];
        for (var i = 0; i < bids.Length; i++) keys[i] = AnswerBook.KeyOf(bids[i].Origin);
        var used = _book.Complete ? null : await Task.WhenAll(keys.Select(FindUsed));

        var now = BringAbout();
        var answers = new AuctionAnswer?[bids.Length];
        List<(int At, RememberedKey Before)>? repeated = null;
        for (var i = 0; i < bids.Length; i++)
        {
            if (_book.Answer(keys[i]) is { } held) answers[i] = Same(held, bids[i].Origin);
            else if ((used?[i] ?? _book.Find(keys[i])) is { } before) (repeated ??= []).Add((i, before));
            else
            {
                answers[i] = Decide(bids[i], keys[i], now);
                _book.Hold(keys[i], answers[i]!, bids[i].Origin.Body);
            }
        }
        await Durable(); // a refusal waits, too: it may rest on a bid that is not yet durable
        foreach (var (at, before) in repeated ?? []) answers[at] = await FirstAnswer(keys[at], before, bids[at].Origin);
        foreach (var answer in answers)
        {
            if (answer is AuctionAnswer.Refused refused) HouseMetrics.BidRefused(refused.Reason);
            else HouseMetrics.BidTaken();
        }
        HouseMetrics.Decided(started);
        LeaveIfNothingHere();
        return answers!;
    }

    public async Task<AuctionAnswer> Preview(PlaceBid bid)
    {
        await MakeGoodIfOverdue();
        var now = BringAbout();
        var verdict = AuctionRules.Decide(_auction, bid, now);
        AuctionAnswer answer = verdict.Event is { } happened ? Receipt(happened, verdict.Events[1..]) : Refused(verdict);
        await Durable();
        LeaveIfNothingHere();
        return answer;
    }

    public async Task<AuctionView?> View()
    {
        if (IsDue()) await CheckClock();
        LeaveIfNothingHere();
        return _durable?.View();
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

    private AuctionAnswer Decide(PlaceBid bid, UInt128 key, DateTimeOffset now)
    {
        var verdict = AuctionRules.Decide(_auction, bid, now);
        if (verdict.Event is not { } happened) return Refused(verdict);
        Append(verdict, key, bid.Origin);
        return Receipt(happened, verdict.Events[1..]);
    }

    private AuctionAnswer.BidTaken Receipt(AuctionEvent answer, ReadOnlySpan<AuctionEvent> following) => new(Receipts.Of(_auction!, answer, following));

    private AuctionAnswer.Refused Refused(Verdict verdict) => new(
        verdict.Refusal, _auction?.Status, _auction?.Settings.Currency, _auction?.Status == AuctionStatus.Open ? _auction.MinimumBid : null, verdict.Detail);

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
            : new AuctionAnswer.Done((await StateAt(before.Sequence)).View());
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
        _commit.Append(happened, AuctionEventJson.HeaderOf(after.Settings.Currency), CatalogueLists.Move(before, after));
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
