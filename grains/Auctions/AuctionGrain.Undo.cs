using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Auctions;

/// <summary>What must be known of others before the hammer is taken back.</summary>
internal sealed partial class AuctionGrain
{
    /// <summary>Why the hammer can no longer be taken back: in a sale, because the next lot has opened. Null where it can, and where there is none.</summary>
    private async Task<string?> WhyHammerStands() =>
        _auction is { Status: AuctionStatus.Sold or AuctionStatus.Unsold, Settings.SaleId: { } sale } && !await GrainFactory.GetGrain<ISaleGrain>(sale).MayReopen(Id)
            ? "The next lot of the sale has opened."
            : null;
}
