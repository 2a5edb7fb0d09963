using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Taking back the last act of the room. Of a closed auction that is the hammer, or the passing; of one that runs its newest standing bid, whatever was
/// said or given since (warnings, time, a pause). Asked again it goes one act further back, as an auctioneer expects of it.
/// </summary>
internal static class UndoRule
{
    /// <summary>Answers it.</summary>
    /// <param name="auction">The auction.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">UTC instant the auction took it up.</param>
    /// <param name="house">The house's own terms.</param>
    /// <param name="tooLate">Why the hammer can no longer be taken back; null where it can.</param>
    public static Verdict Decide(Auction auction, UndoLast command, DateTimeOffset now, HouseRules house, string? tooLate)
    {
        return auction.Status switch
        {
            AuctionStatus.Sold or AuctionStatus.Unsold when tooLate is not null => Verdict.No(Refusal.NothingToUndo, tooLate),
            // What everybody has read cannot be hidden again.
            AuctionStatus.Sold or AuctionStatus.Unsold when auction.Settings.IsSealed() && auction.BidCount > 0 =>
                Verdict.No(Refusal.NothingToUndo, "The sealed bids have been opened."),
            AuctionStatus.Sold or AuctionStatus.Unsold => AuctionRules.TakeHammerBack(auction, new AuctionReopened(ClosesAt(auction, now, house), command.Reason) { Undo = true }, command.Origin),
            AuctionStatus.Open or AuctionStatus.Paused => AuctionRules.Of(auction.Settings.Format).Standing(auction).FirstOrDefault() is { } bid
                ? AuctionRules.Of(auction.Settings.Format).Retract(auction, new RetractBid(bid.Sequence, command.Reason ?? "undo") { Origin = command.Origin }, knownBid: false).AsUndo()
                : Verdict.No(Refusal.NothingToUndo, "No bid stands."),
            AuctionStatus.Settled => Verdict.No(Refusal.NothingToUndo, "It is settled."),
            AuctionStatus.Cancelled => Verdict.No(Refusal.NothingToUndo, "It was cancelled, which is final."),
            _ => Verdict.No(Refusal.NothingToUndo, "It has not opened."),
        };
    }

    // What the clock still showed, so that nobody loses time by a slip of the gavel; at least a closing window, so that the room can answer.
    private static DateTimeOffset? ClosesAt(Auction auction, DateTimeOffset now, HouseRules house)
    {
        var (settings, window) = (auction.Settings, house.WindowOf(auction.Settings));
        var hadClock = auction.Unspent is not null || (settings.ClosesAt ?? (object?)settings.Duration) is not null && !(settings.StartsOnFirstBid && auction.BidCount == (auction.Purchase is null ? 0 : 1));
        return hadClock ? now + (auction.Unspent > window ? auction.Unspent.Value : window) : null;
    }
}
