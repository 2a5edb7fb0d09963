using Orleans.BroadcastChannel;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;

namespace Sothebais.Grains.Channels;

/// <summary>
/// Hands an auction's new events to the gateways that hold a lease. Subscribed to the auction's broadcast channel implicitly, so that no
/// subscription can be lost; the leases are in memory only, and gateways renew them more often than they run out.
/// </summary>
[ImplicitChannelSubscription(IAuctionChannelGrain.Namespace)]
internal sealed class AuctionChannelGrain(TimeProvider clock) : Grain, IAuctionChannelGrain, IOnBroadcastChannelSubscribed
{
    /// <summary>How many gateways may watch one auction.</summary>
    private const int MostLeases = 256;

    private readonly Dictionary<IAuctionObserver, DateTimeOffset> _leases = [];

    public async Task<long> Watch(IAuctionObserver observer)
    {
        var now = clock.GetUtcNow();
        foreach (var (gone, _) in _leases.Where(l => l.Value < now).ToArray()) _leases.Remove(gone);
        if (_leases.Count >= MostLeases && !_leases.ContainsKey(observer))
            throw new InvalidOperationException($"{MostLeases} gateways watch this auction already.");
        _leases[observer] = now + IAuctionChannelGrain.Lease;
        return await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).Follow();
    }

    public Task Leave(IAuctionObserver observer)
    {
        _leases.Remove(observer);
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IBroadcastChannelSubscription streamSubscription) =>
        streamSubscription.Attach<EventBatch>(Publish, _ => Task.CompletedTask);

    // One way: nobody waits for a gateway.
    private Task Publish(EventBatch batch)
    {
        var now = clock.GetUtcNow();
        foreach (var (observer, until) in _leases)
            if (until >= now) observer.Published(batch).Ignore();
        return Task.CompletedTask;
    }
}
