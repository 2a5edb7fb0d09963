using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Channels;

/// <summary>
/// Carries an auction's new events to the gateways that have viewers of it; its key is the auction's id. It may lose events
/// in a crash: they are numbered, and who misses one reads it from <see cref="IAuctionHistoryGrain"/>.
/// </summary>
[Alias("sothebais.IAuctionChannelGrain")]
public interface IAuctionChannelGrain : IGrainWithStringKey
{
    /// <summary>Takes or renews a gateway's lease; it lasts <see cref="Lease"/>.</summary>
    /// <returns>The newest committed sequence; 0 where there is no such auction.</returns>
    [Alias("Watch")]
    Task<long> Watch(IAuctionObserver observer);

    /// <summary>Gives a lease back.</summary>
    [Alias("Leave")]
    Task Leave(IAuctionObserver observer);

    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>The namespace of the Orleans broadcast channels on which auctions publish.</summary>
    public const string Namespace = "auction-events";

    /// <summary>The name of the Orleans broadcast channel provider.</summary>
    public const string Provider = "live";
}

/// <summary>A gateway that shows an auction to viewers.</summary>
[Alias("sothebais.IAuctionObserver")]
public interface IAuctionObserver : IGrainObserver
{
    /// <summary>New events of an auction. Nobody waits for it.</summary>
    [OneWay, Alias("Published")]
    Task Published(EventBatch batch);
}
