namespace Sothebais.GrainInterfaces.Sales;

/// <summary>The list of all sales by status. One key: 0.</summary>
[Alias("sothebais.ISaleCatalogueGrain")]
public interface ISaleCatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>A page of sales in the order of their ids, without their lots.</summary>
    /// <param name="status">Only of this status; null is any.</param>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("List")]
    Task<SalePage> List(SaleStatus? status, string? after, int limit);
}

/// <summary>A page of sales.</summary>
/// <param name="Sales">The sales, in the order of their ids.</param>
/// <param name="Next">The id after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-page")]
public sealed record SalePage([property: Id(0)] SaleView[] Sales, [property: Id(1)] string? Next);
