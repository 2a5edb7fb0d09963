using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Gateways.Defaults.Activity;

/// <summary>A page of acts.</summary>
/// <param name="Items">The acts, the newest first.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record ActList(PublicAct[] Items, string? NextCursor);

/// <summary>Something that an admin or auctioneer did.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: their id.</param>
/// <param name="Kind">What, in the word of the thing's log, such as <c>auctionCancelled</c>.</param>
/// <param name="Text">What, for people: <c>cancelled the auction</c>.</param>
/// <param name="Thing">To what: <c>auction</c>, <c>sale</c>, <c>bidder</c> or <c>stream</c>.</param>
/// <param name="ThingId">Its id.</param>
/// <param name="Sequence">The event's place in that thing's log.</param>
/// <param name="Reason">Why, in their words; null where they gave no reason.</param>
/// <param name="RequestId">The request that brought it, as in the services' logs and its answer's <c>X-Request-Id</c>; null where none did.</param>
public sealed record PublicAct(string Id, DateTimeOffset At, string By, string Kind, string Text, string Thing, string ThingId, long Sequence, string? Reason, string? RequestId)
{
    /// <summary>Makes one of an act.</summary>
    public static PublicAct Of(Act act) =>
        new(act.Id, act.At, act.By, act.Kind, ActWords.Of(act.Kind, act.About), act.Thing, act.ThingId, act.Sequence, act.Reason, act.Request);
}
