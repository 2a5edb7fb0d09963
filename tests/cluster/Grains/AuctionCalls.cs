using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Tells when an auction has taken a call as far as it goes without waiting: a bid is then decided, durable or not.</summary>
internal sealed class AuctionCalls : IIncomingGrainCallFilter
{
    private TaskCompletionSource? _next;

    /// <summary>The next command to reach an auction.</summary>
    /// <returns>Completes when it is decided.</returns>
    public Task Next() => (_next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Whether what lots tell their sales is lost.</summary>
    public bool LosesNotices { get; set; }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (LosesNotices && context.Grain is ISaleGrain && context.MethodName == nameof(ISaleGrain.Heard)) return Task.CompletedTask;
        var call = context.Invoke();
        if (context.Grain is IAuctionGrain && context.MethodName is nameof(IAuctionGrain.Execute) or nameof(IAuctionGrain.PlaceBids))
            Interlocked.Exchange(ref _next, null)?.SetResult();
        return call;
    }
}
