using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>Sales in words.</summary>
internal static class SaleWords
{
    public static string Of(SaleStatus status) => status.ToString().ToLowerInvariant();

    public static string Of(LotStatus status) => status.ToString().ToLowerInvariant();

    public static string Of(SaleMode mode) => mode switch
    {
        SaleMode.Auctioneer => "Auctioneer",
        SaleMode.Automatic => "One after the other",
        _ => "Timed",
    };

    /// <summary>When it opened, or will.</summary>
    public static string Opening(PublicSale sale, LocalTime time, DateTimeOffset now) =>
        sale.OpenedAt is { } opened ? $"Opened {time.Time(opened, now)}"
        : sale.Status != SaleStatus.Draft ? "–"
        : sale.StartsAt is { } starts ? time.Long(starts)
        : "When somebody opens it";

    /// <summary>Whether lots may come into another order, or be added: not once a timed sale without windows has set their closings.</summary>
    public static bool TakesLots(PublicSale sale) =>
        sale.Status == SaleStatus.Draft || (sale.Status != SaleStatus.Ended && sale is not { Mode: SaleMode.Timed, Windows: null });

    /// <summary>A lot by its title; its id where it is not in the sale.</summary>
    public static string Title(PublicSale sale, string auctionId) => sale.Lots?.FirstOrDefault(l => l.AuctionId == auctionId)?.Title ?? auctionId;
}
