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
    [GenerateSerializer, Immutable, Alias("sothebais.auction-answer.refused")]
    public sealed record Refused(
        [property: Id(0)] Refusal Reason, [property: Id(1)] AuctionStatus? Status = null, [property: Id(2)] Currency? Currency = null,
        [property: Id(3)] Amount? MinimumBid = null, [property: Id(4)] string? Detail = null) : AuctionAnswer;
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
}

/// <summary>What a bidder gets for a bid that was taken.</summary>
/// <param name="Bid">The bid's sequence, which makes its id.</param>
/// <param name="Leading">Whether the bid leads (it may not, once the house bids for others).</param>
/// <param name="Currency">The currency of the amounts.</param>
/// <param name="Amount">What was bid.</param>
/// <param name="Price">The price after it.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written.</param>
/// <param name="Leader">Who leads after it.</param>
/// <param name="ReserveMet">Whether the price has reached the reserve; null where there is none.</param>
/// <param name="ClosesAt">UTC instant of the hammer after it; null where the auctioneer closes.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bid-receipt")]
public sealed record BidReceipt(
    [property: Id(0)] long Bid, [property: Id(1)] bool Leading, [property: Id(2)] Currency Currency, [property: Id(3)] Amount Amount,
    [property: Id(4)] Amount Price, [property: Id(5)] Amount? MinimumBid, [property: Id(6)] Bidder Leader, [property: Id(7)] bool? ReserveMet,
    [property: Id(8)] DateTimeOffset? ClosesAt);
