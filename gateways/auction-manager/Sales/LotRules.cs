using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Bids;
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

    /// <summary>Whether a change would take a lot out of its sale, or out of the sale's currency, behind the sale's back.</summary>
    /// <param name="lot">The auction as it is.</param>
    /// <param name="changed">Its settings as they would be.</param>
    /// <param name="grains">Where sales are found.</param>
    /// <returns>The problem; null where it would not.</returns>
    public static async Task<ProblemDetails?> LeavesItsSale(AuctionView lot, AuctionSettings changed, IGrainFactory grains) =>
        lot.Settings.SaleId is { } saleId && (changed.SaleId != saleId || changed.Currency != lot.Settings.Currency) &&
        await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(saleId).View()) is { } sale && sale.Lots.Any(l => l.AuctionId == lot.Id)
            ? Answers.Of(new AuctionAnswer.Refused(Refusal.NotPossible, lot.Status, Detail: $"It is a lot of the sale {saleId}: it keeps its sale, and the sale's currency."))
            : null;
}
