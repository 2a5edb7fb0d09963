using System.Text;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions;

/// <summary>Reads an auction's log beside the auction: what is committed, from where the caller is.</summary>
[StatelessWorker, Reentrant]
internal sealed class AuctionHistoryGrain(IEventLog log) : Grain, IAuctionHistoryGrain
{
    private const int Page = 1_000;

    private Currency? _currency;

    private string Entity => AuctionEventJson.EntityOf(this.GetPrimaryKeyString());

    public async Task<EventBatch?> Read(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        if (await Currency() is not { } currency) return null;
        return new EventBatch(this.GetPrimaryKeyString(), currency, [.. (await Events(after, limit)).Take(limit)]);
    }

    public async Task<BidPage?> Bids(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        if (await Currency() is not { } currency) return null;
        var bids = new List<BidPlaced>();
        for (var events = await Events(after, Page); events.Count > 0 && bids.Count <= limit; events = await Events(after, Page))
        {
            bids.AddRange(events.OfType<BidPlaced>());
            after = events[^1].Sequence;
        }
        return new BidPage(currency, await Newest(bids[..Math.Min(bids.Count, limit)]), bids.Count > limit);
    }

    public async Task<BidPage?> BidsAt(long[] sequences)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequences.Length, Math.Clamp(sequences.Length, 1, 500));
        if (await Currency() is not { } currency) return null;
        var found = await Task.WhenAll(sequences.Select(async s => (await Events(s - 1, 1)).Find(e => e.Sequence == s) as BidPlaced));
        return new BidPage(currency, await Newest([.. found.OfType<BidPlaced>()]), More: false);
    }

    public async Task<AuditEntry[]?> Audit(long after, string chain, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        if (await Currency() is null) return null;
        var entries = new List<AuditEntry>();
        foreach (var commit in await log.Read(Entity, after, limit))
        {
            var sequence = commit.First;
            foreach (var json in commit.Events)
            {
                chain = HashChain.After(chain, json);
                var last = sequence == commit.First + commit.Events.Count - 1;
                entries.Add(new AuditEntry(sequence++, Encoding.UTF8.GetString(json), chain, last ? chain == commit.Hash : null));
            }
        }
        return [.. entries];
    }

    /// <summary>The bids with what became of each.</summary>
    private async Task<HistoricBid[]> Newest(List<BidPlaced> bids)
    {
        var retractions = await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).Retractions();
        var newest = new HistoricBid[bids.Count];
        for (var i = 0; i < newest.Length; i++)
            newest[i] = new HistoricBid(bids[i], retractions.TryGetValue(bids[i].Sequence, out var at) ? (await Events(at - 1, 1))[0] as BidRetracted : null);
        return newest;
    }

    private async Task<List<AuctionEvent>> Events(long after, int limit) =>
        [.. (await log.Read(Entity, after, limit)).SelectMany(c => c.Events).Select(e => AuctionEventJson.Read(e)).Where(e => e.Sequence > after)];

    // The currency never changes once bids can be there; a draft's may, so it is only kept after that.
    private async Task<Currency?> Currency()
    {
        if (_currency is not null) return _currency;
        var first = await Events(0, 1);
        if (first.Count == 0)
        {
            DeactivateOnIdle();
            return null;
        }
        var view = await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).View();
        if (view is { Status: not (AuctionStatus.Draft or AuctionStatus.Scheduled) }) _currency = view.Settings.Currency;
        return view?.Settings.Currency;
    }
}
