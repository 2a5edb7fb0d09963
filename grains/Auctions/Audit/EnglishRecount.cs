using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>
/// Recounts an English auction: bids come one after the other and each is met by how far the leader goes. A bid that is taken back is left out, and the
/// others come once more. It keeps the newest bids that matter, so that a million take no more memory than some thousands.
/// </summary>
internal sealed class EnglishRecount(AuctionSettings settings) : IPriceRecount
{
    private const int Most = 4_096;

    private readonly record struct Bid(long Sequence, Bidder Bidder, BigInteger Ceiling, BigInteger? Named, bool Counts);

    private readonly record struct Standing(Bidder? Leader, BigInteger Ceiling, BigInteger? Price);

    private readonly List<Bid> _bids = [];
    private Standing _now;
    private int _count;
    private bool _dropped;
    private BidPlaced? _purchase; // a bid that can only be a purchase: the hammer must follow

    /// <inheritdoc/>
    public string? Take(AuctionEvent next)
    {
        if (_purchase is not null && !(next is AuctionSold { Follows: true } sold && sold.Winner == _purchase.Bidder && sold.Amount == _purchase.Price))
            return $"Bid {_purchase.Sequence} before it bought nothing, and leads at a price that the bids do not make.";
        _purchase = null;
        return next switch
        {
            BidPlaced e => Placed(e),
            ProxyRaised e => e.Bidder.Id != _now.Leader?.Id ? "The house bid for somebody who does not lead."
                : Wrong(e.Price, e.MinimumBid, e.ReserveMet),
            MaximumRaised e => Raised(e),
            BidRetracted e => Retracted(e),
            AuctionSold e => e.Winner.Id != _now.Leader?.Id ? "Somebody won who does not lead."
                : !_dropped && !_bids.Exists(b => b.Bidder == e.Winner) ? "The winner is called by another name than in their bids."
                : e.Amount.Units != _now.Price ? $"It was sold for another amount than the bids make, which is {_now.Price}."
                : ReserveMet == false ? "It was sold below the reserve."
                : null,
            AuctionUnsold { Reason: UnsoldReason.NoBids } => _now.Leader is null ? null : "It closed without a sale for want of bids, and there are bids.",
            AuctionUnsold { Reason: UnsoldReason.ReserveNotMet } => ReserveMet == false && _now.Leader is not null ? null : "It closed without a sale for its reserve, and that is not so.",
            _ => null,
        };
    }

    private bool? ReserveMet => settings.Reserve is { } reserve ? _now.Price >= reserve.Units : null;

    private string? Placed(BidPlaced e)
    {
        BigInteger ceiling = (e.Maximum ?? e.Amount).Units;
        var minimum = _now.Price is { } price ? Steps.Over(settings.Increments, price) : settings.OpeningBid.Units;
        var isLeaders = _now.Leader?.Id == e.Bidder.Id;
        var bid = new Bid(e.Sequence, e.Bidder, ceiling, e.Maximum is null ? e.Amount.Units : null, Counts: true);
        var before = _now;
        var after = Meet(before, bid);
        // Bought at once, whatever maxima others have left: it leads all the same, and the hammer falls with it.
        var leads = e.Leader is null;
        if (leads && e.Maximum is null && e.Amount == settings.BuyNow && !(before.Price >= settings.BuyNow.Value.Units) && (after.Leader?.Id != e.Bidder.Id || !(ceiling >= minimum)))
        {
            after = new Standing(e.Bidder, ceiling, ceiling);
            _purchase = e;
        }
        else if (!(isLeaders && e.Maximum is not null) && !(ceiling >= minimum)) return $"The bid is below the minimum, which was {minimum?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "more than can be written"}.";
        _now = after;
        _bids.Add(bid);
        _count++;
        Trim();
        if (leads != (after.Leader!.Id == e.Bidder.Id)) return leads ? "The bid says that it leads, and it does not." : "The bid leads, and says that somebody else does.";
        if (!leads && e.Leader!.Id != after.Leader.Id) return "The bid names another leader than the bids make.";
        if (e.Maximum is not null && e.Amount.Units != (leads ? after.Price : ceiling)) return "The bid says another amount than its maximum comes to.";
        if (e.Price.Units < before.Price) return "The price fell, and no bid was taken back.";
        return e.BidCount != _count ? $"The bids are counted wrong: there are {_count}." : Wrong(e.Price, e.MinimumBid, e.ReserveMet);
    }

