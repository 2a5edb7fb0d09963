using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The log of a sale, a bidder or a stream as its grain sees it: read at activation, then appended to, one commit at a time. Belongs to one grain that is not
/// reentrant. After a failed commit nobody knows whether it happened: the grain must start again from the log.
/// </summary>
/// <param name="log">Where it is kept.</param>
/// <param name="entity">Whose log: kind, colon, id.</param>
/// <param name="json">How its events are written.</param>
/// <param name="versionOf">The version of an event's form.</param>
/// <param name="newestKnown">The newest form this house reads.</param>
internal sealed class Journal<TEvent>(IEventLog log, string entity, JsonTypeInfo<TEvent> json, Func<TEvent, int> versionOf, int newestKnown) where TEvent : class, IAttributed
{
    private const int Page = 1_000;

    /// <summary>The newest sequence read or committed; 0 is none.</summary>
    public long Sequence { get; private set; }

    /// <summary>The chain value after <see cref="Sequence"/>.</summary>
    public string Chain { get; private set; } = HashChain.Start;

    /// <summary>Goes on after a place that a snapshot covers, before anything is read.</summary>
    /// <returns>False where the log has no commit that ends there with that chain value: then it starts from the beginning.</returns>
    public async Task<bool> StartAfter(long sequence, string chain)
    {
        if (await log.Read(entity, sequence - 1, 1) is not [var commit, ..] || commit.First + commit.Events.Count - 1 != sequence || commit.Hash != chain) return false;
        (Sequence, Chain) = (sequence, chain);
        return true;
    }

    /// <summary>Reads on from <see cref="Sequence"/> to the end.</summary>
    /// <exception cref="JsonException">An event is of a kind this house does not know, or is none.</exception>
    /// <exception cref="InvalidOperationException">An event was written by a newer house.</exception>
    public async IAsyncEnumerable<TEvent> Read()
    {
        while (await log.Read(entity, Sequence, Page) is { Count: > 0 } commits)
        {
            foreach (var commit in commits)
            {
                foreach (var written in commit.Events) yield return Understood(written);
                (Sequence, Chain) = (commit.First + commit.Events.Count - 1, commit.Hash);
            }
        }
    }

    /// <summary>Appends events, all or nothing; they are durable when the task completes.</summary>
    /// <param name="events">The events that follow <see cref="Sequence"/>, 1 to 500.</param>
    /// <param name="move">The entity's new place in the catalogue; null where it stays.</param>
    /// <param name="entries">What else they enter into lists, and strike out; null is nothing.</param>
    /// <exception cref="FencedException">Somebody else wrote; nothing was written.</exception>
    public async Task Append(IReadOnlyList<TEvent> events, CatalogueMove? move = null, IReadOnlyList<ListEntry>? entries = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(events.Count, Math.Clamp(events.Count, 1, GroupCommit.Most));
        var written = new byte[events.Count][];
        var chain = Chain;
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = JsonSerializer.SerializeToUtf8Bytes(events[i], json);
            chain = HashChain.After(chain, written[i]);
        }
        var commit = new Commit(entity, "", Sequence + 1, written, chain, move) { Entries = entries ?? [], Acts = Activity.Acts.Of(entity, events) };
        await log.Commit(commit);
        (Sequence, Chain) = (commit.Last, chain);
    }

    /// <summary>Enters into lists, and strikes out, without an event; durable when the task completes.</summary>
    /// <param name="entries">What is entered and struck out.</param>
    /// <exception cref="FencedException">The log no longer ends at <see cref="Sequence"/>: somebody else wrote. Nothing was entered.</exception>
    public Task Enter(IReadOnlyList<ListEntry> entries) => log.Commit(new Commit(entity, "", Sequence + 1, [], Chain, Move: null) { Entries = entries });

    private TEvent Understood(byte[] written)
    {
        TEvent happened;
        try
        {
            happened = JsonSerializer.Deserialize(written, json) ?? throw new JsonException("It is missing.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException) // of another kind, or of none
        {
            throw new JsonException($"An event of {entity} after {Sequence} is none that this house knows: {e.Message}", e);
        }
        return versionOf(happened) <= newestKnown
            ? happened
            : throw new InvalidOperationException($"An event of {entity} after {Sequence} has version {versionOf(happened)}; this house reads up to {newestKnown}.");
    }
}
