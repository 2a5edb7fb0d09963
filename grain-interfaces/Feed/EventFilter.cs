namespace Sothebais.GrainInterfaces.Feed;

/// <summary>Which events somebody wants. What is null or empty lets everything through.</summary>
/// <param name="Type">A type, or the beginning of types up to a dot: <c>com.sothebais.auction</c> takes all events of auctions.</param>
/// <param name="Subject">A subject, to the letter; of the house's own events the auction's id.</param>
/// <param name="Source">A source, to the letter; of the house's own events <c>/auctions/</c> and the auction's id.</param>
[GenerateSerializer, Immutable, Alias("sothebais.event-filter")]
public sealed record EventFilter([property: Id(0)] string? Type, [property: Id(1)] string? Subject, [property: Id(2)] string? Source)
{
    /// <summary>Lets everything through.</summary>
    public static readonly EventFilter Everything = new(null, null, null);

    /// <summary>Whether an event passes.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="subject">Its subject; null is none.</param>
    /// <param name="source">Its source.</param>
    public bool Passes(string type, string? subject, string source) =>
        (string.IsNullOrEmpty(Subject) || Subject == subject) && (string.IsNullOrEmpty(Source) || Source == source) &&
        (string.IsNullOrEmpty(Type) || Type == type || (type.StartsWith(Type, StringComparison.Ordinal) && (Type.EndsWith('.') || type[Type.Length] == '.')));
}
