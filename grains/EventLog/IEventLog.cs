using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The log: one append-only sequence of events an entity, and the feed of all of them. A commit is atomic and durable when its task
/// completes; a failed one may or may not have happened, and only reading tells.
/// </summary>
public interface IEventLog
{
    /// <summary>
    /// Appends a batch to an entity's log and, where it has a header, to the feed, and moves the entity in the catalogue, all or nothing. A batch without events
    /// leaves log and feed as they are.
    /// </summary>
    /// <exception cref="FencedException">The log is not where the writer believes it: somebody else wrote. Nothing was written.</exception>
    Task Commit(Commit commit);

    /// <summary>Reads committed events after a sequence, whole commits, in order.</summary>
    /// <param name="entity">Whose log.</param>
    /// <param name="after">The last sequence already known; 0 is the start.</param>
    /// <param name="limit">About how many events at most; at least one commit is given where there is one.</param>
    Task<IReadOnlyList<StoredCommit>> Read(string entity, long after, int limit);

    /// <summary>Keeps keys of events that are about to be covered by a snapshot, so that they can be found without reading the log.</summary>
    Task RememberKeys(string entity, IReadOnlyCollection<RememberedKey> keys);

    /// <summary>Finds a key kept by <see cref="RememberKeys"/>; null where there is none.</summary>
    Task<RememberedKey?> FindKey(string entity, UInt128 key);

    /// <summary>Whether the log can be written now.</summary>
    Task<bool> Ready();
}

/// <summary>A batch to append.</summary>
/// <param name="Entity">Whose log: kind, colon, id.</param>
/// <param name="Header">What a reader of the feed needs to understand the events: the currency, as code/decimals. Empty keeps them out of the feed: its readers follow auctions.</param>
/// <param name="First">The sequence of the first event; the log must end right before it.</param>
/// <param name="Events">The events as JSON, 500 at most. With none it only enters into lists, where the log still ends there.</param>
/// <param name="Hash">The chain value after the last event, see <see cref="HashChain"/>.</param>
/// <param name="Move">The entity's new place in the catalogue; null where it stays.</param>
public sealed record Commit(string Entity, string Header, long First, IReadOnlyList<byte[]> Events, string Hash, CatalogueMove? Move)
{
    /// <summary>What else the events enter into lists, and strike out.</summary>
    public IReadOnlyList<ListEntry> Entries { get; init; } = [];

    /// <summary>Those of the events that people of the house did, see <see cref="Activity.Acts"/>: kept for who asks what they did.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];

    /// <summary>The sequence of the last event; with none, that at which the log ends.</summary>
    public long Last => First + Events.Count - 1;
}

/// <summary>A committed batch as it is stored.</summary>
/// <param name="First">The sequence of its first event.</param>
/// <param name="Events">The events as JSON.</param>
/// <param name="Hash">The chain value after the last event.</param>
public sealed record StoredCommit(long First, IReadOnlyList<byte[]> Events, string Hash);

/// <summary>Where a change puts an auction in the catalogue.</summary>
/// <param name="Id">The auction's id.</param>
/// <param name="Leave">The lists it leaves.</param>
/// <param name="Join">The lists it joins.</param>
public sealed record CatalogueMove(string Id, IReadOnlyList<string> Leave, IReadOnlyList<string> Join);

/// <summary>An entry of its own in a list of the catalogue.</summary>
/// <param name="List">The list.</param>
/// <param name="Id">What is entered; lists are in the order of their entries.</param>
/// <param name="Gone">Whether it is struck out in place of entered.</param>
public sealed record ListEntry(string List, string Id, bool Gone = false);

/// <summary>An idempotency key that was used.</summary>
/// <param name="Key">Hash of the caller and their key.</param>
/// <param name="Sequence">The first event it brought about.</param>
/// <param name="Body">Fingerprint of what was asked.</param>
public readonly record struct RememberedKey(UInt128 Key, long Sequence, string Body);

/// <summary>Another writer has appended to this log: the one who gets this must throw its state away and read.</summary>
public sealed class FencedException(string message) : Exception(message);
