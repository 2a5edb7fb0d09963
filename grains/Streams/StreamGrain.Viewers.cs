using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Channels;

namespace Sothebais.Grains.Streams;

/// <summary>The gateways that show a stream.</summary>
internal sealed partial class StreamGrain
{
    private readonly Leases<IStreamObserver, StreamAudience> _leases = new(IStreamGrain.Lease, clock);

    public Task<StreamView?> Watch(IStreamObserver observer, StreamAudience audience)
    {
        if (_stream.View is not null) _leases.Take(observer, audience);
        return View();
    }

    public Task Leave(IStreamObserver observer)
    {
        _leases.Leave(observer);
        return Task.CompletedTask;
    }

    public Task<StreamAudience[]?> Audience()
    {
        LeaveIfNothingHere();
        return Task.FromResult<StreamAudience[]?>(_stream.View is null ? null : [.. _leases.Running().Select(l => l.Told)]);
    }

    // One way: nobody waits for a gateway.
    private void Tell()
    {
        if (_stream.View is not { } view) return; // who watches what was removed learns it with the next lease
        foreach (var (observer, _) in _leases.Running()) observer.Changed(view).Ignore();
    }
}
