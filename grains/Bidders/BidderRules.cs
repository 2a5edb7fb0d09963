using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Grains.Bidders;

/// <summary>The rules of a bidder's account. Pure and total: account, command and instant in, verdict out; the first reason that holds is the one given.</summary>
internal static class BidderRules
{
    /// <summary>Answers a command.</summary>
    /// <param name="account">The account; null is somebody the house does not know.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">UTC instant the account took it up.</param>
    public static BidderVerdict Decide(BidderAccount? account, BidderCommand command, DateTimeOffset now) => (account, command) switch
    {
        (null, RegisterBidder c) => Yes(null, new BidderRegistered(c.Profile), command, now),
        (null, _) => BidderVerdict.No(BidderRefusal.NotFound),
        (_, RegisterBidder) => BidderVerdict.No(BidderRefusal.Exists),
        ({ } at, ChangeBidder c) when c.Expected != at.Sequence => BidderVerdict.No(BidderRefusal.Conflict),
        ({ } at, ChangeBidder c) => Yes(at, new BidderChanged(c.Profile), command, now),
        ({ Approved: true }, ApproveBidder) => BidderVerdict.No(BidderRefusal.AlreadyApproved),
        ({ } at, ApproveBidder) => Yes(at, new BidderApproved(), command, now),
        ({ BlockReason: not null }, BlockBidder) => BidderVerdict.No(BidderRefusal.AlreadyBlocked),
        ({ } at, BlockBidder c) => Yes(at, new BidderBlocked(c.Reason), command, now),
        ({ BlockReason: null }, UnblockBidder) => BidderVerdict.No(BidderRefusal.NotBlocked),
        ({ } at, UnblockBidder) => Yes(at, new BidderUnblocked(), command, now),
        ({ } at, SetLimits c) => Yes(at, new LimitsSet(c.Limits), command, now),
        _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
    };

    // A clock that is set back reorders nothing.
    private static BidderVerdict Yes(BidderAccount? account, BidderEvent happened, BidderCommand command, DateTimeOffset now) => BidderVerdict.Yes(happened with
    {
        Sequence = (account?.Sequence ?? 0) + 1,
        At = account?.At > now ? account.At : now,
        Origin = command.Origin,
    });
}

/// <summary>What the rules say: an event to commit, or the first reason why not.</summary>
internal readonly record struct BidderVerdict(BidderEvent? Event, BidderRefusal Refusal)
{
    public static BidderVerdict Yes(BidderEvent happened) => new(happened, default);

    public static BidderVerdict No(BidderRefusal reason) => new(null, reason);
}
