using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Catalogue;

/// <summary>The list of all auctions by status and sale. One key: 0.</summary>
[Alias("sothebais.ICatalogueGrain")]
public interface ICatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>A page of auctions in the order of their ids.</summary>
    /// <param name="status">Only of this status; null is any.</param>
    /// <param name="saleId">Only of this sale; null is any.</param>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("List")]
    Task<CataloguePage> List(AuctionStatus? status, string? saleId, string? after, int limit);
}

/// <summary>A page of the catalogue.</summary>
/// <param name="Auctions">The auctions, in the order of their ids.</param>
/// <param name="Next">The id after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.catalogue-page")]
public sealed record CataloguePage([property: Id(0)] AuctionView[] Auctions, [property: Id(1)] string? Next);
