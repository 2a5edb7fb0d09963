using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>An auction; its key is the auction's id. Every answer rests on what is durable.</summary>
[Alias("sothebais.IAuctionGrain")]
public interface IAuctionGrain : IGrainWithStringKey
{
    /// <summary>Carries out a command, or says why not.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have happened: ask again with the same key.</exception>
    [Alias("Execute")]
    Task<AuctionAnswer> Execute(AuctionCommand command);

    /// <summary>Takes up several bids in their order. Like that many calls of <see cref="Execute"/>, at the cost of one.</summary>
    /// <returns>One answer a bid, in their order.</returns>
    /// <exception cref="OutcomeUnknownException">They may or may not have happened: ask again with the same keys.</exception>
    [Alias("PlaceBids")]
    Task<AuctionAnswer[]> PlaceBids(PlaceBid[] bids);

    /// <summary>Decides a bid without bidding: what would happen now.</summary>
    [Alias("Preview")]
    Task<AuctionAnswer> Preview(PlaceBid bid);

    /// <summary>The auction as it stands; null where there is none of that id.</summary>
    [Alias("View")]
    Task<AuctionView?> View();

    /// <summary>The same for viewers, with its leaderboard; null where there is none of that id.</summary>
    [Alias("Show")]
    Task<AuctionView?> Show();

    /// <summary>Says that somebody watches: new events go out on the auction's channel for a while.</summary>
    /// <returns>The newest committed sequence; 0 where there is no such auction.</returns>
    [Alias("Follow")]
    Task<long> Follow();

    /// <summary>Which bids were taken back: their sequences, each with that of its retraction.</summary>
    [Alias("Retractions")]
    Task<IReadOnlyDictionary<long, long>> Retractions();

    /// <summary>Which of some bids of a sealed auction still count: not taken back, not replaced by a newer one of the same bidder.</summary>
    /// <param name="bids">Their sequences, 500 at most.</param>
    /// <returns>One answer a bid, in their order.</returns>
    [Alias("Counting")]
    Task<bool[]> Counting(long[] bids);

    /// <summary>Completes when the refused bids that were noted so far are recorded. They are anyway, within moments; a reader of the record may not want to wait.</summary>
    [Alias("RecordAttempts")]
    Task RecordAttempts();

    /// <summary>The newest bids that came after the close, 20 at most, as long as the auction stays where it runs: for the moment after the hammer. The record keeps them all.</summary>
    [Alias("LateBids")]
    Task<LateBid[]> LateBids();

    /// <summary>Looks whether an outage near the close has to be made good. Asked by the silo when it could take no bids for a while.</summary>
    [Alias("Recover")]
    Task Recover();

    /// <summary>Lets happen what is due, and sets or clears its alarm. Asked by silos where an auction is overdue: whatever ran its clock is gone.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>
    /// Tells of a bidder's new terms; the account does so before it answers whoever changed them. From the answer on they are in force here. A block takes all
    /// bids of theirs back that stand in a running auction, each by an event of its own: the price is recomputed, the next one leads, and the house bids for
    /// the blocked one no longer. What they have won stands.
    /// </summary>
    /// <param name="bidderId">Whose terms.</param>
    /// <param name="terms">The terms; older ones than those known here change nothing.</param>
    /// <param name="by">Who changed them.</param>
    /// <returns>What the bidder may have to pay here under the new terms.</returns>
    /// <exception cref="OutcomeUnknownException">They may or may not be in force: ask again.</exception>
    [Alias("TermsChanged")]
    Task<ExposureReport> TermsChanged(string bidderId, BidderTerms terms, Origin by);

    /// <summary>What a bidder may have to pay here, when everything is durable that was decided, and the tickets that were asked about are over, if they are soon.</summary>
    /// <param name="bidderId">Who.</param>
    /// <param name="tickets">The tickets of theirs that the account holds for this auction.</param>
    /// <returns>The report; among its ended tickets are all of the given ones that are over.</returns>
    [Alias("Exposure")]
    Task<ExposureReport> Exposure(string bidderId, Guid[] tickets);
}
