using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// What bidders may have to pay in an auction, which is what counts against a spending limit. While it runs: as leader of an English auction their ceiling; in the
/// other formats what they have bid or taken. Once sold: what they have won, until it is settled. Elsewhere nothing. Pure.
/// </summary>
internal static class ExposureRules
{
    /// <summary>What a bidder may have to pay.</summary>
    public static Amount ExposureOf(this Auction auction, string bidderId) => auction.Status switch
    {
        AuctionStatus.Open or AuctionStatus.Paused => auction.Leader?.Id == bidderId ? auction.Price!.Value : Amount.Zero,
        AuctionStatus.Sold when auction.Result is { Awards: { } awards } => Sum(awards.Where(a => a.Bidder.Id == bidderId)),
        AuctionStatus.Sold => auction.Result?.Winner.Id == bidderId ? auction.Result.Amount : Amount.Zero,
        _ => Amount.Zero,
    };

    /// <summary>Those who may have to pay something, each once.</summary>
    public static IEnumerable<string> Exposed(this Auction auction) => auction.Status switch
    {
        AuctionStatus.Open or AuctionStatus.Paused => auction.Leader is { } leader ? [leader.Id] : [],
        AuctionStatus.Sold when auction.Result is { Awards: { } awards } => awards.Select(a => a.Bidder.Id).Distinct(),
        AuctionStatus.Sold => auction.Result is { } result ? [result.Winner.Id] : [],
        _ => [],
    };

    /// <summary>Whether it takes bids, or will again: a bidder's terms matter in it.</summary>
    public static bool Runs(this Auction auction) => auction.Status is AuctionStatus.Open or AuctionStatus.Paused;

    private static Amount Sum(IEnumerable<Award> awards)
    {
        UInt128 sum = 0;
        foreach (var award in awards) sum = UInt128.MaxValue / (uint)award.Quantity < award.Amount.Units || UInt128.MaxValue - sum < award.Amount.Units * (uint)award.Quantity
            ? UInt128.MaxValue
            : sum + award.Amount.Units * (uint)award.Quantity;
        return new Amount(sum);
    }
}
