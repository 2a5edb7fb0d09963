using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The rules of an English auction: ascending open bids, the highest wins when the hammer falls. A bidder names an amount, asks for the next bid, or
/// leaves a maximum up to which the house bids for them; see <see cref="EnglishPrice"/> for the price that follows. Every bid but a leader's exceeds
/// the price by an increment, and no bidder but the leader goes farther than the price: so a new bid is judged by the price and by how far the
/// leader goes, and costs the same however many bids there are.
/// </summary>
internal sealed class EnglishRules : IFormat
{
    public static readonly EnglishRules Instance = new();

    private EnglishRules() { }

    /// <inheritdoc/>
    public Verdict Decide(Auction auction, PlaceBid bid, BidTerms terms, DateTimeOffset now)
    {
        if (bid.Quantity != 1) return Verdict.No(Refusal.NotOffered, "There is one of this lot.");
        if (bid.BuyNow) return Buy(auction, bid, now);
        if (auction.MinimumBid is not { } minimum) return Verdict.No(Refusal.PriceCeiling);
        var leads = auction.Leader?.Id == bid.Bidder.Id;
        if (bid.AsksForNext)
        {
            if (leads) return Verdict.No(Refusal.AlreadyLeading); // raising oneself must be meant
            if (terms.Limit < minimum) return Verdict.No(Refusal.OverLimit);
        }
        if (leads && terms.Maximum is { } raised) return Raise(auction, bid, raised, now);
        var ceiling = terms.Maximum ?? terms.Amount ?? minimum;
        return ceiling < minimum ? Verdict.No(Refusal.BidTooLow)
            : !leads && ceiling <= auction.Standing.Top?.Ceiling ? Answered(auction, bid, terms.Maximum, ceiling, now)
            : Lead(auction, bid, terms.Maximum, ceiling, leads, now);
    }

    /// <inheritdoc/>
    public AuctionEvent Close(Auction auction, DateTimeOffset closedAt) =>
        auction is { Leader: { } leader, Price: { } price } && auction.ReserveMet != false
            ? new AuctionSold(leader, price, closedAt)
            : new AuctionUnsold(closedAt, auction.Leader is null ? UnsoldReason.NoBids : UnsoldReason.ReserveNotMet);

    /// <inheritdoc/>
    public Verdict Retract(Auction auction, RetractBid command, bool knownBid)
    {
        if (auction.Retracted.ContainsKey(command.Bid)) return Verdict.No(Refusal.BidRetracted);
        var bid = auction.Standing.Find(command.Bid);
        if (bid is null && !knownBid) return Verdict.No(Refusal.BidNotFound);
        var count = auction.BidCount - (bid is { Silent: true } ? 0 : 1); // the room never counted it
        if (bid is null) // too far below to be kept: nothing rests on it
            return Verdict.Yes(new BidRetracted(command.Bid, command.Reason, auction.Leader, auction.Price, auction.MinimumBid, count, auction.ReserveMet) { BuyNow = auction.BuyNow });
        var settings = auction.Settings;
        if (EnglishPrice.Of(settings, auction.Standing.Without(command.Bid)) is not { } now) return Verdict.No(Refusal.RetractionTooDeep);
        return Verdict.Yes(new BidRetracted(
            command.Bid, command.Reason, now.Leader, now.Price, now.Price is { } price ? settings.Increments.MinimumOver(price) : settings.OpeningBid, count, Meets(settings, now.Price))
        {
            BuyNow = Offer(settings, now.Price),
        });
    }

    /// <inheritdoc/>
    public IEnumerable<StandingBid> Standing(Auction auction) => auction.Standing.NewestFirst();

    /// <inheritdoc/>
    public IEnumerable<StandingBid> Ranking(Auction auction) =>
        auction.Standing.NewestFirst().Where(b => !b.Silent).GroupBy(b => b.Bidder.Id).Select(bids => bids.MaxBy(b => b.Amount)!)
            // The house may have bid the leader up to the price since they bid themselves.
            .Select(b => b.Bidder.Id == auction.Leader?.Id && auction.Price > b.Amount ? b with { Amount = auction.Price.Value } : b)
            .OrderByDescending(b => b.Amount).ThenBy(b => b.Sequence);

    /// <inheritdoc/>
    public Amount? OwedBy(Auction auction, string bidderId) =>
        auction.Result is { } result ? (result.Winner.Id == bidderId ? result.Amount : null)
        : auction.Leader?.Id == bidderId ? auction.Standing.Top!.Ceiling // all that they offered
        : null;

