using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bidders;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Gateways.AuctionManager.Bidders;

/// <summary>What bidders' accounts say, in public: the one place where their refusals become codes and problem details.</summary>
internal static class BidderAnswers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(BidderAnswer.Refused no) => no.Reason switch
    {
        BidderRefusal.NotFound => NotFound(),
        BidderRefusal.Exists => Problem.Of(409, "bidder-exists", "The house knows this bidder already.", "Change the account in place of registering it."),
        BidderRefusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request.", "Use a new key for a new request."),
        BidderRefusal.Conflict => Problem.Of(409, "conflict", "Somebody else changed it meanwhile.", "Read it again, and then change it."),
        BidderRefusal.HandleTaken => Problem.Of(409, "handle-taken", "The handle is another bidder's.", $"{no.Handle!.Name} on {no.Handle.Platform} belongs to somebody else.",
            ("platform", no.Handle.Platform), ("handle", no.Handle.Name)),
        BidderRefusal.AlreadyApproved => Problem.Of(409, "already-approved", "The bidder is approved already.", "There is nothing to do."),
        BidderRefusal.AlreadyBlocked => Problem.Of(409, "already-blocked", "The bidder is blocked already.", "Unblock first to block for another reason."),
        BidderRefusal.NotBlocked => Problem.Of(409, "not-blocked", "The bidder is not blocked.", "There is nothing to do."),
        _ => throw new InvalidOperationException($"No answer for {no.Reason}."),
    };

    /// <summary>The problem for somebody the house does not know.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "bidder-not-found", "The house does not know this bidder.", "Register them first.");

    /// <summary>An account.</summary>
    /// <param name="view">The account.</param>
    /// <param name="forAdmin">Whether an admin reads it: the bidder is not told why they are blocked.</param>
    public static PublicAccount Account(BidderView view, bool forAdmin) => new()
    {
        Id = view.Id,
        Name = view.Profile.Name,
        Wallet = view.Profile.Wallet,
        Handles = [.. view.Profile.Handles.Select(h => new PublicHandle(h.Platform, h.Name))],
        Approved = view.Approved,
        Blocked = view.BlockReason is not null,
        BlockReason = forAdmin ? view.BlockReason : null,
        Limits = ByCode(view.Limits),
        Exposure = view.Exposure is null ? null : ByCode(view.Exposure),
        RegisteredAt = view.RegisteredAt,
        ChangedAt = view.ChangedAt,
    };

    /// <summary>A bid in its bidder's own history.</summary>
    public static PublicOwnBid Bid(OwnBid own, bool forThemselves)
    {
        var (placed, retracted) = (own.Bid.Placed, own.Bid.Retracted);
        return new PublicOwnBid(
            own.AuctionId, AuctionEventId.Of(own.AuctionId, placed.Sequence), placed.Sequence, own.Hidden && !forThemselves ? null : own.Currency.Format(placed.Amount),
            placed.Maximum is { } maximum ? own.Currency.Format(maximum) : null, own.Currency.Code, placed.At, retracted is null ? "placed" : "retracted", retracted?.Reason);
    }

    /// <summary>What somebody won in an auction: one lot, or at each price so many of an edition.</summary>
    public static IEnumerable<PublicWonLot> Won(AuctionView auction, string bidderId)
    {
        var result = auction.Result!;
        Award[] awards = result.Awards ?? [new Award(0, result.Winner, result.Amount, 1)];
        return awards.Where(a => a.Bidder.Id == bidderId).Select(a => new PublicWonLot(
            auction.Id, auction.Settings.Title, auction.Settings.SaleId, auction.Settings.Currency.Format(a.Amount), a.Quantity, auction.Settings.Currency.Code, result.ClosedAt,
            auction.Status == AuctionStatus.Settled ? "settled" : "sold"));
    }

    private static SortedDictionary<string, string> ByCode(SpendingLimit[] limits) =>
        new(limits.ToDictionary(l => l.Currency.Code, l => l.Currency.Format(l.Amount)), StringComparer.Ordinal);
}
