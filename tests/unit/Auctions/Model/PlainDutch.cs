using System.Numerics;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>A Dutch auction as one would tell it: somebody turns a clock down step by step, from the beginning, each time one asks.</summary>
internal sealed class PlainDutch(PlainTerms terms) : PlainAuction(terms)
{
    private TimeSpan _ran;
    private DateTimeOffset? _since;
    private bool _opened;

    private TimeSpan Every => TimeSpan.FromSeconds(Terms.Every);
    private IEnumerable<PlainTaken> Standing => Bids.Where(b => b.Stands);
    public int Left => Terms.Quantity - Standing.Sum(b => b.Quantity);

    public BigInteger PriceAt(DateTimeOffset now)
    {
        var ran = Ran(now);
        BigInteger price = Terms.Start;
        for (var turn = Every; turn <= ran && price > Terms.Least; turn += Every) price = Lower(price);
        return price;
    }

    public override DateTimeOffset? NextEdge(DateTimeOffset now)
    {
        if (_since is null) return null;
        var (ran, turn) = (Ran(now), Every);
        while (turn <= ran) turn += Every;
        return now + (turn - ran);
    }

    public override string Told(DateTimeOffset now)
    {
        var price = !_opened ? null : Status is "Sold" || Result is not null ? $"{Standing.First().Amount}" : $"{Shown(now)}";
        return string.Join('\n',
            $"{Status} at {Sequence}", $"price {price} by {(Result is null ? null : Standing.First().Bidder)}, {Standing.Count()} bids, {Left} left, reserve met {(ReserveMissed ? false : null)}",
            Status == "Open" ? $"minimum {Shown(now)}" : "", $"opens {OpensAt:O} closes {ClosesAt:O} remaining {Remaining}", $"result {Result}");
    }

    public override BigInteger Edge(string bidder, DateTimeOffset now) => PriceAt(now);

    public override string? PassLot(DateTimeOffset now)
    {
        if (Status is not ("Open" or "Paused") || !Standing.Any()) return base.PassLot(now);
        Fall(now, now);
        return null;
    }

    public override string? Reopen(TimeSpan? time, DateTimeOffset now)
    {
        if (Status is not ("Sold" or "Unsold")) return "WrongStatus";
        if (Terms.Reserve is { } reserve && PriceAt(now) < reserve) _ran -= Every; // once more at the last price above it
        var soldOut = Left == 0;
        base.Reopen(time, now);
        if (time is null && Terms is { ClosesAfter: null, Duration: null }) ClosesAt = null;
        if (!soldOut) return null;
        Standing.Last().TakenBack = true;
        return Done(now);
    }

    public override void Outage(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        if (Status != "Open" || from < MadeGoodUntil) return;
        if (from < LastEvent) from = LastEvent;
        if (to - from <= Moment || from >= NextChange) return;
        MadeGoodUntil = to;
        ClosesAt += now - from;
        _since += now - from;
        Done(now);
    }

    protected override string? Take(PlainBid bid, BigInteger? amount, BigInteger? limit, DateTimeOffset now)
    {
        var price = PriceAt(now);
        if (bid.Maximum || bid.BuyNow) return "NotOffered";
        if (limit < price) return "OverLimit";
        if (amount < price) return "BidTooLow";
        if (bid.Quantity > Left) return "QuantityNotLeft";
        Done(now);
        Bids.Add(new PlainTaken(Sequence, bid.Bidder, price, bid.Quantity));
        if (Left == 0) Fall(now, now);
        return null;
    }

    protected override void Outcome(DateTimeOffset at)
    {
        Status = Standing.Any() ? "Sold" : "Unsold";
        if (Standing.Any())
        {
            var awards = Terms.Quantity == 1 ? "" : string.Join(", ", Standing.Select(b => $"{b.Sequence} {b.Bidder} {b.Quantity} at {b.Amount}"));
            Result = $"{Standing.First().Bidder} {Standing.First().Amount} {at:O} {awards}";
        }
        else if (Terms.Reserve is { } reserve) ReserveMissed = PriceAt(at) < reserve;
    }

    protected override string? TakeBack(PlainTaken bid)
    {
        bid.TakenBack = true;
        return null;
    }

    protected override DateTimeOffset? Withdrawn()
    {
        if (Terms.Reserve is not { } reserve || Terms.Least >= reserve || _since is not { } since) return null;
        BigInteger price = Terms.Start;
        var turn = TimeSpan.Zero;
        for (; price >= reserve; turn += Every) price = Lower(price);
        return since + (turn - _ran);
    }

    protected override void Go(DateTimeOffset at) => (_since, _opened) = (at, true);

    protected override void Stop(DateTimeOffset at)
    {
        if (_since is { } since) _ran += at - since;
        _since = null;
    }

    private TimeSpan Ran(DateTimeOffset now) => _ran + (now - _since ?? TimeSpan.Zero);

    // What the room sees: the last price above the reserve, also in the instant in which it is withdrawn.
    private BigInteger Shown(DateTimeOffset now)
    {
        BigInteger price = Terms.Start, shown = price;
        var ran = Ran(now);
        for (var turn = Every; turn <= ran && price > Terms.Least; turn += Every)
        {
            price = Lower(price);
            if (Terms.Reserve is not { } reserve || price >= reserve) shown = price;
        }
        return shown;
    }

    private BigInteger Lower(BigInteger price) => BigInteger.Max(Terms.Least, price - Terms.Step);
}
