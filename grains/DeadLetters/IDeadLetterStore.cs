using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Where dead letters lie.</summary>
public interface IDeadLetterStore
{
    /// <summary>
    /// Keeps a letter, durably; one of that id takes the new form. Beyond <paramref name="most"/> the oldest go. Where a letter of the same event for the same
    /// receiver lies here under another id, nothing is kept, and that id is told.
    /// </summary>
    Task<KeptLetter> Keep(DeadLetter letter, int most);

    /// <summary>A letter; null where there is none of that id.</summary>
    Task<DeadLetter?> Find(string id);

    /// <summary>Letters in the order of their ids.</summary>
    Task<DeadLetter[]> List(DeadLetterFilter filter, string? after, int limit);

    /// <summary>Takes a letter away; says whether it was there.</summary>
    Task<bool> Discard(string id);

    /// <summary>How many there are.</summary>
    Task<long> Count(DeadLetterFilter filter);
}

/// <summary>What became of a letter.</summary>
/// <param name="Known">The id under which a letter of the same event lies already; null where this one is kept.</param>
/// <param name="Gone">How many older ones went for it.</param>
public readonly record struct KeptLetter(string? Known, long Gone)
{
    /// <summary>By what a letter of the same event is known: the event, who sent it, and to which webhook it should have gone.</summary>
    public static string KeyOf(DeadLetter letter) => string.Join('\n', letter.Kind, letter.WebhookId, letter.Sender, letter.Source, letter.EventId);
}
