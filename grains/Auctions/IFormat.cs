using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>How a price is found. Pure: the events it gives have no sequence, instant or origin yet.</summary>
internal interface IFormat
{
    /// <summary>Answers a bid on an auction that takes bids.</summary>
    /// <param name="auction">The auction: open, and not due to close.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="terms">Its amounts in the auction's currency.</param>
    /// <param name="now">UTC instant the auction took it up.</param>
    Verdict Decide(Auction auction, PlaceBid bid, BidTerms terms, DateTimeOffset now);

    /// <summary>What the hammer makes of an auction that runs: sold or unsold.</summary>
    /// <param name="auction">The auction.</param>
    /// <param name="closedAt">UTC instant as of which it closes.</param>
    AuctionEvent Close(Auction auction, DateTimeOffset closedAt);

    /// <summary>Takes a bid back, on an auction that runs.</summary>
    /// <param name="auction">The auction.</param>
    /// <param name="command">Which bid, and why.</param>
    /// <param name="knownBid">Whether the log holds that bid, where the state no longer does.</param>
    Verdict Retract(Auction auction, RetractBid command, bool knownBid);
}
