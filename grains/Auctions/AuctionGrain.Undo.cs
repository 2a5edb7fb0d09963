using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>What must be known of others before the hammer is taken back.</summary>
internal sealed partial class AuctionGrain
{
    /// <summary>Why the hammer can no longer be taken back: in a sale, because the next lot has opened. Null where it can, and where there is none.</summary>
    private async Task<string?> WhyHammerStands() =>
        _auction is { Status: AuctionStatus.Sold or AuctionStatus.Unsold, Settings.SaleId: { } sale } && !await MayReopen(sale) ? "The next lot of the sale has opened." : null;

    /// <summary>Whether the sale is still at this lot.</summary>
    private static Task<bool> MayReopen(string sale)
    {
        _ = sale; // sales do not know yet which lot they are at
        return Task.FromResult(true);
    }
}
