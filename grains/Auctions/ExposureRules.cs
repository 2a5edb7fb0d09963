using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>What bidders may have to pay in an auction, which is what counts against a spending limit. Pure.</summary>
internal static class ExposureRules
{
    /// <summary>What a bidder may have to pay as it stands, a winner until it is settled; null where nothing.</summary>
    public static Amount? ExposureOf(this Auction auction, string bidderId) => MayCost(auction) ? AuctionRules.Of(auction.Settings.Format).OwedBy(auction, bidderId) : null;

    /// <summary>The same; zero is nothing.</summary>
    public static Amount OwedBy(this Auction auction, string bidderId) => auction.ExposureOf(bidderId) ?? Amount.Zero;

    /// <summary>Those who may have to pay something, each once.</summary>
    public static IEnumerable<string> Exposed(this Auction auction) => MayCost(auction) ? AuctionRules.Of(auction.Settings.Format).Exposed(auction) : [];

    /// <summary>Whether it takes bids, or will again: a bidder's terms matter in it.</summary>
    public static bool Runs(this Auction auction) => auction.Status is AuctionStatus.Open or AuctionStatus.Paused;

    private static bool MayCost(Auction auction) => auction.Runs() || auction.Status == AuctionStatus.Sold;
}
