using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>Recounts a sealed auction: one bid a bidder, their newest; the highest wins, the earlier of two equal ones, at its own price or the next one's.</summary>
internal sealed class SealedRecount(AuctionSettings settings) : IPriceRecount
{
    private const int MostBidders = 10_000; // as many as the house takes

    private readonly Dictionary<string, BidPlaced> _bids = [];

    /// <inheritdoc/>
    public string? Take(AuctionEvent next) => next switch
    {
        BidPlaced e => Placed(e),
        BidRetracted e => _bids.Values.FirstOrDefault(b => b.Sequence == e.Bid) is { } bid && _bids.Remove(bid.Bidder.Id) ? Counted(e.BidCount) : $"There is no bid {e.Bid} that could be taken back.",
        AuctionSold e => Sold(e),
        AuctionUnsold { Reason: UnsoldReason.NoBids } => _bids.Count == 0 ? null : "It closed without a sale for want of bids, and there are bids.",
        AuctionUnsold { Reason: UnsoldReason.ReserveNotMet } => _bids.Count > 0 && InOrder()[0].Amount < settings.Reserve ? null : "It closed without a sale for its reserve, and that is not so.",
        ProxyRaised or MaximumRaised => "A sealed auction knows no maxima.",
        _ => null,
    };

    private string? Placed(BidPlaced e)
    {
        if (e.Sealed != true) return "The bid was not sealed.";
        if (e.Amount < settings.OpeningBid) return "The bid is below the opening bid.";
        if (_bids.TryGetValue(e.Bidder.Id, out var former) && e.Amount <= former.Amount) return "The bid is not above the one that it replaces.";
        if (former is null && _bids.Count == MostBidders) return "More bidders bid than a sealed auction takes.";
        _bids[e.Bidder.Id] = e;
        return e.Price != e.Amount ? "The bid states another price than its amount." : Counted(e.BidCount);
    }

    private string? Counted(int stated) => stated == _bids.Count ? null : $"The bids are counted wrong: there are {_bids.Count}.";

    private string? Sold(AuctionSold e)
    {
        if (_bids.Count == 0) return "It was sold, and there is no bid.";
        var bids = InOrder();
        var highest = bids[0];
        if (e.Winner != highest.Bidder) return $"Somebody won whose bid is not the highest, which is that of {highest.Bidder.Id}.";
        if (highest.Amount < settings.Reserve) return "It was sold below the reserve.";
        var price = highest.Amount;
        if (settings.Format == AuctionFormat.SealedSecondPrice)
            price = new[] { bids.Count > 1 ? bids[1].Amount : Amount.Zero, settings.Reserve ?? Amount.Zero, settings.OpeningBid }.Max();
        return e.Amount == price ? null : $"It was sold for another amount than the bids make, which is {price}.";
    }

    private List<BidPlaced> InOrder() => [.. _bids.Values.OrderByDescending(b => b.Amount).ThenBy(b => b.Sequence)];
}
