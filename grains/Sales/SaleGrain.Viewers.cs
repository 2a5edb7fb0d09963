using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Channels;

namespace Sothebais.Grains.Sales;

/// <summary>How a sale's viewers follow it.</summary>
internal sealed partial class SaleGrain
{
    private readonly Leases<ISaleObserver, ValueTuple> _leases = new(ISaleGrain.Lease, clock);

    public Task<SaleShow?> Show() => Read(sale => sale?.Show(Now()));

    public Task<SaleShow?> Watch(ISaleObserver observer)
    {
        if (_sale is not null) _leases.Take(observer, default);
        return Show();
    }

    public Task Leave(ISaleObserver observer)
    {
        _leases.Leave(observer);
        return Task.CompletedTask;
    }

    // One way: nobody waits for a gateway.
    private void Tell()
    {
        SaleShow? show = null;
        foreach (var (observer, _) in _leases.Running()) observer.Moved(show ??= _sale!.Show(Now())).Ignore();
    }
}
