using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Bidders;

/// <summary>What ties a bidder to the auctions: their terms there, and the limit over all of them. <see cref="ExposureLedger"/> says how it is held.</summary>
internal sealed partial class BidderGrain
{
    /// <summary>How many auctions are asked at once.</summary>
    private const int AskedAtOnce = 64;

    /// <summary>How many followers are read at once.</summary>
    private const int FollowsAPage = 1_000;

    /// <summary>How many of those that left are struck from the list at once.</summary>
    private const int StruckAtOnce = 100;

    /// <summary>From how many auctions on the book is looked through for those that are over.</summary>
    private const int ManyAuctions = 64;

    private readonly Dictionary<string, HashSet<string>> _entries = []; // in the list of those that follow, by auction
    private readonly HashSet<string> _gone = []; // and there still, of auctions that left the book
    private ExposureLedger _ledger = new();
    private int _lookThroughAt = ManyAuctions;
    private long _terms; // the newest event that changed the terms

    public async Task<BidderTerms> Admit(string auctionId, string? saleId, Currency currency)
    {
        await Announce();
        if (!_ledger.Auctions.ContainsKey(auctionId) && _ledger.Auctions.Count >= _lookThroughAt) await LookThrough();
        await Follow(auctionId, currency.Code); // before the answer: a change from here on is told there
        return Terms(currency) with { Paddle = saleId is null ? null : await GrainFactory.GetGrain<ISaleGrain>(saleId).Paddle(Id) };
    }

    public async Task<HoldAnswer> Hold(HoldRequest request)
    {
        await Announce();
        var answer = await Answer(request);
        if (answer is { Granted: true, Available: not null }) await Write(_ledger.Hold(request, clock.GetUtcNow()));
        return answer;
    }

    public async Task<HoldAnswer> Available(HoldRequest request)
    {
        await Announce();
        return await Answer(request);
    }

    public Task Report(ExposureReport report)
    {
        Take(report); // storage says too much, and that is mended when it matters
        LeaveIfNothingHere();
        return Task.CompletedTask;
    }

    /// <summary>With every auction that has been entered as following.</summary>
    private async Task<ExposureLedger> Followed(ExposureLedger ledger)
    {
        IReadOnlyList<string> page = [];
        do
        {
            page = await catalogue.Ids(BidderLists.Follows(Id), page.Count == 0 ? null : page[^1], FollowsAPage);
            foreach (var entry in page)
            {
                if (_gone.Contains(entry)) continue;
                var (auctionId, currency) = BidderLists.ReadFollow(entry);
                ledger = ledger.Follow(auctionId, currency);
                if (!_entries.TryGetValue(auctionId, out var known)) _entries.Add(auctionId, known = []);
                known.Add(entry);
            }
        } while (page.Count == FollowsAPage);
        return ledger;
    }

    private SpendingLimit[] Exposure() => [.. (_account?.Limits ?? []).Select(l => new SpendingLimit(l.Currency, _ledger.Counted(l.Currency.Code)))];

    private BidderTerms Terms(Currency currency) => Terms(currency.Code);

    private BidderTerms Terms(string currency) =>
        new(_account?.Sequence ?? 0, _account?.Approved == true, _account?.BlockReason is not null, _account?.LimitIn(currency), Paddle: null);

    private async Task<HoldAnswer> Answer(HoldRequest request)
    {
        var (terms, code) = (Terms(request.Currency), request.Currency.Code);
        if (terms.Blocked) return new HoldAnswer(Granted: false, terms, Amount.Zero);
        if (terms.Limit is not { } limit) return new HoldAnswer(Granted: true, terms, null);
        if (_ledger.Available(request.AuctionId, code, limit) < request.Amount)
        {
            // Before a refusal: is it so? What was lost on the way is asked for again.
            await Verify(_ledger.Auctions.Where(a => a.Value.Currency == code && a.Value.Counted > Amount.Zero).Select(a => a.Key), request);
        }
        var available = _ledger.Available(request.AuctionId, code, limit);
        return new HoldAnswer(request.Amount <= available, terms, available);
    }

    /// <summary>Asks auctions what is left to pay there. One that does not answer is left in the book as it stands.</summary>
    /// <param name="auctions">Which.</param>
    /// <param name="asking">The request under way, whose own ticket is not asked about: its auction waits for this very answer.</param>
    private async Task Verify(IEnumerable<string> auctions, HoldRequest? asking)
    {
        foreach (var some in auctions.ToArray().Chunk(AskedAtOnce))
        {
            foreach (var report in await Task.WhenAll(some.Select(Ask)))
                if (report is not null) Take(report);
        }

        async Task<ExposureReport?> Ask(string auctionId)
        {
            try
            {
                Guid[] tickets = [.. _ledger.Auctions[auctionId].Tickets.Select(t => t.Id).Where(t => t != asking?.Ticket)];
                return await GrainFactory.GetGrain<IAuctionGrain>(auctionId).Exposure(Id, tickets);
            }
            catch (Exception e)
            {
                NotVerified(Id, auctionId, e);
                return null;
            }
        }
    }

