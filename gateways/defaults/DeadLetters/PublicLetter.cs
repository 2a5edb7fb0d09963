using System.Text.Json;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.Defaults.DeadLetters;

/// <summary>An event that could not be processed or delivered.</summary>
/// <param name="Id">The letter's id.</param>
/// <param name="Kind">intake or delivery.</param>
/// <param name="Webhook">Of a delivery: the webhook's id.</param>
/// <param name="Sender">Of an intake: who sent it.</param>
/// <param name="Reason">Why, for programs.</param>
/// <param name="Detail">Why, in words.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FirstAt">When it was tried first.</param>
/// <param name="LastAt">When it was tried last.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Source">The event's source.</param>
/// <param name="Subject">The event's subject.</param>
/// <param name="Event">The event itself; in lists left out.</param>
public sealed record PublicLetter(
    string Id, string Kind, string? Webhook, string? Sender, string Reason, string? Detail, int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt,
    string EventId, string Type, string Source, string? Subject,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] JsonElement? Event = null)
{
    /// <summary>Makes it.</summary>
    public static PublicLetter Of(DeadLetter l, bool whole) => new(
        l.Id, NameOf(l.Kind), l.WebhookId, l.Sender, l.Reason, l.Detail, l.Attempts, l.FirstAt, l.LastAt, l.EventId, l.Type, l.Source, l.Subject,
        whole ? JsonElement.Parse(l.Json) : null);

    /// <summary>A kind in words.</summary>
    public static string NameOf(DeadLetterKind kind) => kind == DeadLetterKind.Intake ? "intake" : "delivery";
}

/// <summary>A page of letters, the oldest first.</summary>
/// <param name="Items">The letters.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
/// <param name="Total">How many there are of the kind and webhook asked for; null where a reason or a search chooses among them.</param>
public sealed record LetterList(PublicLetter[] Items, string? NextCursor, long? Total);

/// <summary>What became of a letter that was tried again.</summary>
/// <param name="Succeeded">Whether it is processed or delivered, and no letter any more.</param>
/// <param name="Outcome">Of an event that was processed: what became of it, as when it is sent; a bid may be refused.</param>
/// <param name="Letter">The letter, where it failed again.</param>
public sealed record PublicRetried(bool Succeeded, JsonElement? Outcome, PublicLetter? Letter);

/// <summary>What became of many.</summary>
/// <param name="Tried">How many were tried.</param>
/// <param name="Succeeded">How many are no letters any more.</param>
/// <param name="Failed">How many failed again, or cannot be tried here.</param>
/// <param name="Remaining">How many of the kind asked for there are now, also those that failed.</param>
/// <param name="NextCursor">Where to go on; null where all were tried.</param>
public sealed record PublicRetriedMany(int Tried, int Succeeded, int Failed, long Remaining, string? NextCursor);

/// <summary>What was discarded.</summary>
/// <param name="Discarded">How many.</param>
/// <param name="Remaining">How many of the kind asked for are left: call again.</param>
public sealed record PublicDiscarded(int Discarded, long Remaining);
