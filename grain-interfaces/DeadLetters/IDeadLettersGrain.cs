namespace Sothebais.GrainInterfaces.DeadLetters;

/// <summary>
/// What could not be processed or delivered, kept until somebody retries or discards it. Holds <see cref="Most"/>; beyond them the oldest goes, which is counted
/// and logged. One key: 0.
/// </summary>
[Alias("sothebais.IDeadLettersGrain")]
public interface IDeadLettersGrain : IGrainWithIntegerKey
{
    /// <summary>How many are held.</summary>
    public const int Most = 100_000;

    /// <summary>How many one call gives: a letter may be 64 KiB.</summary>
    public const int MostAtOnce = 100;

    /// <summary>
    /// Keeps a letter, durably; one of that id takes the new form, in its old place. Of an event there is one letter a sender or webhook: where another id is
    /// given, the letter that lies there already keeps its id and the time of the first try, and the attempts add up.
    /// </summary>
    /// <returns>The letter as it lies now.</returns>
    [Alias("Keep")]
    Task<DeadLetter> Keep(DeadLetter letter);

    /// <summary>A letter; null where there is none of that id.</summary>
    [Alias("Find")]
    Task<DeadLetter?> Find(string id);

    /// <summary>Letters in the order of their ids, the oldest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most, 1 to <see cref="MostAtOnce"/>.</param>
    [Alias("List")]
    Task<DeadLetter[]> List(DeadLetterFilter filter, string? after, int limit);

    /// <summary>Takes a letter away.</summary>
    /// <returns>Whether it was there.</returns>
    [Alias("Discard")]
    Task<bool> Discard(string id);

    /// <summary>How many there are.</summary>
    /// <param name="filter">Of which.</param>
    [Alias("Count")]
    Task<long> Count(DeadLetterFilter filter);
}

/// <summary>An event that could not be processed or delivered.</summary>
/// <param name="Id">The letter's id; ids sort by the time they were made.</param>
/// <param name="Kind">What failed.</param>
/// <param name="WebhookId">Of a delivery: the webhook; null elsewhere.</param>
/// <param name="Sender">Of an intake: who sent it, the caller's id; null elsewhere.</param>
/// <param name="Reason">Why, as a stable code such as <c>invalid-data</c>, <c>auction-not-found</c>, <c>http-status</c>, <c>timeout</c>.</param>
/// <param name="Detail">Why, in words, at most 1,000 characters; null is nothing more.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="FirstAt">UTC instant of the first try.</param>
/// <param name="LastAt">UTC instant of the last try.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Source">The event's source.</param>
/// <param name="Subject">The event's subject; null is none.</param>
/// <param name="Json">The whole event in CloudEvents' structured JSON, UTF-8.</param>
[GenerateSerializer, Immutable, Alias("sothebais.dead-letter")]
public sealed record DeadLetter(
    [property: Id(0)] string Id, [property: Id(1)] DeadLetterKind Kind, [property: Id(2)] string? WebhookId, [property: Id(3)] string? Sender, [property: Id(4)] string Reason,
    [property: Id(5)] string? Detail, [property: Id(6)] int Attempts, [property: Id(7)] DateTimeOffset FirstAt, [property: Id(8)] DateTimeOffset LastAt,
    [property: Id(9)] string EventId, [property: Id(10)] string Type, [property: Id(11)] string Source, [property: Id(12)] string? Subject, [property: Id(13)] byte[] Json)
{
    /// <summary>For logs and error messages: without the event.</summary>
    public override string ToString() => $"{nameof(DeadLetter)} {Id}: {Reason}";
}

/// <summary>What failed. Numbered for the wire; a number is never reused.</summary>
public enum DeadLetterKind
{
    /// <summary>An event that was sent to the house.</summary>
    Intake = 1,

    /// <summary>An event that was to be delivered to a webhook.</summary>
    Delivery = 2,
}
