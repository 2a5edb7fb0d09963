using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The rules of a sealed auction: one hidden bid a bidder, opened at the close. The highest wins, the earlier of two equal ones; it pays what it says,
/// or, at the second price (Vickrey), what the next bidder said, the reserve and the opening bid at the least.
/// </summary>
internal sealed class SealedRules : IFormat
{
    public static readonly SealedRules FirstPrice = new(secondPrice: false);
    public static readonly SealedRules SecondPrice = new(secondPrice: true);

    private readonly bool _secondPrice;

    private SealedRules(bool secondPrice) => _secondPrice = secondPrice;

    /// <inheritdoc/>
    public Verdict Decide(Auction auction, PlaceBid bid, BidTerms terms, DateTimeOffset now)
    {
        if (bid.Maximum is not null) return Verdict.No(Refusal.NotOffered, "A sealed auction takes one hidden amount: at a second price it may be your maximum, at a first price it is what you pay.");
        if (bid.BuyNow) return Verdict.No(Refusal.NotOffered, "A sealed auction has no buy-now price: bid an amount.");
        if (bid.Quantity != 1) return Verdict.No(Refusal.NotOffered, "There is one lot: leave the quantity out.");
        if (terms.Amount is not { } amount) return Verdict.No(Refusal.NotOffered, "Nobody knows the next bid of a sealed auction: bid an amount.");
        var settings = auction.Settings;
        if (amount < settings.OpeningBid) return Verdict.No(Refusal.BidTooLow);
        var former = auction.Sealed.Of(bid.Bidder.Id);
        if (amount <= former?.Amount) return Verdict.No(Refusal.BidTooLow, "A bidder's new bid is above the one that it replaces.");
        if (former is null && auction.Sealed.Count >= SealedBids.Most) return Verdict.No(Refusal.TooManyBidders, $"It holds the bids of {SealedBids.Most} bidders.");
        return Verdict.Yes(
            new BidPlaced(bid.Bidder, amount, amount, settings.OpeningBid, auction.Sealed.Count + (former is null ? 1 : 0), null, auction.ClosesAt) { Sealed = true });
    }

    /// <inheritdoc/>
    public AuctionEvent Close(Auction auction, DateTimeOffset closedAt)
    {
        var (highest, second) = auction.Sealed.Best();
        var reserve = auction.Settings.Reserve;
        if (highest is null) return new AuctionUnsold(closedAt, UnsoldReason.NoBids);
        if (highest.Amount < reserve) return new AuctionUnsold(closedAt, UnsoldReason.ReserveNotMet);
        var price = _secondPrice ? Largest(second?.Amount ?? Amount.Zero, reserve ?? Amount.Zero, auction.Settings.OpeningBid) : highest.Amount;
        return new AuctionSold(highest.Bidder, price, closedAt);
    }

    /// <inheritdoc/>
    public Verdict Retract(Auction auction, RetractBid command, bool knownBid) =>
        auction.Retracted.ContainsKey(command.Bid) ? Verdict.No(Refusal.BidRetracted)
        : auction.Sealed.Contains(command.Bid)
            ? Verdict.Yes(new BidRetracted(command.Bid, command.Reason, null, null, auction.Settings.OpeningBid, auction.Sealed.Count - 1, null))
        : Verdict.No(Refusal.BidNotFound, "No bid that counts has this id; one that its bidder has replaced no longer does.");

    /// <inheritdoc/>
    public IEnumerable<StandingBid> Standing(Auction auction) => auction.Sealed.NewestFirst();

    /// <inheritdoc/>
    public Amount? OwedBy(Auction auction, string bidderId) =>
        auction.Result is not { } result ? auction.Sealed.Of(bidderId)?.Amount : result.Winner.Id == bidderId ? result.Amount : null;

    /// <inheritdoc/>
    public IEnumerable<string> Exposed(Auction auction) => auction.Result is { } result ? [result.Winner.Id] : auction.Sealed.NewestFirst().Select(b => b.Bidder.Id);

    /// <inheritdoc/>
    public Verdict Complete(Auction auction, Verdict verdict, DateTimeOffset now) =>
        verdict.Event is AuctionReopened && auction.Sealed.Count > 0
            ? Verdict.No(Refusal.NotPossible, "Its bids were opened at the close: nobody could bid sealed any more.")
            : verdict;

    private static Amount Largest(params ReadOnlySpan<Amount> amounts)
    {
        var largest = amounts[0];
        foreach (var amount in amounts)
            if (amount > largest) largest = amount;
        return largest;
    }
}
