using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Outages;

namespace Sothebais.Grains.Sales;

/// <summary>
/// Runs one sale: asks the rules, commits, and then directs the lots' auctions. It decides nothing itself. Not reentrant: one command at a time, to its
/// end; reads go beside it. What it decided is in its log before it acts, and every act carries a key made of the deciding event: whatever is left
/// unfinished by a crash is asked again and happens once. Clock: SaleGrain.Clock.cs. Lots: SaleGrain.Lots.cs.
/// </summary>
internal sealed partial class SaleGrain(IEventLog log, IAlarms alarms, TimeProvider clock, ILogger<SaleGrain> logger) : Grain, ISaleGrain, IRemindable
{
    private const int RefusalsHeld = 256;

    private readonly Dictionary<UInt128, (SaleAnswer Answer, string Body)> _refusals = [];
    private readonly Queue<UInt128> _refusalsByAge = new();
    private Journal<SaleEvent> _journal = null!;
    private Sale? _sale; // with what is committed, and nothing else
    private bool _inDoubt;

    private string Id => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        try
        {
            _journal = new Journal<SaleEvent>(log, SaleEventJson.EntityOf(Id), SaleEventJson.Default.SaleEvent, e => e.Version, SaleEventJson.NewestKnownVersion);
            await foreach (var happened in _journal.Read().WithCancellation(cancellationToken)) _sale = Sale.Apply(_sale, Id, happened);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // The cause stays here, for the log: it may be of a kind that callers elsewhere do not know.
            NotBack(Id, e);
            throw new OutcomeUnknownException("The sale could not come back from its log; retry with the same key.");
        }
        if (_sale?.IsLive == true) SetTimer(TimeSpan.Zero); // looks, and finishes what the last activation began
    }

    public async Task<SaleAnswer> Execute(SaleCommand command)
    {
        try
        {
            if (_sale is not null && command is not GrainInterfaces.Sales.GivePaddle) await Advance(look: true);
            var key = AnswerBook.KeyOf(command.Origin);
            if (FirstAnswer(key, command) is { } first) return first;
            var auctions = command is AddLots { AuctionIds: var ids } ? await Views(ids) : null;
            var verdict = SaleRules.Decide(_sale, command, Now(), auctions);
            if (verdict.Events is null) return Hold(key, command.Origin.Body, Refused(verdict));
            if (command is AddLots && await Claim(auctions!) is { } no) return Hold(key, command.Origin.Body, no);
            if (verdict.Events.Count == 0) return Answer(command, 0);
            var decided = await Commit(verdict.Events, command.Origin);
            Driven(Id, decided, verdict.Events[0].GetType().Name, command.Origin.By, command.Origin.Request);
            // An import of a thousand lots takes longer than a caller waits: it goes on by itself, and the view says how far it is.
            if (command is not (ImportLots or GrainInterfaces.Sales.GivePaddle)) await Advance(look: false);
            return Answer(command, decided);
        }
        finally
        {
            SetTimer();
            LeaveIfNothingHere();
        }
    }

    public async Task<int> GivePaddle(string bidderId, int? wanted) =>
        await Execute(new GrainInterfaces.Sales.GivePaddle(bidderId, wanted) { Origin = new Origin($"sale:{Id}", $"paddle {bidderId} {wanted}", "") }) is SaleAnswer.HasPaddle has ? has.Paddle : 0;

    public Task<SaleView?> View() => Read(sale => sale?.View(Now()));

    public Task<SaleView?> Summary() => Read(sale => sale?.View(Now(), withLots: false));

    public Task<bool> MayReopen(string auctionId) => Read(sale => sale?.MayReopen(auctionId) ?? true);

    public Task<int?> Paddle(string bidderId) => Read(sale => sale is not null && sale.Paddles.TryGetValue(bidderId, out var paddle) ? paddle : (int?)null);

    public Task<PaddleView[]?> Paddles(int after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 501));
        return Read<PaddleView[]?>(sale => sale is null ? null : [.. sale.Bidders.SkipWhile(p => p.Key <= after).Take(limit).Select(p => new PaddleView(p.Key, p.Value))]);
    }

    private Task<T> Read<T>(Func<Sale?, T> read)
    {
        LeaveIfNothingHere();
        return Task.FromResult(read(_sale));
    }

    private SaleAnswer? FirstAnswer(UInt128 key, SaleCommand command)
    {
        var body = command.Origin.Body;
        if (_sale is not null && _sale.Keys.TryGetValue(key, out var used)) return used.Body == body ? Answer(command, used.Sequence) : Refused(SaleVerdict.No(SaleRefusal.KeyReused));
        if (_refusals.TryGetValue(key, out var held)) return held.Body == body ? held.Answer : Refused(SaleVerdict.No(SaleRefusal.KeyReused));
        return null;
    }

    // A command whose direction the lot could not follow is refused, though the sale's log tells of both.
    private SaleAnswer Answer(SaleCommand command, long decided) => command switch
    {
        GrainInterfaces.Sales.GivePaddle paddle => new SaleAnswer.HasPaddle(_sale!.Paddles[paddle.BidderId]),
        not (PauseSale or ResumeSale) when _sale!.Refusals.TryGetValue(decided, out var no) =>
            new SaleAnswer.Refused(SaleRefusal.LotRefused, _sale.Status, no.AuctionId, no.Reason, no.Status, no.Detail),
        _ => new SaleAnswer.Done(_sale!.View(Now())),
    };

    private SaleAnswer.Refused Refused(SaleVerdict verdict) => new(verdict.Refusal, _sale?.Status, verdict.AuctionId, Detail: verdict.Detail);

    private SaleAnswer Hold(UInt128 key, string body, SaleAnswer answer)
    {
        if (_sale is not null && _refusals.TryAdd(key, (answer, body))) _refusalsByAge.Enqueue(key);
        if (_refusalsByAge.Count > RefusalsHeld) _refusals.Remove(_refusalsByAge.Dequeue());
        return answer;
    }

    /// <summary>Commits what the rules decided.</summary>
    /// <returns>The sequence of its first event.</returns>
    private Task<long> Commit(IEnumerable<SaleEvent> events, Origin? origin = null)
    {
        var minutes = new Minutes(_sale, Id, Now());
        minutes.Enter(events, origin);
        return Commit(minutes);
    }

    private async Task<long> Commit(Minutes minutes)
    {
        if (_inDoubt) throw Unknown();
        if (minutes.Events.Count == 0) return 0;
        try
        {
            if (minutes.Sale!.IsLive) await KeepReminder();
            await _journal.Append(minutes.Events, SaleLists.Move(_sale, minutes.Sale));
        }
        catch (Exception e)
        {
            // Landed or not? The next activation reads the log and knows.
            _inDoubt = true;
            CommitFailed(Id, _sale?.Sequence ?? 0, e);
            DeactivateOnIdle();
            throw Unknown();
        }
        _sale = minutes.Sale;
        Tell();
        return minutes.Events[0].Sequence;
    }

    // The cause stays here, for the log: it may be of a kind that callers elsewhere do not know.
    private static OutcomeUnknownException Unknown() => new("The log did not confirm the commit; retry with the same key.");

    // Asking for what does not exist must not fill the memory with activations.
    private void LeaveIfNothingHere()
    {
        if (_sale is null) DeactivateOnIdle();
    }

    [LoggerMessage(LogLevel.Information, "Sale {Sale}, {Sequence}: {Event} by {By}, request {Request}.")]
    private partial void Driven(string sale, long sequence, string @event, string by, string? request);

    [LoggerMessage(LogLevel.Error, "Sale {Sale}: the log did not confirm a commit after {Sequence}; starting again from the log.")]
    private partial void CommitFailed(string sale, long sequence, Exception e);

    [LoggerMessage(LogLevel.Error, "Sale {Sale} could not come back from its log.")]
    private partial void NotBack(string sale, Exception e);
}
