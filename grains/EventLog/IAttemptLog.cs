namespace Sothebais.Grains.EventLog;

/// <summary>
/// The refused bids of each auction, the newest of them. They stand beside the log and not in it: they changed nothing, nobody waits for them, and a
/// crash may lose those of the last moment.
/// </summary>
public interface IAttemptLog
{
    /// <summary>Adds attempts behind those that are there.</summary>
    /// <param name="entity">Whose: kind, colon, id.</param>
    /// <param name="attempts">The attempts as JSON, in order.</param>
    /// <param name="keep">About how many are kept, the newest; 1 or more.</param>
    Task Append(string entity, IReadOnlyList<byte[]> attempts, int keep);

    /// <summary>Reads attempts, oldest first.</summary>
    /// <param name="entity">Whose.</param>
    /// <param name="after">The place of the last one already known; null is the oldest kept.</param>
    /// <param name="limit">How many at most.</param>
    Task<IReadOnlyList<StoredAttempt>> Read(string entity, string? after, int limit);
}

/// <summary>An attempt as it is stored.</summary>
/// <param name="Place">Where it stands: two decimal numbers joined by a hyphen, rising.</param>
/// <param name="Json">The attempt as JSON.</param>
public sealed record StoredAttempt(string Place, byte[] Json);
