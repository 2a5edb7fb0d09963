using System.Text.Json;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>Events of sales in their stored form.</summary>
internal static class SaleEvents
{
    public static string Json(SaleEvent happened) => JsonSerializer.Serialize(happened, SaleEventJson.Default.SaleEvent);

    public static SaleEvent Over(SaleEvent happened) => JsonSerializer.Deserialize(Json(happened), SaleEventJson.Default.SaleEvent)!;
}
