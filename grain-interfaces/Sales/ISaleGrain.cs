using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>A sale; its key is the sale's id. Every answer rests on what is durable.</summary>
[Alias("sothebais.ISaleGrain")]
public interface ISaleGrain : IGrainWithStringKey
{
    /// <summary>Carries out a command, or says why not.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have happened: ask again with the same key.</exception>
    [Alias("Execute")]
    Task<SaleAnswer> Execute(SaleCommand command);

    /// <summary>The sale as it stands; null where there is none of that id.</summary>
    [AlwaysInterleave, Alias("View")]
    Task<SaleView?> View();

    /// <summary>The sale without its lots; null where there is none of that id.</summary>
    [AlwaysInterleave, Alias("Summary")]
    Task<SaleView?> Summary();

    /// <summary>
    /// Whether a closed lot may take bids again: only until another lot has opened since it closed, and while the sale has not ended. True for what is
    /// no lot of this sale, and where there is no such sale: it has no say then. Never waits for the sale.
    /// </summary>
    [AlwaysInterleave, Alias("MayReopen")]
    Task<bool> MayReopen(string auctionId);

    /// <summary>A bidder's paddle in this sale; null where they have none. Never waits for the sale.</summary>
    [AlwaysInterleave, Alias("Paddle")]
    Task<int?> Paddle(string bidderId);

    /// <summary>Gives a bidder a paddle, once: asked again, it answers the one they have.</summary>
    /// <param name="bidderId">Who.</param>
    /// <param name="wanted">The number they would like, 1 to 99,999; null is the lowest free one.</param>
    /// <returns>Their number; 0 where there is no such sale, it has ended, or the number wanted is somebody else's.</returns>
    /// <exception cref="OutcomeUnknownException">They may or may not have one: ask again.</exception>
    [Alias("GivePaddle")]
    Task<int> GivePaddle(string bidderId, int? wanted);

    /// <summary>Paddles in the order of their numbers.</summary>
    /// <param name="after">The number after which to go on; 0 is the start.</param>
    /// <param name="limit">How many at most, 1 to 501.</param>
    /// <returns>The paddles; null where there is no such sale.</returns>
    [AlwaysInterleave, Alias("Paddles")]
    Task<PaddleView[]?> Paddles(int after, int limit);

    /// <summary>The sale as viewers see it; null where there is none of that id.</summary>
    [AlwaysInterleave, Alias("Show")]
    Task<SaleShow?> Show();

    /// <summary>Takes or renews a gateway's lease; it lasts <see cref="Lease"/>. Every move of the sale is pushed to it, whole: the newest is all that counts.</summary>
    /// <returns>The sale as viewers see it; null where there is none of that id, and then no lease.</returns>
    [AlwaysInterleave, Alias("Watch")]
    Task<SaleShow?> Watch(ISaleObserver observer);

    /// <summary>Gives a lease back.</summary>
    [AlwaysInterleave, Alias("Leave")]
    Task Leave(ISaleObserver observer);

    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>Finishes what was decided, lets happen what is due, and sets or clears its alarm. Asked by silos where a sale is overdue: whatever ran its clock is gone.</summary>
    [Alias("Wake")]
    Task Wake();

    /// <summary>Something happened to a lot: the sale looks for itself. Nobody waits for it, and it may be lost.</summary>
    [OneWay, Alias("Heard")]
    Task Heard(string auctionId);
}
