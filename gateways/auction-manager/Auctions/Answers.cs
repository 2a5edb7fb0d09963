using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Problems;
using Microsoft.AspNetCore.Mvc;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>The one place where refusals become codes and problem details.</summary>
internal static class Answers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(AuctionAnswer.Refused no) => no.Reason switch
    {
        Refusal.AuctionNotFound => NotFound(),
        Refusal.AuctionExists => Problem.Of(409, "auction-exists", "There is an auction of that id already.", null, ("status", no.Status)),
        Refusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request."),
        Refusal.WrongStatus => Problem.Of(409, "wrong-status", "The auction is not in a state in which this can be done.", $"It is {Word(no)}.", ("status", no.Status)),
        Refusal.AuctionNotOpen => Problem.Of(409, "auction-not-open", "The auction takes no bids now.", $"It is {Word(no)}.", ("status", no.Status)),
        Refusal.InvalidAmount => Problem.Of(422, "invalid-amount", "The amount is malformed.",
            no.Currency is { } c ? $"An amount is a decimal string of more than zero with at most {c.Decimals} decimals ({c.Code})." : null),
        Refusal.AlreadyLeading => Problem.Of(409, "already-leading", "You lead already.", "Name an amount to raise your own bid.", Minimum(no)),
        Refusal.BidTooLow => Problem.Of(409, "bid-too-low", "The bid is below the minimum.", null, Minimum(no)),
        Refusal.OverLimit => Problem.Of(409, "over-limit", "The minimum bid is over the limit.", null, Minimum(no)),
        Refusal.BidNotFound => Problem.Of(404, "bid-not-found", "There is no such bid."),
        Refusal.BidRetracted => Problem.Of(409, "bid-retracted", "The bid was taken back before."),
        Refusal.RetractionTooDeep => Problem.Of(409, "retraction-too-deep", "Too many bids were taken back in a row.", "At most 256 bids can be taken back from the top down."),
        Refusal.Conflict => Problem.Of(409, "conflict", "Somebody else changed it meanwhile.", "Read it again, and then change it."),
        Refusal.NotPossible => Problem.Of(409, "not-possible", "The auction's settings do not allow this.", no.Detail, ("status", no.Status)),
        Refusal.PriceCeiling => Problem.Of(409, "price-ceiling", "The price is so high that no larger bid can be written."),
        _ => throw new InvalidOperationException($"No answer for {no.Reason}."),
    };

    /// <summary>The problem for an id that is not there, or is none.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "auction-not-found", "There is no such auction.");

    private static (string, object?) Minimum(AuctionAnswer.Refused no) => ("minimumBid", no.Currency!.FormatOrNull(no.MinimumBid));

    private static string Word(AuctionAnswer.Refused no) => no.Status!.Value.ToString().ToLowerInvariant();
}
