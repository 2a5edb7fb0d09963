namespace Sothebais.GrainInterfaces.Intake;

/// <summary>Takes events that are not the house's own into the feed, as they are. One key: 0.</summary>
[Alias("sothebais.IIntakeGrain")]
public interface IIntakeGrain : IGrainWithIntegerKey
{
    /// <summary>How many events one call takes.</summary>
    public const int Most = 500;

    /// <summary>How long an event is known by its source and id: for so long sending it again has the effect of one.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    /// <summary>Keeps events in the feed, in their order, all or nothing. Durable when the task completes. An event whose source and id are known already is not kept again.</summary>
    /// <param name="events">1 to <see cref="Most"/> events.</param>
    /// <returns>For each whether it is new.</returns>
    /// <exception cref="Auctions.OutcomeUnknownException">They may or may not be kept: ask again.</exception>
    [Alias("Keep")]
    Task<bool[]> Keep(SentEvent[] events);

    /// <summary>An event that was kept, while the feed holds it and <see cref="Memory"/> lasts; null where there is none.</summary>
    /// <param name="source">Its source.</param>
    /// <param name="id">Its id.</param>
    [Alias("Find")]
    Task<SentEvent?> Find(string source, string id);
}

/// <summary>A CloudEvent that is not the house's own, or not an auction's.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Id">Its id, unique within the source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">Its subject; null is none.</param>
/// <param name="Json">The whole event in CloudEvents' structured JSON, UTF-8, at most 64 KiB.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sent-event")]
public sealed record SentEvent(
    [property: Id(0)] string Source, [property: Id(1)] string Id, [property: Id(2)] string Type, [property: Id(3)] string? Subject, [property: Id(4)] byte[] Json)
{
    /// <summary>For logs and error messages: without what is in it.</summary>
    public override string ToString() => $"{nameof(SentEvent)} {Type} {Id} of {Source}";
}
