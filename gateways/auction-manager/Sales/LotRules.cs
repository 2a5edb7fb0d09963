using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>What being a lot of a sale means for an auction that is driven by itself.</summary>
internal static class LotRules
{
    /// <summary>
    /// Whether an auction's sale has gone on since it closed, so that its hammer stays where it fell. Asked before the auction is: should its sale open the
    /// next lot at that very moment, the auction reopens beside it, and the sale waits for both.
    /// </summary>
    /// <returns>The problem; null where the auction may take bids again.</returns>
    public static async Task<ProblemDetails?> HasGoneOn(string auctionId, IGrainFactory grains) =>
        await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(auctionId).View()) is { Settings.SaleId: { } saleId } &&
        !await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(saleId).MayReopen(auctionId))
            ? SaleAnswers.NextLotOpened(auctionId)
            : null;
}
