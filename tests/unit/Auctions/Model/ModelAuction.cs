using System.Numerics;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>
/// An English auction as one would tell it: a list of bids, a clock, and everything else worked out anew each time something has happened: the bids
/// that stand are heard again from the first to the last, and absentee bidders answer each other call by call. Slow, plain, mutable, and without a
/// line of the house's own code. Every command gives null where it is taken, else the reason why not.
/// </summary>
internal sealed class ModelAuction(Terms terms)
{
    private const int HouseWindow = 60;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private static readonly BigInteger Ceiling = BigInteger.One << 128;

    /// <summary>After so many calls of one duel the auctioneer skips to the last word: it is the same from wherever one comes.</summary>
    private const int Patience = 12;

    private readonly List<ModelBid> _bids = [];
    private readonly Dictionary<string, BigInteger> _books = []; // how far everybody goes who has bid
    private ModelBid? _purchase;
    private DateTimeOffset? _madeGoodUntil;
    private TimeSpan? _unspent;
    private Terms _terms = terms;

    public string Status { get; private set; } = "Draft";
    public long Sequence { get; private set; } = 1;
    public DateTimeOffset? OpensAt { get; private set; } = At(terms.OpensAfter);
    public DateTimeOffset? ClosesAt { get; private set; } = At(terms.ClosesAfter);
    public TimeSpan? Remaining { get; private set; }
    public int Extensions { get; private set; }
    public int Warnings { get; private set; }
    public (string Winner, BigInteger Amount, DateTimeOffset ClosedAt)? Result { get; private set; }

    public Terms Terms => _terms;
    public IReadOnlyList<ModelBid> Bids => _bids;
    public IEnumerable<ModelBid> Standing => _bids.Where(b => !b.TakenBack);
    public string? Leader { get; private set; }
    public BigInteger? Price { get; private set; }
    public int BidCount => Standing.Count(b => !b.Silent);
    public bool? ReserveMet => _terms.Reserve is { } reserve ? Price >= reserve : null;
    public BigInteger? BuyNow => _terms.BuyNow is { } offer && (Price is null || Price < offer) ? offer : null;
    public BigInteger? Minimum => Price is not { } price ? _terms.Opening : Over(price) < Ceiling ? Over(price) : null;

    /// <summary>How far the leader goes.</summary>
    public BigInteger? Farthest => Leader is { } leader ? _books[leader] : null;
    public TimeSpan ClosingWindow => TimeSpan.FromSeconds(_terms.SoftClose?.Window ?? HouseWindow);

    public DateTimeOffset? Deadline => Status == "Scheduled" ? OpensAt : Status == "Open" ? ClosesAt : null;
    public DateTimeOffset? NextChange => Status == "Open" ? ClosesAt + Grace : Deadline;

    /// <summary>Everything but a bid: between the close and the hammer nobody can do anything.</summary>
    public string? Command(DateTimeOffset now, Func<string?> act) => Status == "Open" && ClosesAt <= now ? "NotPossible" : act();

    /// <summary>What time brings about.</summary>
    public void Pass(DateTimeOffset now)
    {
        if (Status == "Scheduled" && OpensAt <= now)
        {
            var late = now > OpensAt + Moment;
            if (late) OpensAt = now;
            Begin();
            if (late && ClosesAt is { } close && _terms.ClosesAfter is not null && !_terms.StartsOnFirstBid && close < now + ClosingWindow) ClosesAt = now + ClosingWindow;
        }
        if (Status == "Open" && ClosesAt + Grace <= now) Fall(ClosesAt!.Value);
    }

    public string? Bid(string bidder, BigInteger digits, int scale, DateTimeOffset now, DateTimeOffset? received)
    {
        if (Exact(digits, scale) is not { } amount || amount.IsZero) return "InvalidAmount";
        if (TooLate(now, received)) return "AuctionNotOpen";
        if (Minimum is not { } minimum) return "PriceCeiling";
        if (amount < minimum) return "BidTooLow";
        Take(new ModelBid(bidder, Named: amount, Maximum: null), now);
        return null;
    }

