using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>A stream: what one broadcast shows. Its key is the stream's id. Every answer rests on what is durable.</summary>
[Alias("sothebais.IStreamGrain")]
public interface IStreamGrain : IGrainWithStringKey
{
    /// <summary>Carries out a command, or says why not.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have happened: ask again with the same key.</exception>
    [Alias("Execute")]
    Task<StreamAnswer> Execute(StreamCommand command);

    /// <summary>The stream as it stands; null where there is none of that id.</summary>
    [AlwaysInterleave, Alias("View")]
    Task<StreamView?> View();

    /// <summary>Takes or renews a gateway's lease; it lasts <see cref="Lease"/>. Every change is pushed to it, whole: the newest is all that counts.</summary>
    /// <param name="observer">The gateway.</param>
    /// <param name="audience">Who watches through it.</param>
    /// <returns>The stream as it stands; null where there is none of that id, and then no lease.</returns>
    [AlwaysInterleave, Alias("Watch")]
    Task<StreamView?> Watch(IStreamObserver observer, StreamAudience audience);

    /// <summary>Gives a lease back.</summary>
    [AlwaysInterleave, Alias("Leave")]
    Task Leave(IStreamObserver observer);

    /// <summary>Who watches, by gateway; null where there is no such stream.</summary>
    [AlwaysInterleave, Alias("Audience")]
    Task<StreamAudience[]?> Audience();

    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
}

/// <summary>A gateway that shows a stream to viewers.</summary>
[Alias("sothebais.IStreamObserver")]
public interface IStreamObserver : IGrainObserver
{
    /// <summary>The stream has changed. Nobody waits for it, and it may be lost.</summary>
    [OneWay, Alias("Changed")]
    Task Changed(StreamView view);
}

/// <summary>Lists streams.</summary>
[Alias("sothebais.IStreamCatalogueGrain")]
public interface IStreamCatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>Streams in the order of their ids.</summary>
    /// <param name="onlyPublic">Whether only those are wanted that anybody may watch.</param>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("List")]
    Task<StreamPage> List(bool onlyPublic, string? after, int limit);

    /// <summary>Whether any stream lists an asset.</summary>
    [Alias("IsUsed")]
    Task<bool> IsUsed(string assetId);
}
