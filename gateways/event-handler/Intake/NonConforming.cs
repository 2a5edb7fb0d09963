namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>An event does not conform to the CloudEvents specification, or is one that nobody may send.</summary>
/// <param name="attribute">Which attribute, or <c>data</c>.</param>
/// <param name="why">What is wrong with it, for its sender.</param>
internal sealed class NonConforming(string attribute, string why) : Exception(why)
{
    /// <summary>Which attribute, or <c>data</c>.</summary>
    public string Attribute => attribute;

    /// <summary>Whether it conforms, and speaks in the house's name.</summary>
    public bool IsReserved { get; init; }

    /// <summary>Whether it conforms, and is too large.</summary>
    public bool IsTooLarge { get; init; }
}
