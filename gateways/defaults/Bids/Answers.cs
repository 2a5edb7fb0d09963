using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>The one place where refusals become codes and problem details.</summary>
public static class Answers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(AuctionAnswer.Refused no) => no.Reason switch
    {
        Refusal.AuctionNotFound => NotFound(),
        Refusal.AuctionExists => Problem.Of(409, "auction-exists", "There is an auction of that id already.", "Choose another id, or leave it out and take the house's.", Status(no)),
        Refusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request.", "Use a new key for a new request."),
        Refusal.WrongStatus => Problem.Of(409, "wrong-status", "The auction is not in a state in which this can be done.", $"It is {Word(no)}.", Status(no)),
        Refusal.AuctionNotOpen when no.LateBy is { } late => Problem.Of(409, "auction-not-open", "The bid came after the close.",
            $"It came {Milliseconds(late)} ms after the close.", Status(no), ("lateBy", Milliseconds(late))),
        Refusal.AuctionNotOpen => Problem.Of(409, "auction-not-open", "The auction takes no bids now.", $"It is {Word(no)}.", Status(no)),
        Refusal.InvalidAmount => Problem.Of(422, "invalid-amount", "The amount is malformed.",
            no.Currency is { } c ? $"An amount is a decimal string of more than zero with at most {c.Decimals} decimals ({c.Code})." : null),
        Refusal.AlreadyLeading => Problem.Of(409, "already-leading", "You lead already.", "Name an amount to raise your own bid.", Minimum(no)),
        Refusal.BidTooLow => Problem.Of(409, "bid-too-low", "The bid is below the minimum.", no.Detail ?? $"The minimum bid is {no.Currency!.FormatOrNull(no.MinimumBid)} {no.Currency!.Code}.", Minimum(no)),
        Refusal.OverLimit => Problem.Of(409, "over-limit", "The minimum bid is over the limit.", $"The minimum bid is {no.Currency!.FormatOrNull(no.MinimumBid)} {no.Currency!.Code}.", Minimum(no)),
        Refusal.BidNotFound => Problem.Of(404, "bid-not-found", "There is no such bid.", no.Detail ?? "A bid's id is the auction's id, a hyphen and the bid's sequence."),
        Refusal.BidRetracted => Problem.Of(409, "bid-retracted", "The bid was taken back before.", "It cannot be taken back twice."),
        Refusal.RetractionTooDeep => Problem.Of(409, "retraction-too-deep", "Too many bids were taken back in a row.", "At most 256 bids can be taken back from the top down."),
        Refusal.Conflict => Problem.Of(409, "conflict", "Something else happened meanwhile.", "Read it again, and then decide."),
        Refusal.NotPossible => Problem.Of(409, "not-possible", "The auction's settings do not allow this.", no.Detail, Status(no)),
        Refusal.PriceCeiling => Problem.Of(409, "price-ceiling", "The price is so high that no larger bid can be written.", "Amounts have 128 bits of base units."),
        Refusal.BidderNotApproved => Problem.Of(403, "bidder-not-approved", "The house has not approved this bidder.", "This auction takes approved bidders only."),
        Refusal.BidderBlocked => Problem.Of(403, "bidder-blocked", "The house has blocked this bidder.", "A blocked bidder cannot bid."),
        Refusal.LimitExceeded => Problem.Of(409, "limit-exceeded", "The bid is over what is left of the spending limit.", $"{no.Currency!.FormatOrNull(no.Available)} {no.Currency!.Code} are left.",
            ("limit", no.Currency!.FormatOrNull(no.SpendingLimit)), ("available", no.Currency!.FormatOrNull(no.Available))),
        Refusal.NotOffered => Problem.Of(422, "not-offered", "This auction takes no bids of this kind.", no.Detail),
        Refusal.MaximumNotRaised => Problem.Of(409, "maximum-not-raised", "The maximum is not above the one in force.", "A leader may raise their maximum, and not lower it."),
        Refusal.QuantityNotLeft => Problem.Of(409, "quantity-not-left", "Fewer are left than were asked for.", no.Detail, Minimum(no)),
        Refusal.BuyNowWithdrawn => Problem.Of(409, "buy-now-withdrawn", "The lot can no longer be bought at once.", "Bidding has reached that price, or it was never offered.", Minimum(no)),
        Refusal.NothingToUndo => Problem.Of(409, "nothing-to-undo", "There is nothing to take back.", no.Detail ?? "Nothing was done yet.", Status(no)),
        Refusal.TooManyBidders => Problem.Of(409, "too-many-bidders", "This sealed auction takes no more bidders.", no.Detail),
        _ => throw new InvalidOperationException($"No answer for {no.Reason}."),
    };

    /// <summary>The problem for looking into a sealed auction before it is opened.</summary>
    public static ProblemDetails Sealed(AuctionStatus status) => Problem.Of(
        409, "auction-sealed", "The bids of this auction are sealed.", "Nobody sees them before the close; afterwards the whole log can be read.", ("auctionStatus", status));

    /// <summary>The problem for an id that is not there, or is none.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "auction-not-found", "There is no such auction.", "No auction has this id.");

    /// <summary>A delay in whole milliseconds, rounded up: late is late.</summary>
    public static long Milliseconds(TimeSpan late) => (late.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    // "status" itself is the HTTP status in RFC 9457: the auction's goes beside it.
    private static (string, object?) Status(AuctionAnswer.Refused no) => ("auctionStatus", no.Status);

    private static (string, object?) Minimum(AuctionAnswer.Refused no) => ("minimumBid", no.Currency!.FormatOrNull(no.MinimumBid));

    private static string Word(AuctionAnswer.Refused no) => no.Status!.Value.ToString().ToLowerInvariant();
}
