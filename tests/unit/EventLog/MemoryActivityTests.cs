using Microsoft.Extensions.Time.Testing;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.Grains.Activity;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;
using static Sothebais.Tests.Unit.EventLog.MemoryEventLogTests;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class MemoryActivityTests
{
    private readonly MemoryEventLog _log = new(new FakeTimeProvider(Room.Noon));

    [Fact]
    public async Task Acts_are_read_the_newest_first_and_page_by_page()
    {
        for (var i = 1; i <= 5; i++) await _log.Commit(Batch("sale:a", i, 1) with { Header = "", Acts = [new Act(Room.Noon.AddSeconds(i), "ada", "saleOpened", "sale", "a", i)] });
        IActivity activity = _log;
        var first = await activity.Newest(null, 3);
        Assert.Equal([5L, 4, 3], first.Select(a => a.Sequence));
        Assert.Equal([2L, 1], (await activity.Newest(first[^1].Id, 3)).Select(a => a.Sequence));
        Assert.Equal(5, (await activity.Newest(null, 10)).Select(a => a.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_commit_that_is_fenced_leaves_no_act()
    {
        await _log.Commit(Batch("a", 1, 1));
        await Assert.ThrowsAsync<FencedException>(() => _log.Commit(Batch("a", 1, 1) with { Acts = [new Act(Room.Noon, "ada", "auctionOpened", "auction", "a", 1)] }));
        Assert.Empty(await ((IActivity)_log).Newest(null, 10));
    }

    [Fact]
    public async Task The_newest_commits_of_the_feed_are_read_in_their_order()
    {
        for (var i = 1; i <= 4; i++) await _log.Commit(Batch("a", i, 1));
        IFeed feed = _log;
        Assert.Equal(["a3", "a4"], (await feed.Latest(2)).Select(c => System.Text.Encoding.UTF8.GetString(c.Events[0])));
        Assert.Equal(4, (await feed.Latest(10)).Count);
    }
}
