using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Catalogue;

/// <summary>In which lists of the catalogue an auction stands.</summary>
internal static class CatalogueLists
{
    /// <summary>The list of the auctions of a status and a sale; null is any.</summary>
    public static string Name(AuctionStatus? status, string? saleId) => (status, saleId) switch
    {
        (null, null) => "all",
        ({ } s, null) => $"status:{s}",
        (null, { } sale) => $"sale:{sale}",
        ({ } s, { } sale) => $"sale:{sale}:status:{s}",
    };

    /// <summary>What a change of an auction's state changes in the catalogue; null is nothing.</summary>
    public static CatalogueMove? Move(Auction? before, Auction after)
    {
        if (before is not null && before.Status == after.Status && before.Settings.SaleId == after.Settings.SaleId) return null;
        string[] left = before is null ? [] : [.. Of(before)];
        string[] joined = [.. Of(after)];
        return new CatalogueMove(after.Id, [.. left.Except(joined)], [.. joined.Except(left)]);
    }

    private static IEnumerable<string> Of(Auction auction)
    {
        yield return Name(null, null);
        yield return Name(auction.Status, null);
        if (auction.Settings.SaleId is not { } sale) yield break;
        yield return Name(null, sale);
        yield return Name(auction.Status, sale);
    }
}
