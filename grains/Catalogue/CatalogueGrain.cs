using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Catalogue;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Catalogue;

/// <summary>Lists auctions: ids from the catalogue, which every commit keeps, and each auction's own word for how it stands.</summary>
[StatelessWorker, Reentrant]
internal sealed class CatalogueGrain(ICatalogue catalogue) : Grain, ICatalogueGrain
{
    public async Task<CataloguePage> List(AuctionStatus? status, string? saleId, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var ids = await catalogue.Ids(CatalogueLists.Name(status, saleId), after, limit + 1);
        var views = await Task.WhenAll(ids.Take(limit).Select(id => GrainFactory.GetGrain<IAuctionGrain>(id).View()));
        // A view may be newer than the list: an auction that has just left this status is left out, so that a filter never lies.
        AuctionView[] shown = [.. views.OfType<AuctionView>().Where(v => (status is null || v.Status == status) && (saleId is null || v.Settings.SaleId == saleId))];
        return new CataloguePage(shown, ids.Count > limit ? ids[limit - 1] : null);
    }
}