    public string? BidUpTo(string bidder, BigInteger digits, int scale, DateTimeOffset now, DateTimeOffset? received)
    {
        if (Exact(digits, scale) is not { } maximum || maximum.IsZero) return "InvalidAmount";
        if (TooLate(now, received)) return "AuctionNotOpen";
        if (Minimum is not { } minimum) return "PriceCeiling";
        if (Leader != bidder)
        {
            if (maximum < minimum) return "BidTooLow";
            Take(new ModelBid(bidder, Named: null, maximum), now);
            return null;
        }
        if (maximum <= Farthest) return "MaximumNotRaised";
        var meetsReserve = Price < _terms.Reserve && _terms.Reserve <= maximum;
        var raise = new ModelBid(bidder, Named: null, maximum) { Silent = !meetsReserve };
        if (meetsReserve) Take(raise, now);
        else Note(raise);
        return null;
    }

    public string? Buy(string bidder, DateTimeOffset now, DateTimeOffset? received)
    {
        if (TooLate(now, received)) return "AuctionNotOpen";
        if (BuyNow is not { } price) return "BuyNowWithdrawn";
        _purchase = new ModelBid(bidder, Named: price, Maximum: null);
        Note(_purchase);
        _unspent = ClosesAt - now;
        (Status, ClosesAt, Warnings, Result) = ("Sold", now, 0, (bidder, price, now));
        (Leader, Price) = (bidder, price); // whatever the others had left with the house
        Sequence++;
        return null;
    }

    public string? Next(string bidder, (BigInteger Digits, int Scale)? limit, DateTimeOffset now, DateTimeOffset? received)
    {
        if (limit is { } stated && Exact(stated.Digits, stated.Scale) is null) return "InvalidAmount";
        if (TooLate(now, received)) return "AuctionNotOpen";
        if (Minimum is not { } minimum) return "PriceCeiling";
        if (Leader == bidder) return "AlreadyLeading";
        if (limit is { } most && Exact(most.Digits, most.Scale) < minimum) return "OverLimit";
        Take(new ModelBid(bidder, Named: minimum, Maximum: null), now);
        return null;
    }

    public string? Revise(Terms other, long expected)
    {
        if (Status is not ("Draft" or "Scheduled")) return "WrongStatus";
        if (expected != Sequence) return "Conflict";
        if (Status == "Scheduled" && other.OpensAfter is null) return "NotPossible";
        _terms = other;
        (OpensAt, ClosesAt) = (At(other.OpensAfter), At(other.ClosesAfter));
        Sequence++;
        return null;
    }

    public string? Schedule(DateTimeOffset? at)
    {
        if (Status != "Draft") return "WrongStatus";
        var opens = at ?? At(_terms.OpensAfter);
        if (opens is null || At(_terms.ClosesAfter) <= opens) return "NotPossible";
        (Status, OpensAt) = ("Scheduled", opens);
        Sequence++;
        return null;
    }

    public string? Open(DateTimeOffset now)
    {
        if (Status is not ("Draft" or "Scheduled")) return "WrongStatus";
        if (At(_terms.ClosesAfter) <= now) return "NotPossible";
        OpensAt = now;
        Begin();
        return null;
    }

    public string? Pause(DateTimeOffset now)
    {
        if (Status != "Open") return "WrongStatus";
        (Status, Remaining, ClosesAt) = ("Paused", ClosesAt - now, null);
        Sequence++;
        return null;
    }

    public string? Resume(DateTimeOffset now)
    {
        if (Status != "Paused") return "WrongStatus";
        (Status, ClosesAt, Remaining) = ("Open", now + Remaining, null);
        Sequence++;
        return null;
    }

