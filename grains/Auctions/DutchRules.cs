using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The rules of a Dutch auction: the price falls with time, and who takes pays what the clock shows. The clock stands in a pause, after the close and
/// in an outage; at the instant at which it would fall below the reserve the lot is withdrawn.
/// </summary>
internal sealed class DutchRules : IFormat
{
    public static readonly DutchRules Instance = new();

    private DutchRules() { }

    /// <inheritdoc/>
    public Verdict Decide(Auction auction, PlaceBid bid, BidTerms terms, DateTimeOffset now)
    {
        if (bid.Maximum is not null) return Verdict.No(Refusal.NotOffered, "A Dutch auction has no bidding up to a maximum: bid an amount or next.");
        if (bid.BuyNow) return Verdict.No(Refusal.NotOffered, "A Dutch auction has no buy-now price: next takes at the price that the clock shows.");
        var price = Shown(auction, now);
        if (terms.Limit < price) return Verdict.No(Refusal.OverLimit) with { MinimumBid = price };
        if (terms.Amount < price) return Verdict.No(Refusal.BidTooLow) with { MinimumBid = price };
        if (bid.Quantity > auction.QuantityLeft)
            return Verdict.No(Refusal.QuantityNotLeft, auction.QuantityLeft == 1 ? "1 is left." : $"{auction.QuantityLeft} are left.") with { MinimumBid = price };

        var left = auction.QuantityLeft - bid.Quantity;
        // Nobody pays more than the clock shows, whatever they would have paid.
        var placed = new BidPlaced(bid.Bidder, price, price, left > 0 ? price : null, auction.BidCount + 1, null, auction.ClosesAt) { Quantity = bid.Quantity, QuantityLeft = left };
        return left > 0 ? Verdict.Yes(placed) : Verdict.Yes(placed, Sold(auction.Settings, auction.Takes.With(auction.TakeOf(placed with { Sequence = auction.Sequence + 1 })), now));
    }

    /// <inheritdoc/>
    public AuctionEvent Close(Auction auction, DateTimeOffset closedAt)
    {
        if (auction.Takes.Quantity > 0) return Sold(auction.Settings, auction.Takes, closedAt);
        var reason = auction.Fall?.WithdrawnAt(auction.Settings) <= closedAt ? UnsoldReason.ReserveNotMet : UnsoldReason.NoBids;
        return new AuctionUnsold(closedAt, reason) { Price = Shown(auction, closedAt) };
    }

    /// <inheritdoc/>
    public Verdict Retract(Auction auction, RetractBid command, bool knownBid) =>
        auction.Retracted.ContainsKey(command.Bid) ? Verdict.No(Refusal.BidRetracted)
        : auction.Takes.Contains(command.Bid) ? Verdict.Yes(GivenBack(auction, command.Bid, command.Reason))
        : Verdict.No(Refusal.BidNotFound);

    /// <inheritdoc/>
    public IEnumerable<StandingBid> Standing(Auction auction) => auction.Takes.InOrder.Reverse().Select(t => t.Bid);

    /// <inheritdoc/>
    public bool BidsAreFinal => true;

    /// <inheritdoc/>
    public Amount? OwedBy(Auction auction, string bidderId) => auction.Takes.OwedBy(bidderId);

    /// <inheritdoc/>
    public IEnumerable<string> Exposed(Auction auction) => auction.Takes.InOrder.Select(t => t.Bid.Bidder.Id).Distinct();

    /// <inheritdoc/>
    public TimeSpan? TimeAgain(AuctionSettings settings, HouseRules house) => settings is { ClosesAt: null, Duration: null } ? null : house.ClosingWindow; // its clock had no close before, or one that no bid moves

    /// <inheritdoc/>
    public Verdict Complete(Auction auction, Verdict verdict, DateTimeOffset now) => verdict.Event switch
    {
        AuctionOpened e => Verdict.Yes(e with { FallingSince = e.OpensAt }),
        AuctionPaused e => Verdict.Yes(e with { Price = Shown(auction, now) }),
        AuctionResumed e => Verdict.Yes(e with { FallingSince = now - auction.Fall!.Stood }),
        AuctionCancelled e when auction.Fall is not null => Verdict.Yes(e with { Price = Shown(auction, now) }),
        // Passed: what was taken before is sold all the same.
        AuctionUnsold { Price: null } e => Verdict.Yes(auction.Takes.Quantity > 0 ? Sold(auction.Settings, auction.Takes, now) : e with { Price = Shown(auction, now) }),
        BidRetracted e => Verdict.Yes(At(e, Shown(auction, now))),
        AuctionReopened e => Reopen(auction, e, now),
        _ => verdict,
    };

    /// <summary>Makes an outage good: the clock, and the close with it, stood still while nobody could take.</summary>
    /// <returns>The event; null where it was no longer than the house's moment, or has been made good before.</returns>
    public AuctionExtended? MakeGood(Auction auction, Outage outage, DateTimeOffset now, HouseRules house)
    {
        if (auction is not { Status: AuctionStatus.Open, Fall.Since: { } since } || outage.From < auction.OutageMadeGood) return null;
        // An event of the auction is a sign of life as good as the house's own.
        var from = outage.From > auction.At ? outage.From : auction.At;
        if (outage.To - from <= house.OutageMoment || from >= auction.Deadline) return null;
        return new AuctionExtended(auction.ClosesAt + (now - from), auction.Extensions, ExtensionReason.Outage, Outage: outage) { FallingSince = since + (now - from) };
    }

    // What sold the last piece was a take and the hammer in one: who takes the hammer back takes that back, too.
    private static Verdict Reopen(Auction auction, AuctionReopened reopened, DateTimeOffset now)
    {
        var stood = auction.Fall!.Stood;
        // Withdrawn for its reserve, it gets the last price above it once more: there is no other at which it may be sold.
        if (auction.Settings is { Reserve: { } reserve, Dutch: { } clock } && clock.FallsBelow(reserve) is { } end && stood >= end)
            stood = end > clock.Every ? end - clock.Every : TimeSpan.Zero;
        reopened = reopened with { FallingSince = now - stood };
        if (auction.QuantityLeft > 0) return Verdict.Yes(reopened);
        var last = auction.Takes.InOrder[^1].Bid;
        return Verdict.Yes(reopened, At(GivenBack(auction, last.Sequence, reopened.Reason ?? "The hammer was taken back."), last.Amount) with { Undo = reopened.Undo });
    }

    private static BidRetracted GivenBack(Auction auction, long bid, string reason)
    {
        var takes = auction.Takes.Without(bid);
        return new BidRetracted(bid, reason, null, null, null, takes.InOrder.Count, null) { QuantityLeft = auction.Settings.Quantity - takes.Quantity };
    }

    private static BidRetracted At(BidRetracted given, Amount price) => given with { Price = price, MinimumBid = price };

    private static AuctionSold Sold(AuctionSettings settings, Takes takes, DateTimeOffset closedAt)
    {
        var first = takes.InOrder[0].Bid;
        return new AuctionSold(first.Bidder, first.Amount, closedAt)
        {
            Awards = settings.Quantity == 1 ? null : [.. takes.InOrder.Select(t => new Award(t.Bid.Sequence, t.Bid.Bidder, t.Bid.Amount, t.Quantity))],
        };
    }

    // Past its close the clock stands: what was received before and comes by grace is taken at its last price.
    private static Amount Shown(Auction auction, DateTimeOffset instant) => auction.Fall!.ShownAt(instant > auction.Deadline ? auction.Deadline.Value : instant, auction.Settings);
}
