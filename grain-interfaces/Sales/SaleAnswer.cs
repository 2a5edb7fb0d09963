using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>What a sale says to a command.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-answer")]
public abstract record SaleAnswer
{
    /// <summary>Done, and durable.</summary>
    /// <param name="View">The sale as this command left it; for a repetition that comes late, as it is now.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.sale-answer.done")]
    public sealed record Done([property: Id(0)] SaleView View) : SaleAnswer;

    /// <summary>The bidder has a paddle, and that is durable.</summary>
    /// <param name="Paddle">Its number.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.sale-answer.paddle")]
    public sealed record HasPaddle([property: Id(0)] int Paddle) : SaleAnswer;

    /// <summary>Not done.</summary>
    /// <param name="Reason">The first reason that holds.</param>
    /// <param name="Status">The sale's status; null where there is no sale.</param>
    /// <param name="AuctionId">The lot that it is about; null is none.</param>
    /// <param name="Lot">Where the lot's auction refused: why.</param>
    /// <param name="LotStatus">The status of the lot's auction, where that helps.</param>
    /// <param name="Detail">What more helps; null is nothing.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.sale-answer.refused")]
    public sealed record Refused(
        [property: Id(0)] SaleRefusal Reason, [property: Id(1)] SaleStatus? Status = null, [property: Id(2)] string? AuctionId = null, [property: Id(3)] Refusal? Lot = null,
        [property: Id(4)] AuctionStatus? LotStatus = null, [property: Id(5)] string? Detail = null) : SaleAnswer;
}

/// <summary>Why a sale refused something. Numbered for the wire; a number is never reused.</summary>
public enum SaleRefusal
{
    /// <summary>There is no such sale.</summary>
    SaleNotFound = 1,

    /// <summary>There is one of that id already.</summary>
    SaleExists = 2,

    /// <summary>The same key came before with another body.</summary>
    KeyReused = 3,

    /// <summary>The sale is not in a state in which this can be done.</summary>
    WrongStatus = 4,

    /// <summary>Somebody else changed it since the caller read it.</summary>
    Conflict = 5,

    /// <summary>The sale's mode does not know this.</summary>
    WrongMode = 6,

    /// <summary>The settings do not allow it.</summary>
    NotPossible = 7,

    /// <summary>A lot is still open.</summary>
    LotOpen = 8,

    /// <summary>No lot is open.</summary>
    NoLotOpen = 9,

    /// <summary>Every lot has had its turn.</summary>
    NoLotLeft = 10,

    /// <summary>There is no hammer and no pass to take back.</summary>
    NothingToUndo = 11,

    /// <summary>Another lot has opened since: what is done is done.</summary>
    NextLotOpened = 12,

    /// <summary>The lot's auction refused.</summary>
    LotRefused = 13,

    /// <summary>There is no such auction.</summary>
    LotNotFound = 14,

    /// <summary>The auction is no draft.</summary>
    LotNotDraft = 15,

    /// <summary>The auction has another currency.</summary>
    LotCurrency = 16,

    /// <summary>The auction is a lot of another sale.</summary>
    LotOfAnotherSale = 17,

    /// <summary>The auction is a lot of this sale already.</summary>
    LotAlreadyThere = 18,

    /// <summary>A sale has 1,000 lots at most.</summary>
    TooManyLots = 19,

    /// <summary>An import is at work.</summary>
    ImportUnderWay = 20,

    /// <summary>Somebody else has that paddle.</summary>
    PaddleTaken = 21,

    /// <summary>The bidder has another paddle already.</summary>
    PaddleHeld = 22,

    /// <summary>10,000 paddles were given out.</summary>
    NoPaddleLeft = 23,

    /// <summary>The new order is not one of this sale's lots, or moves a lot whose turn has come.</summary>
    WrongOrder = 24,
}
