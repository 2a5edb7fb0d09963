using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>What an auction says to a command.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.auction-answer")]
public abstract record AuctionAnswer
{
    /// <summary>Done, and durable.</summary>
    /// <param name="View">The auction as this command left it.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.auction-answer.done")]
    public sealed record Done([property: Id(0)] AuctionView View) : AuctionAnswer;

    /// <summary>The bid was taken, and is durable.</summary>
    /// <param name="Receipt">What the bidder gets.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.auction-answer.bid-taken")]
    public sealed record BidTaken([property: Id(0)] BidReceipt Receipt) : AuctionAnswer;

    /// <summary>Not done, and nothing changed.</summary>
    /// <param name="Reason">The first reason that holds.</param>
    /// <param name="Status">The auction's status; null where there is none.</param>
    /// <param name="Currency">The auction's currency; null where there is no auction.</param>
    /// <param name="MinimumBid">The least bid at that moment, where one could bid at all.</param>
    /// <param name="Detail">What more helps; null is nothing.</param>
    /// <param name="LateBy">How long after the close it reached the auction; null where that is not why.</param>
    /// <param name="Available">What is left of the bidder's limit; null where that is not why.</param>
    /// <param name="SpendingLimit">The bidder's limit; null where that is not why.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.auction-answer.refused")]
    public sealed record Refused(
        [property: Id(0)] Refusal Reason, [property: Id(1)] AuctionStatus? Status = null, [property: Id(2)] Currency? Currency = null,
        [property: Id(3)] Amount? MinimumBid = null, [property: Id(4)] string? Detail = null, [property: Id(5)] TimeSpan? LateBy = null,
        [property: Id(6)] Amount? Available = null, [property: Id(7)] Amount? SpendingLimit = null) : AuctionAnswer;

    /// <summary>Of a bid among several: it may or may not have been taken, and asking again with the same key tells. What held it up does not hold up the others.</summary>
    [GenerateSerializer, Immutable, Alias("sothebais.auction-answer.unknown")]
    public sealed record Unknown : AuctionAnswer;
}

/// <summary>Why something was refused. Numbered for the wire; a number is never reused.</summary>
public enum Refusal
{
    /// <summary>There is no such auction.</summary>
    AuctionNotFound = 1,

    /// <summary>There is one of that id already.</summary>
    AuctionExists = 2,

    /// <summary>The same key came before with another body.</summary>
    KeyReused = 3,

    /// <summary>The auction is not in a state in which this can be done.</summary>
    WrongStatus = 4,

    /// <summary>The auction takes no bids now.</summary>
    AuctionNotOpen = 5,

    /// <summary>The amount has more decimals than the currency, is zero, or is out of range.</summary>
    InvalidAmount = 6,

    /// <summary>The next bid was asked for by the one who leads already.</summary>
    AlreadyLeading = 7,

    /// <summary>The amount is below the minimum bid.</summary>
    BidTooLow = 8,

    /// <summary>The minimum bid is over the limit that came with the request.</summary>
    OverLimit = 9,

    /// <summary>There is no such bid.</summary>
    BidNotFound = 10,

    /// <summary>The bid was taken back before.</summary>
    BidRetracted = 11,

    /// <summary>Too many bids were taken back in a row to know who stands below them.</summary>
    RetractionTooDeep = 12,

    /// <summary>Somebody else changed it since the caller read it.</summary>
    Conflict = 13,

    /// <summary>The settings do not allow it: no opening time, a closing time in the past, no clock to extend.</summary>
    NotPossible = 14,

    /// <summary>The price is so high that no larger bid can be written in 128 bits.</summary>
    PriceCeiling = 15,

    /// <summary>The auction takes approved bidders only, and this one is not.</summary>
    BidderNotApproved = 16,

    /// <summary>The house has blocked the bidder.</summary>
    BidderBlocked = 17,

    /// <summary>The bid would take the bidder over their spending limit.</summary>
    LimitExceeded = 18,

    /// <summary>The auction's format takes no bids of this kind.</summary>
    NotOffered = 19,

    /// <summary>The leader's new maximum is not above the one they have.</summary>
    MaximumNotRaised = 20,

    /// <summary>Fewer of the edition are left than were asked for.</summary>
    QuantityNotLeft = 21,

    /// <summary>Bidding has reached the buy-now price, or there was none.</summary>
    BuyNowWithdrawn = 22,

    /// <summary>There is no act that could be taken back.</summary>
    NothingToUndo = 23,

    /// <summary>A sealed auction holds as many bidders' bids as it takes.</summary>
    TooManyBidders = 24,
}

/// <summary>What a bidder gets for a bid that was taken.</summary>
/// <param name="Bid">The bid's sequence, which makes its id.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Currency">The currency of the amounts.</param>
/// <param name="Amount">What was bid; in a Dutch auction the price at which it took.</param>
/// <param name="Price">The price after it; in a sealed auction, where there is none yet, the bidder's own amount, which a gateway leaves out.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written, and where nothing is left.</param>
/// <param name="Leader">Who leads after it; in a sealed auction, where nobody knows, the bidder, whom a gateway leaves out.</param>
/// <param name="ReserveMet">Whether the price has reached the reserve; null where there is none.</param>
/// <param name="ClosesAt">UTC instant of the hammer after it; null where the auctioneer closes.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bid-receipt")]
public sealed record BidReceipt(
    [property: Id(0)] long Bid, [property: Id(1)] BidOutcome Outcome, [property: Id(2)] Currency Currency, [property: Id(3)] Amount Amount,
    [property: Id(4)] Amount Price, [property: Id(5)] Amount? MinimumBid, [property: Id(6)] Bidder Leader, [property: Id(7)] bool? ReserveMet,
    [property: Id(8)] DateTimeOffset? ClosesAt)
{
    /// <summary>How long after the close the bid reached the auction, having been received before; null where it came in time.</summary>
    [Id(9)] public TimeSpan? Grace { get; init; }
}

/// <summary>What became of a bid that was taken.</summary>
public enum BidOutcome
{
    /// <summary>It leads.</summary>
    Leading = 1,

    /// <summary>Somebody else's maximum was higher.</summary>
    Outbid = 2,

    /// <summary>It is in, and nobody knows yet.</summary>
    Sealed = 3,

    /// <summary>It won at once.</summary>
    Won = 4,
}
