using System.Numerics;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>
/// An English auction as one would tell it: a list of bids, a clock, and everything else worked out anew each time one asks. Slow, plain, mutable,
/// and without a line of the house's own code. Every command gives null where it is taken, else the reason why not.
/// </summary>
internal sealed class ModelAuction(Terms terms)
{
    private const int HouseWindow = 60;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);
    private static readonly BigInteger Ceiling = BigInteger.One << 128;

    private readonly List<ModelBid> _bids = [];
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
    public ModelBid? Top => Standing.MaxBy(b => b.Amount);
    public BigInteger? Price => Top?.Amount;
    public string? Leader => Top?.Bidder;
    public int BidCount => Standing.Count();
    public bool? ReserveMet => _terms.Reserve is { } reserve ? Price >= reserve : null;
    public BigInteger? Minimum => Price is not { } price ? _terms.Opening : price + StepAt(price) < Ceiling ? price + StepAt(price) : null;
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
        Take(bidder, amount, now);
        return null;
    }

    public string? Next(string bidder, (BigInteger Digits, int Scale)? limit, DateTimeOffset now, DateTimeOffset? received)
    {
        if (limit is { } stated && Exact(stated.Digits, stated.Scale) is null) return "InvalidAmount";
        if (TooLate(now, received)) return "AuctionNotOpen";
        if (Minimum is not { } minimum) return "PriceCeiling";
        if (Leader == bidder) return "AlreadyLeading";
        if (limit is { } most && Exact(most.Digits, most.Scale) < minimum) return "OverLimit";
        Take(bidder, minimum, now);
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
        bid.TakenBack = true;
        Warnings = 0;
        Sequence++;
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

    private void Take(string bidder, BigInteger amount, DateTimeOffset now)
    {
        Sequence++;
        _bids.Add(new ModelBid(Sequence, bidder, amount));
        Warnings = 0;
        if (ClosesAt is null && _terms.StartsOnFirstBid) ClosesAt = now.AddSeconds(_terms.Duration!.Value);
        if (_terms.SoftClose is not { } soft || ClosesAt is not { } close || Extensions >= soft.Maximum) return;
        if (now < close.AddSeconds(-soft.Window) || now.AddSeconds(soft.By) <= close) return;
        ClosesAt = now.AddSeconds(soft.By);
        Extensions++;
        Sequence++;
    }

    private void Fall(DateTimeOffset at)
    {
        _unspent = ClosesAt - at;
        ClosesAt = at;
        if (Top is { } top && ReserveMet != false) (Status, Result) = ("Sold", (top.Bidder, top.Amount, at));
        else Status = "Unsold";
        Sequence++;
    }

    private BigInteger? Exact(BigInteger digits, int scale)
    {
        if (scale > _terms.Decimals) return null;
        var units = digits * BigInteger.Pow(10, _terms.Decimals - scale);
        return units < Ceiling ? units : null;
    }

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

/// <summary>A bid in the model.</summary>
internal sealed class ModelBid(long sequence, string bidder, BigInteger amount)
{
    public long Sequence => sequence;
    public string Bidder => bidder;
    public BigInteger Amount => amount;
    public bool TakenBack { get; set; }
}
