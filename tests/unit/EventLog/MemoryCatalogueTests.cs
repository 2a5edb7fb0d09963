using Microsoft.Extensions.Time.Testing;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;
using static Sothebais.Tests.Unit.EventLog.MemoryEventLogTests;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class MemoryCatalogueTests
{
    private readonly MemoryEventLog _log = new(new FakeTimeProvider(Room.Noon));

    [Fact]
    public async Task A_list_is_paged_in_the_order_of_its_ids()
    {
        foreach (var id in (string[])["b", "a-2", "d", "a-10", "c"]) await Join(id, "all");
        Assert.Equal(["a-10", "a-2"], await _log.Ids("all", null, 2));
        Assert.Equal(["b", "c"], await _log.Ids("all", "a-2", 2));
        Assert.Equal(["d"], await _log.Ids("all", "c", 2));
        Assert.Empty(await _log.Ids("all", "d", 2));
        Assert.Empty(await _log.Ids("all", "z", 2));
    }

    [Fact]
    public async Task A_page_goes_on_even_where_the_id_it_ended_with_has_left()
    {
        foreach (var id in (string[])["a", "b", "c"]) await Join(id, "status:Open");
        await _log.Commit(Batch("b", 2, 1) with { Move = new CatalogueMove("b", ["status:Open"], ["status:Sold"]) });
        Assert.Equal(["c"], await _log.Ids("status:Open", "b", 10));
        Assert.Equal(["a", "c"], await _log.Ids("status:Open", null, 10));
        Assert.Equal(["b"], await _log.Ids("status:Sold", null, 10));
    }

    [Fact]
    public async Task A_list_that_does_not_exist_or_was_left_by_all_is_empty()
    {
        Assert.Empty(await _log.Ids("status:Open", null, 10));
        await Join("a", "status:Open");
        await _log.Commit(Batch("a", 2, 1) with { Move = new CatalogueMove("a", ["status:Open"], []) });
        Assert.Empty(await _log.Ids("status:Open", null, 10));
        Assert.Empty(await _log.Ids("status:Open", "a", 10));
    }

    private Task Join(string id, string list) => _log.Commit(Batch(id, 1, 1) with { Move = new CatalogueMove(id, [], [list]) });
}
