using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sothebais.Grains.EventLog;

/// <summary>
/// The log of a sale or a bidder as its grain sees it: read at activation, then appended to, one commit at a time. Belongs to one grain that is not
/// reentrant. After a failed commit nobody knows whether it happened: the grain must start again from the log.
/// </summary>
/// <param name="log">Where it is kept.</param>
/// <param name="entity">Whose log: kind, colon, id.</param>
/// <param name="json">How its events are written.</param>
internal sealed class Journal<TEvent>(IEventLog log, string entity, JsonTypeInfo<TEvent> json) where TEvent : class
{
    private const int Page = 1_000;

    private string _chain = HashChain.Start;

    /// <summary>The newest sequence read or committed; 0 is none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Reads on from <see cref="Sequence"/> to the end.</summary>
    /// <exception cref="JsonException">An event was written by a newer house.</exception>
    public async IAsyncEnumerable<TEvent> Read()
    {
        while (await log.Read(entity, Sequence, Page) is { Count: > 0 } commits)
        {
            foreach (var commit in commits)
            {
                foreach (var written in commit.Events)
                    yield return JsonSerializer.Deserialize(written, json) ?? throw new JsonException($"An event of {entity} is missing.");
                (Sequence, _chain) = (commit.First + commit.Events.Count - 1, commit.Hash);
            }
        }
    }

    /// <summary>Appends events, all or nothing; they are durable when the task completes.</summary>
    /// <param name="events">The events that follow <see cref="Sequence"/>, 1 to 500.</param>
    /// <param name="move">The entity's new place in the catalogue; null where it stays.</param>
    /// <exception cref="FencedException">Somebody else wrote; nothing was written.</exception>
    public async Task Append(IReadOnlyList<TEvent> events, CatalogueMove? move = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(events.Count, Math.Clamp(events.Count, 1, GroupCommit.Most));
        var written = new byte[events.Count][];
        var chain = _chain;
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = JsonSerializer.SerializeToUtf8Bytes(events[i], json);
            chain = HashChain.After(chain, written[i]);
        }
        var commit = new Commit(entity, "", Sequence + 1, written, chain, move);
        await log.Commit(commit);
        (Sequence, _chain) = (commit.Last, chain);
    }
}
