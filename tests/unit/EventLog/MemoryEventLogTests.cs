using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class MemoryEventLogTests
{
    private readonly MemoryEventLog _log = new(new FakeTimeProvider(Room.Noon));

    [Fact]
    public async Task What_is_committed_is_read_back_in_order()
    {
        await _log.Commit(Batch("a", 1, 2));
        await _log.Commit(Batch("b", 1, 1));
        await _log.Commit(Batch("a", 3, 3));
        var read = await _log.Read("a", 0, 100);
        Assert.Equal([1L, 3L], read.Select(c => c.First));
        Assert.Equal(["a1", "a2", "a3", "a4", "a5"], read.SelectMany(c => c.Events).Select(Encoding.UTF8.GetString));
        Assert.Equal(["hash 2", "hash 5"], read.Select(c => c.Hash));
    }

    [Fact]
    public async Task A_log_nobody_wrote_is_empty() => Assert.Empty(await _log.Read("nobody", 0, 100));

    [Theory]
    [InlineData(1)] // an old writer that repeats
    [InlineData(2)]
    [InlineData(4)] // a writer that believes in events that are not there
    public async Task A_second_writer_is_fenced_and_nothing_is_written(long first)
    {
        await _log.Commit(Batch("a", 1, 2));
        var newest = await _log.Newest();
        await Assert.ThrowsAsync<FencedException>(() => _log.Commit(Batch("a", first, 1) with { Move = new CatalogueMove("a", [], ["all"]) }));
        Assert.Single(await _log.Read("a", 0, 100));
        Assert.Empty(await _log.Ids("all", null, 10));
        Assert.Equal(newest, await _log.Newest());
        await _log.Commit(Batch("a", 3, 1));
    }

    [Theory]
    [InlineData(0, 100, new long[] { 1, 4, 6, 7 })]
    [InlineData(0, 1, new long[] { 1 })]
    [InlineData(0, 3, new long[] { 1 })]
    [InlineData(0, 4, new long[] { 1, 4 })]
    [InlineData(3, 2, new long[] { 4 })]
    [InlineData(4, 2, new long[] { 4 })] // the commit that holds the next event is given whole
    [InlineData(5, 2, new long[] { 6, 7 })]
    [InlineData(7, 9, new long[] { 7 })]
    [InlineData(10, 9, new long[0])]
    [InlineData(99, 9, new long[0])]
    public async Task It_is_read_in_pages_of_whole_commits(long after, int limit, long[] firsts)
    {
        await _log.Commit(Batch("a", 1, 3));
        await _log.Commit(Batch("a", 4, 2));
        await _log.Commit(Batch("a", 6, 1));
        await _log.Commit(Batch("a", 7, 4));
        Assert.Equal(firsts, (await _log.Read("a", after, limit)).Select(c => c.First));
    }

    [Fact]
    public async Task Used_keys_are_found_again_each_with_its_first_use()
    {
        await _log.RememberKeys("a", [new RememberedKey(7, 3, "body"), new RememberedKey(8, 4, "")]);
        await _log.RememberKeys("a", [new RememberedKey(7, 9, "other")]);
        Assert.Equal(new RememberedKey(7, 3, "body"), await _log.FindKey("a", 7));
        Assert.Equal(new RememberedKey(8, 4, ""), await _log.FindKey("a", 8));
        Assert.Null(await _log.FindKey("a", 9));
        Assert.Null(await _log.FindKey("b", 7));
    }

    internal static Commit Batch(string entity, long first, int events) => new(
        entity, "USD/2", first, [.. Enumerable.Range(0, events).Select(i => Encoding.UTF8.GetBytes($"{entity}{first + i}"))], $"hash {first + events - 1}", null);
}