    private string? Raised(MaximumRaised e)
    {
        if (_now.Leader?.Id != e.Bidder.Id) return "A maximum was raised by somebody who does not lead.";
        if (e.Maximum.Units <= _now.Ceiling) return "A maximum was raised to no more than it was.";
        var price = _now.Price;
        var bid = new Bid(e.Sequence, e.Bidder, e.Maximum.Units, null, Counts: false);
        _now = Meet(_now, bid);
        _bids.Add(bid);
        Trim();
        return _now.Price == price ? null : "The raised maximum changes the price, and the room was not told.";
    }

    private string? Retracted(BidRetracted e)
    {
        var at = _bids.FindIndex(b => b.Sequence == e.Bid);
        if (at < 0 && !_dropped) return $"There is no bid {e.Bid} that could be taken back.";
        if (at < 0 || _bids[at].Counts) _count--;
        if (at >= 0) _bids.RemoveAt(at);
        var again = new Standing();
        foreach (var bid in _bids) again = Meet(again, bid);
        if (e.BidCount != _count) return $"The bids are counted wrong: there are {_count}.";
        // What rests on bids that are too old to be kept cannot be recounted; the house itself refuses to take so many back.
        if (_dropped && again.Leader is not null && _bids.TrueForAll(b => b.Bidder.Id == again.Leader.Id)) again = new Standing(e.Leader, again.Ceiling, e.Price?.Units);
        _now = again;
        if (e.Leader?.Id != _now.Leader?.Id) return $"Somebody else leads after it than the standing bids make: {_now.Leader?.Id ?? "nobody"}.";
        return Wrong(e.Price, e.MinimumBid, e.ReserveMet);
    }

    // A bid meets the leader: it leads where it goes farther, and the price is what that takes.
    private Standing Meet(Standing now, Bid bid)
    {
        BigInteger price;
        if (now.Leader is null) price = bid.Named ?? settings.OpeningBid.Units;
        else if (now.Leader.Id == bid.Bidder.Id) price = bid.Named is { } named && named > now.Price ? named : now.Price!.Value;
        else if (bid.Ceiling <= now.Ceiling)
        {
            var answer = Least(Steps.Over(settings.Increments, bid.Ceiling), now.Ceiling);
            return now with { Price = answer > now.Price ? answer : now.Price };
        }
        else price = bid.Named ?? Least(Steps.Over(settings.Increments, now.Ceiling), bid.Ceiling);
        var ceiling = now.Leader?.Id == bid.Bidder.Id && now.Ceiling > bid.Ceiling ? now.Ceiling : bid.Ceiling;
        if (settings.Reserve is { } reserve && ceiling >= reserve.Units && price < reserve.Units) price = reserve.Units;
        return new Standing(bid.Bidder, ceiling, price);
    }

    private string? Wrong(Amount? price, Amount? minimum, bool? reserveMet)
    {
        if (price?.Units != _now.Price) return $"It states a price of {price?.ToString() ?? "nothing"}; the bids make {_now.Price?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}.";
        var least = _now.Price is { } at ? Steps.Over(settings.Increments, at) : settings.OpeningBid.Units;
        if (minimum?.Units != least) return "It states another minimum than follows from the price.";
        return reserveMet == (settings.Reserve is null ? null : ReserveMet ?? false) ? null : "It is wrong about the reserve.";
    }

    private void Trim()
    {
        if (_bids.Count <= Most) return;
        _dropped = true;
        var farthest = _bids.OrderByDescending(b => b.Ceiling).ThenBy(b => b.Sequence).Take(Most / 2).Select(b => b.Sequence).ToHashSet();
        _bids.RemoveAll(b => !farthest.Contains(b.Sequence));
    }

    private static BigInteger Least(BigInteger? one, BigInteger other) => one is { } given && given < other ? given : other;
}
