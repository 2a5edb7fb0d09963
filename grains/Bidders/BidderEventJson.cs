using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Grains.Bidders;

/// <summary>The JSON in which bidder events stand in the log: camel case, nothing where a fact is absent, amounts in base units.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BidderEvent))]
internal sealed partial class BidderEventJson : JsonSerializerContext
{
    /// <summary>The newest version of the form that this house reads.</summary>
    public const int NewestKnownVersion = 1;

    /// <summary>The log's entity name of a bidder.</summary>
    public static string EntityOf(string bidderId) => "bidder:" + bidderId;
}
