using System.Text;
using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.EventLog;

/// <summary>The log of an entity that commits one command at a time.</summary>
public sealed class JournalTests
{
    private const string Entity = "stream:main";
    private static readonly Origin Admin = new("admin", "=1", "");

    private readonly MemoryEventLog _log = new(TimeProvider.System);

    private Journal<StreamEvent> Open(int newestKnown = 1) => new(_log, Entity, StreamEventJson.Default.StreamEvent, e => e.Version, newestKnown);

    private static StreamEvent Event(long sequence) => new StreamWentLive { Sequence = sequence, Origin = Admin };

    private async Task<Journal<StreamEvent>> Written(int events)
    {
        var journal = Open();
        for (var n = 1; n <= events; n++) await journal.Append([Event(n)]);
        return journal;
    }

    [Fact]
    public async Task What_was_appended_is_read_in_order()
    {
        await Written(3);
        var journal = Open();
        await Reads(journal, 1, 2, 3);
        Assert.Equal(3, journal.Sequence);
    }

    [Fact]
    public async Task What_a_newer_house_wrote_is_not_read_as_if_it_were_understood()
    {
        await Open().Append([Event(1) with { Version = 2 }]);
        Assert.Equal(1, await Open(newestKnown: 2).Read().CountAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Open().Read().CountAsync());
    }

    [Theory, InlineData("""{"kind":"fromTheFuture","sequence":3,"v":1}"""), InlineData("""{"sequence":3,"v":1}"""), InlineData("null")]
    public async Task What_is_no_event_that_it_knows_is_refused_with_the_place_where_it_stands(string written)
    {
        var journal = await Written(2);
        await _log.Commit(new Commit(Entity, "", 3, [Encoding.UTF8.GetBytes(written)], HashChain.After(journal.Chain, Encoding.UTF8.GetBytes(written)), null));
        var refused = await Assert.ThrowsAsync<JsonException>(async () => await Open().Read().CountAsync());
        Assert.StartsWith("An event of stream:main after 2 is none that this house knows: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_after_a_snapshot_and_its_chain_goes_on_too()
    {
        var whole = await Written(5);
        var journal = Open();
        Assert.True(await journal.StartAfter(3, await ChainAt(3)));
        await Reads(journal, 4, 5);
        Assert.Equal(whole.Chain, journal.Chain);
        await journal.Append([Event(6)]);
        Assert.Equal(6, Assert.Single(await _log.Read(Entity, 5, 10)).First);
    }

    [Theory, InlineData(3, "another chain"), InlineData(6, null)]
    public async Task A_snapshot_of_another_log_is_passed_over(long sequence, string? chain)
    {
        await Written(5);
        var journal = Open();
        Assert.False(await journal.StartAfter(sequence, chain ?? await ChainAt(5)));
        Assert.Equal(5, await journal.Read().CountAsync());
    }

    [Fact]
    public async Task Entries_are_in_their_lists_with_the_events_that_enter_them()
    {
        var journal = Open();
        await journal.Append([Event(1)], entries: [new ListEntry("streams", "main")]);
        Assert.Equal(["main"], await _log.Ids("streams", null, 10));
        await journal.Append([Event(2)], entries: [new ListEntry("streams", "main", Gone: true)]);
        Assert.Empty(await _log.Ids("streams", null, 10));
    }

    private async Task<string> ChainAt(long sequence) => (await _log.Read(Entity, sequence - 1, 1))[0].Hash;

    private static async Task Reads(Journal<StreamEvent> journal, params long[] sequences) =>
        Assert.Equal(sequences, await journal.Read().Select(e => e.Sequence).ToArrayAsync());
}
