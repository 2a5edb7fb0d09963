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
    private readonly Leases<IAuctionObserver, ValueTuple> _leases = new(IAuctionChannelGrain.Lease, clock);

    public async Task<long> Watch(IAuctionObserver observer)
    {
        _leases.Take(observer, default);
        return await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).Follow();
    }

    public Task Leave(IAuctionObserver observer)
    {
        _leases.Leave(observer);
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IBroadcastChannelSubscription streamSubscription) =>
        streamSubscription.Attach<EventBatch>(Publish, _ => Task.CompletedTask);

    // One way: nobody waits for a gateway.
    private Task Publish(EventBatch batch)
    {
        foreach (var (observer, _) in _leases.Running()) observer.Published(batch).Ignore();
        return Task.CompletedTask;
    }
}
