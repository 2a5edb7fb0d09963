using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Auctions;

/// <summary>A lot tells its sale. Nobody waits for it, and it may be lost: the sale looks by itself, too.</summary>
internal sealed partial class AuctionGrain
{
    private void TellSale(IReadOnlyList<AuctionEvent> events)
    {
        if (_durable!.Settings.SaleId is not { } sale) return;
        foreach (var happened in events)
        {
            if (happened is not (AuctionOpened or AuctionPaused or AuctionResumed or AuctionSold or AuctionUnsold or AuctionCancelled or AuctionReopened)) continue;
            GrainFactory.GetGrain<ISaleGrain>(sale).Heard(Id).Ignore();
            return; // it looks for itself: once is enough
        }
    }
}
