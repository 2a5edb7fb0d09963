using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>What bidders may have to pay in an auction, which is what counts against a spending limit. Pure.</summary>
internal static class ExposureRules
{
    /// <summary>What a bidder may have to pay; zero is nothing.</summary>
    public static Amount OwedBy(this Auction auction, string bidderId) => auction.ExposureOf(bidderId) ?? Amount.Zero;

    /// <summary>Those who may have to pay something, each once.</summary>
    public static IEnumerable<string> Exposed(this Auction auction) => (auction.Settings.Format, auction.Status) switch
    {
        (AuctionFormat.Dutch, AuctionStatus.Open or AuctionStatus.Paused or AuctionStatus.Sold) => auction.Takes.InOrder.Select(t => t.Bid.Bidder.Id).Distinct(),
        (AuctionFormat.English, AuctionStatus.Open or AuctionStatus.Paused) => auction.Leader is { } leader ? [leader.Id] : [],
        (_, AuctionStatus.Open or AuctionStatus.Paused) => auction.Sealed.NewestFirst().Select(b => b.Bidder.Id),
        (_, AuctionStatus.Sold) => auction.Result is { } result ? [result.Winner.Id] : [],
        _ => [],
    };

    /// <summary>Whether it takes bids, or will again: a bidder's terms matter in it.</summary>
    public static bool Runs(this Auction auction) => auction.Status is AuctionStatus.Open or AuctionStatus.Paused;
}
