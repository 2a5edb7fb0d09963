using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Grains.DeadLetters;

/// <summary>Where dead letters lie.</summary>
public interface IDeadLetterStore
{
    /// <summary>Keeps a letter, durably; one of that id takes the new form. Beyond <paramref name="most"/> the oldest go.</summary>
    /// <returns>How many went.</returns>
    Task<long> Keep(DeadLetter letter, int most);

    /// <summary>A letter; null where there is none of that id.</summary>
    Task<DeadLetter?> Find(string id);

    /// <summary>Letters in the order of their ids.</summary>
    Task<DeadLetter[]> List(string? after, int limit);

    /// <summary>Takes a letter away; says whether it was there.</summary>
    Task<bool> Discard(string id);

    /// <summary>How many there are.</summary>
    Task<long> Count();
}
