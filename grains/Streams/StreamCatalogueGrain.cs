using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Streams;

/// <summary>Lists streams: ids from the catalogue, which every commit keeps, and each stream's own word for how it stands.</summary>
[StatelessWorker, Reentrant]
internal sealed class StreamCatalogueGrain(ICatalogue catalogue) : Grain, IStreamCatalogueGrain
{
    public async Task<StreamPage> List(bool onlyPublic, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var ids = await catalogue.Ids(onlyPublic ? StreamLists.Public : StreamLists.All, after, limit + 1);
        var views = await Task.WhenAll(ids.Take(limit).Select(id => GrainFactory.GetGrain<IStreamGrain>(id).View()));
        // A view may be newer than the list: a stream that has just become private is left out, so that nobody sees it here.
        return new StreamPage([.. views.OfType<StreamView>().Where(v => !onlyPublic || v.Settings.Access == Access.Public)], ids.Count > limit ? ids[limit - 1] : null);
    }

    public async Task<bool> IsUsed(string assetId) => (await catalogue.Ids(StreamLists.OfAsset(assetId), null, 1)).Count > 0;
}
