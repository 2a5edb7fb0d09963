using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>The one place where a sale's refusals become codes and problem details.</summary>
internal static class SaleAnswers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(SaleAnswer.Refused no) => no.Reason switch
    {
        SaleRefusal.SaleNotFound => NotFound(),
        SaleRefusal.SaleExists => Problem.Of(409, "sale-exists", "There is a sale of that id already.", "Choose another id, or leave it out and take the house's.", Status(no)),
        SaleRefusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request.", "Use a new key for a new request."),
        SaleRefusal.WrongStatus => Problem.Of(409, "wrong-status", "The sale is not in a state in which this can be done.", $"It is {Word(no.Status)}.", Status(no)),
        SaleRefusal.Conflict => Problem.Of(409, "conflict", "Somebody else changed it meanwhile.", "Read it again, and then change it."),
        SaleRefusal.WrongMode => Problem.Of(409, "wrong-mode", "The lots of a timed sale open and close by the clock.", "Drive a single lot at /auctions, or pause the sale.", Status(no)),
        SaleRefusal.NotPossible => Problem.Of(409, "not-possible", "The sale's settings do not allow this.", no.Detail, Status(no)),
        SaleRefusal.LotOpen => Problem.Of(409, "lot-open", "A lot is still open.", $"{no.AuctionId} is open: hammer it or pass on it first.", Lot(no)),
        SaleRefusal.NoLotOpen => Problem.Of(409, "no-lot-open", "No lot is open.", "Open the next one first."),
        SaleRefusal.NoLotLeft => Problem.Of(409, "no-lot-left", "Every lot has had its turn.", "Close the sale, or add lots."),
        SaleRefusal.NothingToUndo => Problem.Of(409, "nothing-to-undo", "There is nothing to take back.", "No lot of this sale was hammered or passed."),
        SaleRefusal.NextLotOpened => NextLotOpened(no.AuctionId),
        SaleRefusal.LotRefused => Problem.Of(409, "lot-refused", "The lot could not do this.", LotSays(no), Lot(no), ("lotCode", no.Lot.ToString()), ("lotStatus", no.LotStatus)),
        SaleRefusal.LotNotFound => Problem.Of(409, "lot-not-found", "There is no such auction.", $"No auction has the id {no.AuctionId}.", Lot(no)),
        SaleRefusal.LotNotDraft => Problem.Of(409, "lot-not-draft", "Only drafts become lots.", $"{no.AuctionId} is a draft no longer.", Lot(no)),
        SaleRefusal.LotCurrency => Problem.Of(409, "lot-currency", "The lots of a sale have its currency.", $"{no.AuctionId} has another.", Lot(no)),
        SaleRefusal.LotOfAnotherSale => Problem.Of(409, "lot-of-another-sale", "The auction is a lot of another sale.", $"{no.AuctionId} cannot be in two sales.", Lot(no)),
        SaleRefusal.LotAlreadyThere => Problem.Of(409, "lot-already-there", "The auction is a lot of this sale already.", $"{no.AuctionId} cannot be in it twice.", Lot(no)),
        SaleRefusal.TooManyLots => Problem.Of(409, "too-many-lots", "A sale has 1,000 lots at most.", no.Detail),
        SaleRefusal.ImportUnderWay => Problem.Of(409, "import-under-way", "An import is at work.", "Wait until the sale's importing is 0."),
        SaleRefusal.PaddleTaken => Problem.Of(409, "paddle-taken", "Somebody else has that paddle.", "Ask for another number, or for none and take the lowest free one."),
        SaleRefusal.PaddleHeld => Problem.Of(409, "paddle-held", "The bidder has another paddle already.", no.Detail),
        SaleRefusal.NoPaddleLeft => Problem.Of(409, "no-paddle-left", "A sale gives out 10,000 paddles at most.", "No more can be given out."),
        SaleRefusal.WrongOrder => Problem.Of(409, "wrong-order", "The lots cannot be put into this order.", no.Detail, Lot(no)),
        _ => throw new InvalidOperationException($"No answer for {no.Reason}."),
    };

    /// <summary>The problem for an id that is not there, or is none.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "sale-not-found", "There is no such sale.", "No sale has this id.");

    /// <summary>The problem for a hammer that can no longer be taken back.</summary>
    public static ProblemDetails NextLotOpened(string? auctionId) => Problem.Of(409, "next-lot-opened", "The sale has gone on.",
        "A hammer or pass can be taken back until the next lot opens or the sale ends.", ("lot", auctionId));

    // "status" itself is the HTTP status in RFC 9457: the sale's goes beside it.
    private static (string, object?) Status(SaleAnswer.Refused no) => ("saleStatus", no.Status);

    private static (string, object?) Lot(SaleAnswer.Refused no) => ("lot", no.AuctionId);

    private static string LotSays(SaleAnswer.Refused no) =>
        $"{no.AuctionId}{(no.LotStatus is { } status ? $" is {Word(status)}" : "")}: {Answers.Of(new AuctionAnswer.Refused(no.Lot!.Value, no.LotStatus, Detail: no.Detail)).Title}{(no.Detail is null ? "" : $" {no.Detail}")}";

    private static string Word<T>(T status) => status?.ToString()?.ToLowerInvariant() ?? "not there";
}