    /// <inheritdoc/>
    public IEnumerable<string> Exposed(Auction auction) => (auction.Result?.Winner ?? auction.Leader) is { } owing ? [owing.Id] : [];

    /// <summary>The leader's maximum goes as far as the bid or farther: the house answers for them, and of equal ones the earlier leads.</summary>
    private static Verdict Answered(Auction auction, PlaceBid bid, Amount? maximum, Amount ceiling, DateTimeOffset now)
    {
        var price = EnglishPrice.Over(auction.Settings.Increments, ceiling, auction.Standing.Top!.Ceiling);
        var placed = Placed(auction, bid, ceiling, maximum, price, auction.Leader, now);
        return WithSoftClose(auction, placed, now, new ProxyRaised(auction.Leader!, price, placed.MinimumBid, placed.ReserveMet));
    }

    /// <summary>The bid leads: at what it named, or for a maximum at what it takes.</summary>
    private static Verdict Lead(Auction auction, PlaceBid bid, Amount? maximum, Amount ceiling, bool leads, DateTimeOffset now)
    {
        var settings = auction.Settings;
        var price = maximum is null ? ceiling
            : auction.Standing.Top is { } top && !leads ? EnglishPrice.Over(settings.Increments, top.Ceiling, ceiling)
            : settings.OpeningBid;
        price = WithReserve(settings, price, ceiling);
        return WithSoftClose(auction, Placed(auction, bid, price, maximum, price, leader: null, now), now);
    }

    /// <summary>A leader's new maximum: nobody hears of it, unless it meets the reserve.</summary>
    private static Verdict Raise(Auction auction, PlaceBid bid, Amount maximum, DateTimeOffset now)
    {
        if (maximum <= auction.Standing.Top!.Ceiling) return Verdict.No(Refusal.MaximumNotRaised);
        var price = WithReserve(auction.Settings, auction.Price!.Value, maximum);
        return price > auction.Price
            ? WithSoftClose(auction, Placed(auction, bid, price, maximum, price, leader: null, now), now)
            : Verdict.Yes(new MaximumRaised(bid.Bidder, maximum) { Price = price, MinimumBid = auction.MinimumBid, ReserveMet = auction.ReserveMet, ClosesAt = auction.ClosesAt });
    }

    /// <summary>The lot is bought at once, whatever maxima others have left: the offer stood until bidding reached it.</summary>
    private static Verdict Buy(Auction auction, PlaceBid bid, DateTimeOffset now) =>
        auction.BuyNow is { } price
            // No clock starts with it, of which anything would be left were the hammer taken back.
            ? Verdict.Yes(Placed(auction, bid, price, null, price, leader: null, now) with { ClosesAt = auction.ClosesAt }, new AuctionSold(bid.Bidder, price, now))
            : Verdict.No(Refusal.BuyNowWithdrawn);

    private static BidPlaced Placed(Auction auction, PlaceBid bid, Amount amount, Amount? maximum, Amount price, Bidder? leader, DateTimeOffset now)
    {
        var settings = auction.Settings;
        var closesAt = auction.ClosesAt ?? (settings.StartsOnFirstBid ? now + settings.Duration : null);
        return new BidPlaced(bid.Bidder, amount, price, settings.Increments.MinimumOver(price), auction.BidCount + 1, Meets(settings, price), closesAt)
        {
            Maximum = maximum,
            Leader = leader,
            BuyNow = Offer(settings, price),
        };
    }

    private static Verdict WithSoftClose(Auction auction, BidPlaced placed, DateTimeOffset now, ProxyRaised? answer = null) =>
        (answer, SoftCloseRule.After(auction, placed.ClosesAt, now)) switch
        {
            (null, null) => Verdict.Yes(placed),
            (null, { } moved) => Verdict.Yes(placed, moved),
            ({ } raised, null) => Verdict.Yes(placed, raised),
            ({ } raised, { } moved) => Verdict.Yes(placed, raised, moved),
        };

    private static Amount WithReserve(AuctionSettings settings, Amount price, Amount ceiling) =>
        settings.Reserve is { } reserve && reserve <= ceiling && reserve > price ? reserve : price;

    private static bool? Meets(AuctionSettings settings, Amount? price) => settings.Reserve is { } reserve ? price is { } at && at >= reserve : null;

    /// <summary>Buying at once: until the price reaches it, and again where a retraction brings the price below.</summary>
    private static Amount? Offer(AuctionSettings settings, Amount? price) => price is null || price < settings.BuyNow ? settings.BuyNow : null;
}
