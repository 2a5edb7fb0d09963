using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Console.Sales;

/// <summary>A sale as the house would tell of it.</summary>
internal static class SomeSale
{
    public static PublicSale With(SaleStatus status, params SaleLotView[] lots) => new()
    {
        Id = "autumn",
        Status = status,
        Sequence = 1,
        Title = "Autumn",
        Mode = SaleMode.Auctioneer,
        Currency = "ETH",
        Gap = TimeSpan.FromSeconds(10),
        Stagger = TimeSpan.FromMinutes(1),
        Duration = null,
        Windows = null,
        NextWindows = [],
        StartsAt = null,
        OpenedAt = null,
        EndedAt = null,
        LotCount = lots.Length,
        Current = lots.FirstOrDefault(l => l.Status == LotStatus.Open)?.AuctionId,
        Next = lots.FirstOrDefault(l => l.Status == LotStatus.Waiting)?.AuctionId,
        NextOpensAt = null,
        Undoable = null,
        Importing = 0,
        ServerTime = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
        Lots = lots,
    };

    public static SaleLotView Lot(string id, LotStatus status = LotStatus.Waiting) => new(0, id, $"Lot {id.ToUpperInvariant()}", status, null, null);

    public static JsonNode Json(this PublicSale sale) => JsonSerializer.SerializeToNode(sale, StrictJson.Options)!;
}
