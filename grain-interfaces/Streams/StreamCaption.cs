namespace Sothebais.GrainInterfaces.Streams;

/// <summary>Words that an admin lets the viewers read for a while.</summary>
/// <param name="Text">The words, 1 to 300 characters.</param>
/// <param name="From">UTC instant from which they are shown.</param>
/// <param name="Until">UTC instant at which they go.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stream-caption")]
public sealed record StreamCaption([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset Until);