    /// <summary>Tells every auction that follows of the newest terms, where that has not been done.</summary>
    private async Task Announce()
    {
        if (_ledger.Announced >= _terms) return;
        _ledger = await Followed(_ledger); // another activation may have entered some, up to the commit that is announced
        var told = _ledger;
        foreach (var some in _ledger.Auctions.ToArray().Chunk(AskedAtOnce))
        {
            foreach (var report in await Task.WhenAll(some.Select(a => Tell(a.Key, a.Value.Currency)))) told = told.Take(report, clock.GetUtcNow());
        }
        var over = _ledger.Auctions.Keys.Except(told.Auctions.Keys).ToArray();
        await Write(told with { Announced = _terms });
        foreach (var auctionId in over) Leave(auctionId);
    }

    private async Task<ExposureReport> Tell(string auctionId, string currency)
    {
        try
        {
            return await GrainFactory.GetGrain<IAuctionGrain>(auctionId).TermsChanged(Id, Terms(currency), _account!.ChangedBy!);
        }
        catch (Exception e) when (e is not OutcomeUnknownException)
        {
            NotTold(Id, auctionId, e);
            throw new OutcomeUnknownException("Not every auction could be told; retry with the same key.");
        }
    }

    /// <summary>Takes what an auction reports into the book.</summary>
    private void Take(ExposureReport report)
    {
        var followed = _ledger.Auctions.ContainsKey(report.AuctionId);
        _ledger = _ledger.Take(report, clock.GetUtcNow());
        if (followed && !_ledger.Auctions.ContainsKey(report.AuctionId)) Leave(report.AuctionId);
    }

    /// <summary>An auction has left the book: its entries are struck from the list by and by.</summary>
    private void Leave(string auctionId)
    {
        if (_entries.Remove(auctionId, out var entries)) _gone.UnionWith(entries);
    }

    /// <summary>Lets go of the auctions that are over, in storage too: what the next activation reads it need not ask about again.</summary>
    private async Task LookThrough()
    {
        await Verify(_ledger.Auctions.Keys, asking: null);
        _lookThroughAt = Math.Max(ManyAuctions, 2 * _ledger.Auctions.Count);
        if (stored.State.Auctions.Keys.Any(a => !_ledger.Auctions.ContainsKey(a))) await Write(_ledger);
        while (_gone.Count > StruckAtOnce) await Enter([]);
    }

    /// <summary>
    /// Enters an auction as following, anew whenever it asks: by another activation's book it may have left. A list beside the account's state, as the state of
    /// a bidder in many auctions is long. Fenced by the account's log: whoever commits other terms reads the list after that, and by then the entry stands
    /// there, or is refused.
    /// </summary>
    private async Task Follow(string auctionId, string currency)
    {
        var list = BidderLists.Follows(Id);
        var entry = BidderLists.Follow(auctionId, currency);
        var before = _entries.GetValueOrDefault(auctionId) ?? [];
        await Enter([.. before.Select(e => new ListEntry(list, e, Gone: true)), new ListEntry(list, entry)]);
        _entries[auctionId] = [entry];
        _ledger = _ledger.Follow(auctionId, currency);
    }

    /// <summary>Enters into the list, and strikes out some of what left the book.</summary>
    private async Task Enter(IEnumerable<ListEntry> entries)
    {
        string[] gone = [.. _gone.Take(StruckAtOnce)];
        try
        {
            await _journal.Enter([.. gone.Select(g => new ListEntry(BidderLists.Follows(Id), g, Gone: true)), .. entries]);
        }
        catch (Exception e)
        {
            // Entered or not, or not ours to enter: the next activation reads it.
            NotEntered(Id, e);
            DeactivateOnIdle();
            throw new OutcomeUnknownException("The auction could not be entered as following the bidder's account; retry with the same key.");
        }
        _gone.ExceptWith(gone);
    }

    private async Task Write(ExposureLedger ledger)
    {
        stored.State = ledger;
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception e)
        {
            // Written or not? The next activation reads it; a hold that nobody was told of is found to be over.
            NotWritten(Id, e);
            DeactivateOnIdle();
            throw new OutcomeUnknownException("The bidder's account could not be written; retry with the same key.");
        }
        _ledger = ledger;
    }

    [LoggerMessage(LogLevel.Warning, "Bidder {Bidder}: auction {Auction} did not say what is left to pay there; what is known counts.")]
    private partial void NotVerified(string bidder, string auction, Exception e);

    [LoggerMessage(LogLevel.Error, "Bidder {Bidder}: auction {Auction} could not be told of new terms.")]
    private partial void NotTold(string bidder, string auction, Exception e);

    [LoggerMessage(LogLevel.Warning, "Bidder {Bidder}: an auction could not be entered as following; starting again from what is stored.")]
    private partial void NotEntered(string bidder, Exception e);

    [LoggerMessage(LogLevel.Error, "Bidder {Bidder}: the exposure could not be written.")]
    private partial void NotWritten(string bidder, Exception e);
}
