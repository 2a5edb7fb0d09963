using System.Text;
using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions;

/// <summary>Reads an auction's log beside the auction: what is committed, from where the caller is.</summary>
[StatelessWorker, Reentrant]
internal sealed partial class AuctionHistoryGrain(IEventLog log, IAttemptLog attempts, TimeProvider clock) : Grain, IAuctionHistoryGrain
{
    private const int Page = 1_000;

    private AuctionSettings? _settings;

    private string Entity => AuctionEventJson.EntityOf(this.GetPrimaryKeyString());

    public async Task<EventBatch?> Read(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        if (await Settings() is not { Currency: var currency }) return null;
        var (events, hashes) = (new List<AuctionEvent>(limit), new List<string?>(limit));
        foreach (var commit in await log.Read(Entity, after, limit))
        {
            for (var i = 0; i < commit.Events.Count && events.Count < limit; i++)
            {
                if (commit.First + i <= after) continue;
                events.Add(AuctionEventJson.Read(commit.Events[i]));
                hashes.Add(i == commit.Events.Count - 1 ? commit.Hash : null);
            }
        }
        return new EventBatch(this.GetPrimaryKeyString(), currency, [.. events]) { Hashes = [.. hashes] };
    }

    public async Task<BidPage?> Bids(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 500));
        if (await Settings() is not { } settings) return null;
        var auction = GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString());
        var bids = new List<BidPlaced>();
        for (var events = await Events(after, Page); events.Count > 0 && bids.Count <= limit; events = await Events(after, Page))
        {
            bids.AddRange(events.OfType<BidPlaced>());
            after = events[^1].Sequence;
        }
        var page = await Newest(settings, bids[..Math.Min(bids.Count, limit)]);
        return new BidPage(settings.Currency, page, bids.Count > limit) { Hidden = await AreHidden(settings) };
    }

    public async Task<BidPage?> BidsAt(long[] sequences)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequences.Length, Math.Clamp(sequences.Length, 1, 500));
        if (await Settings() is not { } settings) return null;
        var found = await Task.WhenAll(sequences.Select(async s => (await Events(s - 1, 1)).Find(e => e.Sequence == s) as BidPlaced));
        return new BidPage(settings.Currency, await Newest(settings, [.. found.OfType<BidPlaced>()]), More: false) { Hidden = await AreHidden(settings) };
    }

    public async Task<AuditEntry[]?> Audit(long after, string chain, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        if (await Settings() is null) return null;
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
    private async Task<HistoricBid[]> Newest(AuctionSettings settings, List<BidPlaced> bids)
    {
        var auction = GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString());
        var retractions = await auction.Retractions();
        var newest = new HistoricBid[bids.Count];
        for (var i = 0; i < newest.Length; i++)
            newest[i] = new HistoricBid(bids[i], retractions.TryGetValue(bids[i].Sequence, out var at) ? (await Events(at - 1, 1))[0] as BidRetracted : null);
        if (!settings.IsSealed()) return newest;
        var counting = await auction.Counting([.. bids.Select(b => b.Sequence)]);
        for (var i = 0; i < newest.Length; i++) newest[i] = newest[i] with { Replaced = !counting[i] && newest[i].Retracted is null };
        return newest;
    }

    private async Task<bool> AreHidden(AuctionSettings settings) => settings.IsSealed() &&
        await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).View() is not { Status: AuctionStatus.Sold or AuctionStatus.Unsold or AuctionStatus.Settled };

    private async Task<List<AuctionEvent>> Events(long after, int limit) =>
        [.. (await log.Read(Entity, after, limit)).SelectMany(c => c.Events).Select(e => AuctionEventJson.Read(e)).Where(e => e.Sequence > after)];

    // The settings never change once bids can be there; a draft's may, so they are only kept after that.
    private async Task<AuctionSettings?> Settings()
    {
        if (_settings is not null) return _settings;
        var first = await Events(0, 1);
        if (first.Count == 0)
        {
            DeactivateOnIdle();
            return null;
        }
        var view = await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).View();
        if (view is { Status: not (AuctionStatus.Draft or AuctionStatus.Scheduled) }) _settings = view.Settings;
        return view?.Settings;
    }
}
