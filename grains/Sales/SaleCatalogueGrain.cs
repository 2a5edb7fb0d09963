using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Sales;

/// <summary>Lists sales: ids from the catalogue, which every commit keeps, and each sale's own word for how it stands.</summary>
[StatelessWorker, Reentrant]
internal sealed class SaleCatalogueGrain(ICatalogue catalogue) : Grain, ISaleCatalogueGrain
{
    public async Task<SalePage> List(SaleStatus? status, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var ids = await catalogue.Ids(SaleLists.Name(status), after, limit + 1);
        var views = await Task.WhenAll(ids.Take(limit).Select(id => GrainFactory.GetGrain<ISaleGrain>(id).Summary()));
        // A view may be newer than the list: a sale that has just left this status is left out, so that a filter never lies.
        return new SalePage([.. views.OfType<SaleView>().Where(v => status is null || v.Status == status)], ids.Count > limit ? ids[limit - 1] : null);
    }
}
