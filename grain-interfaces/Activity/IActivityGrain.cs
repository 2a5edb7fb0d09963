namespace Sothebais.GrainInterfaces.Activity;

/// <summary>Who did what: the acts of admins and auctioneers, as far back as the house keeps them. One key: 0.</summary>
[Alias("sothebais.IActivityGrain")]
public interface IActivityGrain : IGrainWithIntegerKey
{
    /// <summary>Acts, the newest first.</summary>
    /// <param name="before">The id before which to go on; null begins at the newest.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("Newest")]
    Task<Act[]> Newest(string? before, int limit);
}

/// <summary>Something that a person of the house did. Committed together with what they did.</summary>
/// <param name="At">UTC instant at which the house decided it.</param>
/// <param name="By">Who: their token's subject.</param>
/// <param name="Kind">What, in the log's word for it, such as <c>auctionCancelled</c>.</param>
/// <param name="Thing">To what: <c>auction</c>, <c>sale</c>, <c>bidder</c> or <c>stream</c>.</param>
/// <param name="ThingId">Its id.</param>
/// <param name="Sequence">The event's place in that thing's log.</param>
[GenerateSerializer, Immutable, Alias("sothebais.act")]
public sealed record Act(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] string By, [property: Id(2)] string Kind, [property: Id(3)] string Thing, [property: Id(4)] string ThingId,
    [property: Id(5)] long Sequence)
{
    /// <summary>Its id: acts sort by it, digit by digit of each of its two numbers. Empty before it is kept.</summary>
    [Id(6)] public string Id { get; init; } = "";

    /// <summary>What it was about within the thing: a lot, a scene, a bid, a bidder; null is the thing itself.</summary>
    [Id(7)] public string? About { get; init; }

    /// <summary>Why, in the words of who did it; null where they gave no reason.</summary>
    [Id(8)] public string? Reason { get; init; }

    /// <summary>The id of the request that brought it, as in the services' logs; null where none did.</summary>
    [Id(9)] public string? Request { get; init; }
}
