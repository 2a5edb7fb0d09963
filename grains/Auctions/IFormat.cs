using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>How a price is found, and all that differs by it. Pure: the events it gives have no sequence, instant or origin yet.</summary>
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

    /// <summary>The bids that stand and are still kept, newest first: an undo takes back the first of them.</summary>
    IEnumerable<StandingBid> Standing(Auction auction);

    /// <summary>Whether a bid, once taken, is won: it is not taken back because its bidder was blocked, or has no limit left.</summary>
    bool BidsAreFinal => false;

    /// <summary>The bidders by their highest bids, the leader first, with what is hidden still in it; empty where the room knows no ranks.</summary>
    IEnumerable<StandingBid> Ranking(Auction auction) => [];

    /// <summary>What a bidder may come to pay as it stands; null where nothing. Asked of an auction that runs, or is sold and not settled.</summary>
    Amount? OwedBy(Auction auction, string bidderId);

    /// <summary>Those who may come to pay something, each once. Asked of the same auctions.</summary>
    IEnumerable<string> Exposed(Auction auction);

    /// <summary>How long a reopened auction runs where nobody says; null is without a close.</summary>
    TimeSpan? TimeAgain(AuctionSettings settings, HouseRules house) => settings.Extension?.By ?? house.ClosingWindow;

    /// <summary>Makes an outage good.</summary>
    /// <returns>The event; null where the outage does not touch the auction, or has been made good before.</returns>
    AuctionExtended? MakeGood(Auction auction, Outage outage, DateTimeOffset now, HouseRules house) => OutageRule.WindowAgain(auction, outage, now, house);

    /// <summary>What the format makes of an act of the auction's life: it may add to the event, let others follow from it, or refuse it.</summary>
    /// <param name="auction">The auction before it.</param>
    /// <param name="verdict">What the life of an auction makes of it: an event, or a refusal that stays one.</param>
    /// <param name="now">UTC instant of the act.</param>
    Verdict Complete(Auction auction, Verdict verdict, DateTimeOffset now) => verdict;
}
