using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Bidders;

/// <summary>Lists from the catalogue, which every commit keeps, and each account's and auction's own word for how it stands. A page costs a page.</summary>
[StatelessWorker, Reentrant]
internal sealed class BidderDirectoryGrain(ICatalogue catalogue) : Grain, IBidderDirectoryGrain
{
    public async Task<BidderPage> List(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var ids = await catalogue.Ids(BidderLists.All, after, limit + 1);
        var views = await Task.WhenAll(ids.Take(limit).Select(id => GrainFactory.GetGrain<IBidderGrain>(id).View()));
        return new BidderPage([.. views.OfType<BidderView>()], ids.Count > limit ? ids[limit - 1] : null);
    }

    public async Task<OwnBidPage> Bids(string bidderId, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var entries = await catalogue.Ids(BidderLists.Bids(bidderId), after, limit + 1, descending: true);
        var places = entries.Take(limit).Select(BidderLists.Read).ToArray();
        var auctions = places.Select(p => p.AuctionId).Distinct().ToArray();
        var pages = await Task.WhenAll(auctions.Select(id => GrainFactory.GetGrain<IAuctionHistoryGrain>(id).BidsAt([.. places.Where(p => p.AuctionId == id).Select(p => p.Sequence)])));
        var bids = new Dictionary<(string, long), OwnBid>();
        for (var i = 0; i < auctions.Length; i++)
            foreach (var bid in pages[i]?.Bids ?? []) bids.Add((auctions[i], bid.Placed.Sequence), new OwnBid(auctions[i], pages[i]!.Currency, bid) { Hidden = pages[i]!.Hidden });
        return new OwnBidPage([.. places.Where(bids.ContainsKey).Select(p => bids[p])], entries.Count > limit ? entries[limit - 1] : null);
    }

    public async Task<WonPage> Won(string bidderId, string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        var entries = await catalogue.Ids(BidderLists.Won(bidderId), after, limit + 1, descending: true);
        var views = await Task.WhenAll(entries.Take(limit).Select(e => GrainFactory.GetGrain<IAuctionGrain>(BidderLists.Read(e).AuctionId).View()));
        // A view may be newer than the list: an auction that was reopened meanwhile is left out.
        return new WonPage([.. views.OfType<AuctionView>().Where(v => v.Result is not null)], entries.Count > limit ? entries[limit - 1] : null);
    }
}
