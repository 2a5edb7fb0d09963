using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>What the rules say: events to commit (none where it is so already), or the first reason why not.</summary>
internal readonly record struct SaleVerdict
{
    /// <summary>The events, without their places yet; null where it is refused.</summary>
    public IReadOnlyList<SaleEvent>? Events { get; private init; }
    public SaleRefusal Refusal { get; private init; }
    public string? AuctionId { get; private init; }
    public string? Detail { get; private init; }

    public static SaleVerdict Yes(params SaleEvent[] events) => new() { Events = events };

    public static SaleVerdict No(SaleRefusal reason, string? auctionId = null, string? detail = null) => new() { Refusal = reason, AuctionId = auctionId, Detail = detail };
}
