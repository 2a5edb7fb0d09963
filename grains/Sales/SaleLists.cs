using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Sales;

/// <summary>In which lists of the catalogue a sale stands.</summary>
internal static class SaleLists
{
    /// <summary>The list of the sales of a status; null is any.</summary>
    public static string Name(SaleStatus? status) => status is { } s ? $"sales:status:{s}" : "sales";

    /// <summary>What a change of a sale's state changes in the catalogue; null is nothing.</summary>
    public static CatalogueMove? Move(Sale? before, Sale after) =>
        before is null ? new CatalogueMove(after.Id, [], [Name(null), Name(after.Status)])
        : before.Status == after.Status ? null
        : new CatalogueMove(after.Id, [Name(before.Status)], [Name(after.Status)]);
}
