using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>A sealed auction as one would tell it: a box of envelopes, sorted when it is opened.</summary>
internal sealed class PlainSealed(PlainTerms terms) : PlainAuction(terms)
{
    private IEnumerable<PlainTaken> Box => Bids.Where(b => b.Stands);

    public override string Told(DateTimeOffset now) => string.Join('\n',
        $"{Status} at {Sequence}", $"price {Price} by {Result?.Split(' ')[0]}, {Box.Count()} bids, 1 left, reserve met {(ReserveMissed ? false : null)}",
        Status == "Open" ? $"minimum {Terms.Least}" : "", $"opens {OpensAt:O} closes {ClosesAt:O} remaining {Remaining}", $"result {Result}");

    public override BigInteger Edge(string bidder, DateTimeOffset now) =>
        Box.FirstOrDefault(b => b.Bidder == bidder)?.Amount + 1 ?? Box.Select(b => (BigInteger?)b.Amount).Max() ?? Terms.Least;

    public BigInteger? Price { get; private set; }

    protected override string? Take(PlainBid bid, BigInteger? amount, BigInteger? limit, DateTimeOffset now)
    {
        if (bid.Maximum || bid.BuyNow || bid.Quantity != 1 || amount is not { } units) return "NotOffered";
        if (units < Terms.Least) return "BidTooLow";
        var own = Box.SingleOrDefault(b => b.Bidder == bid.Bidder);
        if (own is not null && own.Amount >= units) return "BidTooLow";
        if (own is not null) own.Replaced = true;
        Done(now);
        Bids.Add(new PlainTaken(Sequence, bid.Bidder, units, 1));
        return null;
    }

    protected override void Outcome(DateTimeOffset at)
    {
        var sorted = Box.OrderByDescending(b => b.Amount).ThenBy(b => b.Sequence).ToList();
        var met = sorted.Count > 0 && !(sorted[0].Amount < Terms.Reserve);
        (Status, ReserveMissed) = (met ? "Sold" : "Unsold", sorted.Count > 0 && !met);
        if (!met) return;
        BigInteger pays = sorted[0].Amount;
        if (Terms.Format == AuctionFormat.SealedSecondPrice)
        {
            // As if the house had bid its reserve against them.
            BigInteger[] others = [Terms.Least, Terms.Reserve ?? 0, .. sorted.Skip(1).Select(b => b.Amount)];
            pays = others.Max();
        }
        Price = pays;
        Result = $"{sorted[0].Bidder} {pays} {at:O} ";
    }

    protected override string? TakeBack(PlainTaken bid)
    {
        if (bid.Replaced) return "BidNotFound";
        bid.TakenBack = true;
        return null;
    }

    protected override string? MayReopen() => Box.Any() ? "NotPossible" : null;
}
