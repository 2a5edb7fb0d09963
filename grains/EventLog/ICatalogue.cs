namespace Sothebais.Grains.EventLog;

/// <summary>Sorted lists of ids, kept by the same commits as the logs.</summary>
public interface ICatalogue
{
    /// <summary>Ids of a list in their order.</summary>
    /// <param name="list">The list; one that does not exist is empty.</param>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="descending">Whether from the end to the start; <paramref name="after"/> is then where to go on downwards.</param>
    Task<IReadOnlyList<string>> Ids(string list, string? after, int limit, bool descending = false);
}