    public string? Extend(TimeSpan by)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        if (ClosesAt is null && Remaining is null) return "NotPossible";
        ClosesAt += by;
        Remaining += by;
        Sequence++;
        return null;
    }

    public string? Warn()
    {
        if (Status != "Open") return "WrongStatus";
        Warnings++;
        Sequence++;
        return null;
    }

    public string? Hammer(DateTimeOffset now)
    {
        if (Status != "Open") return "WrongStatus";
        Fall(now);
        return null;
    }

    public string? Cancel()
    {
        if (Status is not ("Draft" or "Scheduled" or "Open" or "Paused")) return "WrongStatus";
        (Status, Remaining) = ("Cancelled", null);
        Sequence++;
        return null;
    }

    public string? Settle()
    {
        if (Status is not ("Sold" or "Unsold")) return "WrongStatus";
        Status = "Settled";
        Sequence++;
        return null;
    }

    public string? Reopen(TimeSpan? time, DateTimeOffset now)
    {
        if (Status is not ("Sold" or "Unsold")) return "WrongStatus";
        (Status, Result, Warnings) = ("Open", null, 0);
        ClosesAt = now + (time ?? TimeSpan.FromSeconds(_terms.SoftClose?.By ?? HouseWindow));
        Sequence++;
        if (_purchase is { } purchase) TakeBack(purchase); // bid and hammer were one act
        _purchase = null;
        return null;
    }

    /// <summary>Takes the last act back.</summary>
    public string? Undo(DateTimeOffset now)
    {
        switch (Status)
        {
            case "Open" or "Paused":
                return Standing.LastOrDefault() is { } newest ? Retract(newest.Sequence) : "NothingToUndo";
            case "Sold" or "Unsold":
                (Status, Result, Warnings) = ("Open", null, 0);
                ClosesAt = _unspent is { } unspent ? now + (unspent > ClosingWindow ? unspent : ClosingWindow) : null;
                Sequence++;
                if (_purchase is { } purchase) TakeBack(purchase);
                _purchase = null;
                return null;
            default:
                return "NothingToUndo";
        }
    }

    public string? PassLot(DateTimeOffset now)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        _unspent = Remaining ?? ClosesAt - now;
        (Status, ClosesAt, Remaining) = ("Unsold", now, null);
        Sequence++;
        return null;
    }

    public string? Retract(long sequence)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        if (_bids.Find(b => b.Sequence == sequence) is not { } bid) return "BidNotFound";
        if (bid.TakenBack) return "BidRetracted";
        TakeBack(bid);
        return null;
    }

    public void Outage(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (Status != "Open" || ClosesAt is not { } close || to - from <= Moment || from < _madeGoodUntil) return;
        var windowOpens = close - ClosingWindow;
        if (to <= windowOpens || to <= OpensAt || from >= close || close >= now + ClosingWindow) return;
        (ClosesAt, _madeGoodUntil) = (now + ClosingWindow, to);
        Sequence++;
    }

    private bool TooLate(DateTimeOffset now, DateTimeOffset? received) =>
        Status != "Open" || ClosesAt <= now && !(received < ClosesAt && received >= now.AddMinutes(-1));

    private void Begin()
    {
        Status = "Open";
        ClosesAt = _terms.StartsOnFirstBid ? null : At(_terms.ClosesAfter) ?? (_terms.Duration is { } d ? OpensAt + TimeSpan.FromSeconds(d) : null);
        Sequence++;
    }

    private void Note(ModelBid bid)
    {
        Sequence++;
        bid.Sequence = Sequence;
        _bids.Add(bid);
        Hear();
    }

    private void Take(ModelBid bid, DateTimeOffset now)
    {
        var before = Leader;
        Note(bid);
        if (Leader != bid.Bidder && Leader == before) Sequence++; // the house says what it bids for the leader
        Warnings = 0;
        if (ClosesAt is null && _terms.StartsOnFirstBid) ClosesAt = now.AddSeconds(_terms.Duration!.Value);
        if (_terms.SoftClose is not { } soft || ClosesAt is not { } close || Extensions >= soft.Maximum) return;
        if (now < close.AddSeconds(-soft.Window) || now.AddSeconds(soft.By) <= close) return;
        ClosesAt = now.AddSeconds(soft.By);
        Extensions++;
        Sequence++;
    }

    private void TakeBack(ModelBid bid)
    {
        bid.TakenBack = true;
        Hear();
        Warnings = 0;
        Sequence++;
    }

    /// <summary>Hears the bids that stand again, from the first to the last.</summary>
    private void Hear()
    {
        (Leader, Price) = (null, null);
        _books.Clear();
        foreach (var bid in Standing)
        {
            var goes = BigInteger.Max(_books.GetValueOrDefault(bid.Bidder), bid.Maximum ?? bid.Named!.Value);
            if (Leader is null) (Leader, Price) = (bid.Bidder, bid.Named ?? _terms.Opening);
            else if (Leader != bid.Bidder) Duel(Leader, _books[Leader], bid.Bidder, bid.Named, goes);
            else if (bid.Named > Price) Price = bid.Named; // a leader who names no amount raises no price
            _books[bid.Bidder] = goes;
            if (_terms.Reserve is { } reserve && Price < reserve && _books[Leader!] >= reserve) Price = reserve;
        }
    }

    /// <summary>
    /// Two bidders, of whom the house knows how far they go. Whoever named an amount has called it. Then the price goes up call by call, each a full
    /// increment, until one of them has come to their last word, which may be less. Equal last words: the earlier bidder keeps the lot. Else the
    /// other answers the last word once more: a full increment over it, or with what they have.
    /// </summary>
    private void Duel(string leader, BigInteger leaderGoes, string challenger, BigInteger? called, BigInteger challengerGoes)
    {
        if (called > leaderGoes)
        {
            (Leader, Price) = (challenger, called);
            return;
        }
        var lastWord = BigInteger.Min(leaderGoes, challengerGoes);
        var price = called ?? Price!.Value;
        for (var calls = 0; price < lastWord; calls++) price = calls < Patience ? BigInteger.Min(lastWord, Over(price)) : lastWord;
        if (leaderGoes > lastWord) (Leader, Price) = (leader, BigInteger.Min(leaderGoes, Over(lastWord)));
        else if (challengerGoes > lastWord) (Leader, Price) = (challenger, BigInteger.Min(challengerGoes, Over(lastWord)));
        else (Leader, Price) = (leader, lastWord);
    }

    private void Fall(DateTimeOffset at)
    {
        _unspent = ClosesAt - at;
        ClosesAt = at;
        if (Leader is { } leader && ReserveMet != false) (Status, Result) = ("Sold", (leader, Price!.Value, at));
        else Status = "Unsold";
        Sequence++;
    }

    private BigInteger? Exact(BigInteger digits, int scale)
    {
        if (scale > _terms.Decimals) return null;
        var units = digits * BigInteger.Pow(10, _terms.Decimals - scale);
        return units < Ceiling ? units : null;
    }

    private BigInteger Over(BigInteger price) => price + StepAt(price);

    private BigInteger StepAt(BigInteger price)
    {
        if (_terms.FixedStep is { } same) return same;
        if (_terms.BasisPoints is { } points)
        {
            var share = BigInteger.DivRem(price * points, 10_000, out var rest);
            return BigInteger.Max(1, rest.IsZero ? share : share + 1);
        }
        BigInteger step = 0;
        foreach (var row in _terms.Table!)
            if (price >= row.From) step = row.Step;
        return step;
    }

    private static DateTimeOffset? At(int? secondsAfterNoon) => secondsAfterNoon is { } s ? Room.Noon.AddSeconds(s) : null;
}

/// <summary>A bid in the model: an amount that was named, or a maximum.</summary>
internal sealed record ModelBid(string Bidder, BigInteger? Named, BigInteger? Maximum)
{
    public long Sequence { get; set; }
    public bool Silent { get; init; }
    public bool TakenBack { get; set; }
}
