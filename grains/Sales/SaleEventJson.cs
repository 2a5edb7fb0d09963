using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>The JSON in which sale events stand in the log: camel case, nothing where a fact is absent, amounts in base units.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SaleEvent))]
internal sealed partial class SaleEventJson : JsonSerializerContext
{
    /// <summary>The newest form this house reads.</summary>
    public const int NewestKnownVersion = 1;

    /// <summary>The log's entity name of a sale.</summary>
    public static string EntityOf(string saleId) => "sale:" + saleId;
}
