namespace Sothebais.GrainInterfaces.Streams;

/// <summary>A stream as it stands. Rests on committed events only. Holds the hash of its overlay token: a gateway leaves that out.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.stream-view")]
public sealed record StreamView
{
    /// <summary>The stream's id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The newest event this view rests on.</summary>
    [Id(1)] public required long Sequence { get; init; }

    /// <summary>The event that last changed the settings.</summary>
    [Id(2)] public required long Version { get; init; }

    /// <summary>What it is, what it follows and who may see it.</summary>
    [Id(3)] public required StreamSettings Settings { get; init; }

    /// <summary>Whether it is on air.</summary>
    [Id(4)] public required StreamStatus Status { get; init; }

    /// <summary>UTC instant since which it has been; null while offline.</summary>
    [Id(5)] public DateTimeOffset? LiveSince { get; init; }

    /// <summary>Its scenes, in their order.</summary>
    [Id(6)] public required Scene[] Scenes { get; init; }

    /// <summary>The scene on air, or that would be; null where there is none.</summary>
    [Id(7)] public string? Programme { get; init; }

    /// <summary>The scene in the preview; null where there is none.</summary>
    [Id(8)] public string? Preview { get; init; }

    /// <summary>The event that put the programme's scene there: who sees another number knows that a scene was taken.</summary>
    [Id(9)] public long TakenBy { get; init; }

    /// <summary>How it was taken.</summary>
    [Id(10)] public Transition Transition { get; init; } = Transition.Cut;

    /// <summary>What viewers read now or did last; see its times. Null where there is nothing.</summary>
    [Id(11)] public StreamCaption? Caption { get; init; }

    /// <summary>The hash of its overlay token, see <see cref="IssueOverlayToken"/>; null where it has none. For gateways' eyes.</summary>
    [Id(12)] public string? OverlayTokenHash { get; init; }

    /// <summary>Its assets, in the order in which they came.</summary>
    [Id(13)] public Asset[] Assets { get; init; } = [];
}

/// <summary>A page of streams.</summary>
/// <param name="Streams">The streams, newest id last.</param>
/// <param name="Next">The id after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stream-page")]
public sealed record StreamPage([property: Id(0)] StreamView[] Streams, [property: Id(1)] string? Next);

/// <summary>Who watches a stream through one gateway.</summary>
/// <param name="Viewers">How many.</param>
/// <param name="LagMedian">From the decision of an event to its way out to these viewers, half of the newest; null where there were none.</param>
/// <param name="LagNinetyNine">The same, 99 in a hundred of the newest.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stream-audience")]
public sealed record StreamAudience([property: Id(0)] int Viewers, [property: Id(1)] TimeSpan? LagMedian, [property: Id(2)] TimeSpan? LagNinetyNine);
