using System.Numerics;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>
/// The life of an auction as one would tell it, for formats without a soft close. Slow, plain, mutable, and without a line of the house's own code.
/// Every command gives null where it is taken, else the reason why not.
/// </summary>
internal abstract class PlainAuction(PlainTerms terms)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);
    protected static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);
    private TimeSpan? _unspent; // of the clock, when the hammer fell

    public PlainTerms Terms => terms;
    public List<PlainTaken> Bids { get; } = [];
    public string Status { get; protected set; } = "Draft";
    public long Sequence { get; protected set; } = 1;
    public DateTimeOffset LastEvent { get; protected set; } = Room.Noon;
    public DateTimeOffset? OpensAt { get; private set; } = At(terms.OpensAfter);
    public DateTimeOffset? ClosesAt { get; protected set; } = At(terms.ClosesAfter);
    public TimeSpan? Remaining { get; protected set; }
    public string? Result { get; protected set; }
    public bool ReserveMissed { get; protected set; }
    protected DateTimeOffset? MadeGoodUntil { get; set; }

    public DateTimeOffset? NextChange => Status == "Scheduled" ? OpensAt : Status == "Open" ? Earlier(ClosesAt, Withdrawn()) : null;

    /// <summary>When the next thing of the format's own happens, to aim at.</summary>
    public virtual DateTimeOffset? NextEdge(DateTimeOffset now) => null;

    /// <summary>All that the house shows, in words.</summary>
    public abstract string Told(DateTimeOffset now);

    /// <summary>An amount near which something changes.</summary>
    public abstract BigInteger Edge(string bidder, DateTimeOffset now);

    protected abstract string? Take(PlainBid bid, BigInteger? amount, BigInteger? limit, DateTimeOffset now);

    /// <summary>Decides what the close makes of it: sets status and result.</summary>
    protected abstract void Outcome(DateTimeOffset at);

    protected abstract string? TakeBack(PlainTaken bid);
    protected virtual DateTimeOffset? Withdrawn() => null;
    protected virtual void Go(DateTimeOffset at) { }
    protected virtual void Stop(DateTimeOffset at) { }
    protected virtual string? MayReopen() => null;

    public void Pass(DateTimeOffset now)
    {
        if (Status == "Scheduled" && OpensAt <= now)
        {
            var late = now > OpensAt + Moment;
            Begin(late ? now : OpensAt!.Value, now);
            if (late && terms.ClosesAfter is not null && ClosesAt < now + Window) ClosesAt = now + Window;
        }
        if (Status == "Open" && NextChange is { } end && end <= now) Fall(end, now);
    }

    public string? Bid(PlainBid bid, DateTimeOffset now)
    {
        BigInteger? amount = null, limit = null;
        if (bid.Amount is { } a)
        {
            amount = Exact(a);
            if (amount is null || amount.Value.IsZero) return "InvalidAmount";
        }
        if (bid.Limit is { } l && (limit = Exact(l)) is null) return "InvalidAmount";
        return Status != "Open" ? "AuctionNotOpen" : Take(bid, amount, limit, now);
    }

    public string? Schedule(DateTimeOffset? at)
    {
        if (Status != "Draft") return "WrongStatus";
        if ((at ?? OpensAt) is not { } opens || At(terms.ClosesAfter) <= opens) return "NotPossible";
        (Status, OpensAt) = ("Scheduled", opens);
        Sequence++;
        return null;
    }

    public string? Open(DateTimeOffset now)
    {
        if (Status is not ("Draft" or "Scheduled")) return "WrongStatus";
        if (At(terms.ClosesAfter) <= now) return "NotPossible";
        Begin(now, now);
        return null;
    }

    public string? Pause(DateTimeOffset now)
    {
        if (Status != "Open") return "WrongStatus";
        (Status, Remaining, ClosesAt) = ("Paused", ClosesAt - now, null);
        Stop(now);
        return Done(now);
    }

    public string? Resume(DateTimeOffset now)
    {
        if (Status != "Paused") return "WrongStatus";
        (Status, ClosesAt, Remaining) = ("Open", now + Remaining, null);
        Go(now);
        return Done(now);
    }

    public string? Extend(TimeSpan by, DateTimeOffset now)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        if (ClosesAt is null && Remaining is null) return "NotPossible";
        ClosesAt += by;
        Remaining += by;
        return Done(now);
    }

    public string? Warn(DateTimeOffset now) => Status == "Open" ? Done(now) : "WrongStatus";

    public string? Hammer(DateTimeOffset now)
    {
        if (Status != "Open") return "WrongStatus";
        Fall(now, now);
        return null;
    }

    public virtual string? PassLot(DateTimeOffset now)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        Stop(now);
        _unspent = Remaining ?? ClosesAt - now;
        (Status, ClosesAt, Remaining) = ("Unsold", now, null);
        return Done(now);
    }

    public string? Cancel(DateTimeOffset now)
    {
        if (Status is not ("Draft" or "Scheduled" or "Open" or "Paused")) return "WrongStatus";
        Stop(now);
        (Status, Remaining) = ("Cancelled", null);
        return Done(now);
    }

    public string? Settle(DateTimeOffset now)
    {
        if (Status is not ("Sold" or "Unsold")) return "WrongStatus";
        Status = "Settled";
        return Done(now);
    }

    public virtual string? Reopen(TimeSpan? time, DateTimeOffset now)
    {
        if (Status is not ("Sold" or "Unsold")) return "WrongStatus";
        if (MayReopen() is { } why) return why;
        (Status, Result, ReserveMissed) = ("Open", null, false);
        ClosesAt = now + (time ?? Window);
        Go(now);
        return Done(now);
    }

    public string? Undo(DateTimeOffset now)
    {
        if (Status is "Sold" or "Unsold")
        {
            if (MayReopen() is not null) return "NothingToUndo";
            Reopen(null, now);
            ClosesAt = _unspent is { } left ? now + (left > Window ? left : Window) : null;
            return null;
        }
        if (Status is not ("Open" or "Paused")) return "NothingToUndo";
        var newest = Bids.Where(b => b is { TakenBack: false, Replaced: false }).MaxBy(b => b.Sequence);
        return newest is null ? "NothingToUndo" : Retract(newest.Sequence, now);
    }

    public string? Retract(long sequence, DateTimeOffset now)
    {
        if (Status is not ("Open" or "Paused")) return "WrongStatus";
        if (Bids.Find(b => b.Sequence == sequence) is not { } bid) return "BidNotFound";
        if (bid.TakenBack) return "BidRetracted";
        return TakeBack(bid) ?? Done(now);
    }

    public virtual void Outage(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (Status != "Open" || ClosesAt is not { } close || to - from <= Moment || from < MadeGoodUntil) return;
        if (to <= close - Window || to <= OpensAt || from >= close || close >= now + Window) return;
        (ClosesAt, MadeGoodUntil) = (now + Window, to);
        Done(now);
    }

    protected void Fall(DateTimeOffset at, DateTimeOffset now)
    {
        Stop(at);
        _unspent = Remaining ?? ClosesAt - at;
        (ClosesAt, Remaining) = (at, null);
        Outcome(at);
        Done(now);
    }

    protected string? Done(DateTimeOffset now)
    {
        Sequence++;
        LastEvent = now;
        return null;
    }

    private void Begin(DateTimeOffset at, DateTimeOffset now)
    {
        (Status, OpensAt) = ("Open", at);
        ClosesAt = At(terms.ClosesAfter) ?? (terms.Duration is { } d ? at.AddSeconds(d) : null);
        Go(at);
        Done(now);
    }

    private static BigInteger? Exact((BigInteger Digits, int Scale) stated) =>
        stated.Scale > 2 || stated.Digits * BigInteger.Pow(10, 2 - stated.Scale) is var units && units >= BigInteger.One << 128 ? null : stated.Digits * BigInteger.Pow(10, 2 - stated.Scale);

    private static DateTimeOffset? At(int? secondsAfterNoon) => secondsAfterNoon is { } s ? Room.Noon.AddSeconds(s) : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null ? one : one < other ? one : other;
}

/// <summary>A bid that was taken.</summary>
internal sealed class PlainTaken(long sequence, string bidder, BigInteger amount, int quantity)
{
    public long Sequence => sequence;
    public string Bidder => bidder;
    public BigInteger Amount => amount;
    public int Quantity => quantity;
    public bool TakenBack { get; set; }
    public bool Replaced { get; set; }
    public bool Stands => !TakenBack && !Replaced;
}
