using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// On which terms people bid here. A bidder's account is asked once an activation, before their first bid is decided, and from then on tells of every change
/// before it answers whoever made it: for a known bidder without a limit a bid costs a look into a dictionary. Limits: AuctionGrain.Limits.cs.
/// </summary>
internal sealed partial class AuctionGrain
{
    /// <summary>How many bidders' terms are kept; beyond that all are asked for again.</summary>
    private const int MostBidders = 65_536;

    /// <summary>How long bids wait for the account of somebody else.</summary>
    private static readonly TimeSpan PatienceWithAccounts = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, BidderTerms> _bidders = [];
    private readonly Dictionary<string, Task<BidderTerms>> _admitting = [];

    public async Task<ExposureReport> TermsChanged(string bidderId, BidderTerms terms, Origin by)
    {
        if (IsDue()) await CheckClock();
        var newest = Learn(bidderId, terms);
        if (newest.Blocked && _auction?.Runs() == true)
            await Carry(null, by with { Key = $"~terms {bidderId} {newest.Version}", Body = "" }, new() { [bidderId] = BlockedReason });
        await Durable();
        LeaveIfNothingHere();
        return ReportOn(bidderId, []);
    }

    /// <summary>The first reason not to let somebody bid at all.</summary>
    private Refusal? Turned(BidderTerms terms) =>
        terms.Blocked ? Refusal.BidderBlocked
        : !terms.Approved && _auction?.Settings.Admission == Admission.Approved ? Refusal.BidderNotApproved
        : null;

    /// <summary>Whether a bid can be decided at once, and on which terms: null where it need not be known, because the auction takes none.</summary>
    private bool IsKnown(string bidderId, out BidderTerms? terms)
    {
        terms = null;
        return _auction?.Status != AuctionStatus.Open || (_bidders.TryGetValue(bidderId, out terms) && terms.Limit is null);
    }

    /// <summary>Asks for the terms of everybody who is not known, at once: the bids are then taken up in their order.</summary>
    private ValueTask AdmitAll(PlaceBid[] bids)
    {
        if (_auction?.Status != AuctionStatus.Open) return default;
        List<Task>? strangers = null;
        foreach (var bid in bids)
            if (!_bidders.ContainsKey(bid.Bidder.Id)) (strangers ??= []).Add(Admitted(bid.Bidder.Id).AsTask());
        return strangers is null ? default : new ValueTask(Asked(Task.WhenAll(strangers)));
    }

    private async Task Asked(Task accounts)
    {
        try
        {
            await accounts.WaitAsync(PatienceWithAccounts, clock);
        }
        catch (Exception e)
        {
            NotAdmitted(Id, e); // theirs are decided apart, and they are asked again
        }
    }

    /// <summary>The answer to a bid among several, or that it is not known: an account that does not answer is no reason for the others to wait.</summary>
    private async Task<AuctionAnswer> InTime(Task<AuctionAnswer> apart)
    {
        try
        {
            return await apart.WaitAsync(PatienceWithAccounts, clock);
        }
        catch (Exception e)
        {
            NotAdmitted(Id, e);
            return new AuctionAnswer.Unknown();
        }
    }

    /// <summary>The terms on which somebody bids, asked for where they are not known.</summary>
    private async ValueTask<BidderTerms> Admitted(string bidderId)
    {
        if (_bidders.TryGetValue(bidderId, out var known)) return known;
        if (!_admitting.TryGetValue(bidderId, out var asked)) _admitting.Add(bidderId, asked = Admit(bidderId));
        return await asked;
    }

    private async Task<BidderTerms> Admit(string bidderId)
    {
        try
        {
            await Task.Yield(); // entered before it is left
            var settings = _auction!.Settings;
            return Learn(bidderId, await GrainFactory.GetGrain<IBidderGrain>(bidderId).Admit(Id, settings.SaleId, settings.Currency));
        }
        finally
        {
            _admitting.Remove(bidderId);
        }
    }

    // An answer and a change may overtake each other on the way here: of two the larger version is the newer.
    private BidderTerms Learn(string bidderId, BidderTerms terms)
    {
        if (_bidders.TryGetValue(bidderId, out var known) && known.Version > terms.Version) return known;
        if (known is null && _bidders.Count >= MostBidders) _bidders.Clear();
        return _bidders[bidderId] = terms.Paddle is null && known?.Paddle is { } paddle ? terms with { Paddle = paddle } : terms; // a paddle is the sale's to give, and stays
    }

    /// <summary>A bid of somebody with a limit, or whose terms were forgotten meanwhile: decided apart, so that the others need not wait.</summary>
    private async Task<AuctionAnswer> PlaceApart(PlaceBid bid, UInt128 key)
    {
        var admitted = await Admitted(bid.Bidder.Id);
        await LookBeforeClosing();
        var terms = _bidders.GetValueOrDefault(bid.Bidder.Id, admitted); // a change may have overtaken the answer
        if (terms.Limit is not null) return await PlaceLimited(bid, key);
        var answer = await FirstHere(bid, key) ?? Decide(bid, key, BringAbout(), terms);
        await Durable();
        return answer;
    }

    /// <summary>The answer that a bid's key got while something else was waited for; null, at once, where it has none.</summary>
    private async ValueTask<AuctionAnswer?> FirstHere(PlaceBid bid, UInt128 key) =>
        _book.Answer(key) is { } held ? Same(held, bid.Origin) : _book.Find(key) is { } before ? await FirstAnswer(key, before, bid.Origin) : null;

    private AuctionAnswer Decide(PlaceBid bid, UInt128 key, DateTimeOffset now, BidderTerms? terms)
    {
        if (terms?.Paddle is { } paddle) bid = bid with { Bidder = bid.Bidder with { Paddle = paddle } };
        var verdict = terms is not null && Turned(terms) is { } turned ? Verdict.No(turned) : AuctionRules.Decide(_auction, bid, now);
        return Answer(verdict, bid, key, now);
    }

    /// <summary>Appends what was decided on a bid, and keeps the answer.</summary>
    private AuctionAnswer Answer(Verdict verdict, PlaceBid bid, UInt128 key, DateTimeOffset now)
    {
        if (verdict.Event is not null) Append(verdict, key, bid.Origin);
        AuctionAnswer answer = verdict.Event is { } happened ? Receipt(happened, verdict.Events[1..]) : Refused(verdict);
        _book.Hold(key, answer, bid.Origin.Body);
        Note(bid, answer, now);
        return answer;
    }

    // After a return from the log: whoever leads must be followed, also in logs from before there were accounts, and a limited one be told when they are outbid.
    private async Task AdmitExposed()
    {
        try
        {
            foreach (var bidderId in _auction!.Exposed().Take(16).ToArray())
                if ((await Admitted(bidderId)).Limit is not null) ReportOn(bidderId, []);
        }
        catch (Exception e)
        {
            NotAdmitted(Id, e); // asked again before their next bid
        }
    }
}
