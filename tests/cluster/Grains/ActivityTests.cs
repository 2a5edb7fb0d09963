using Microsoft.Extensions.Time.Testing;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.Grains.Activity;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Harness;
using StackExchange.Redis;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>The acts that commits bring with them: the same in memory as in Redis.</summary>
public sealed class ActivityTests
{
    private static Commit Batch(long first, int acts, string header = "") => new("sale:autumn", header, first, [.. Enumerable.Range(0, Math.Max(1, acts)).Select(i => System.Text.Encoding.UTF8.GetBytes($"e{first + i}"))], $"hash {first}", new CatalogueMove("autumn", ["left"], ["joined"]))
    {
        Entries = [new ListEntry("entries", "here"), new ListEntry("struck", "gone", Gone: true)],
        Acts = [.. Enumerable.Range(0, acts).Select(i => new Act(Noon.AddSeconds(first + i), "ada", "saleOpened", "sale", "autumn", first + i) { About = "ä", Reason = "because", Request = $"r{first + i}" })],
    };

    private static async Task WithBoth(Func<IEventLog, IActivity, ICatalogue, IFeed, Task> test)
    {
        var memory = new MemoryEventLog(new FakeTimeProvider(Noon));
        await test(memory, memory, memory, memory);
        await using var server = await RedisServer.Start();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        await test(new RedisEventLog(redis, new RedisEventLogOptions()), new RedisActivity(redis), new RedisCatalogue(redis), new RedisFeed(redis, TimeProvider.System));
    }

    [Fact]
    public Task A_commit_brings_its_acts_its_lists_and_its_events_together() => WithBoth(async (log, activity, catalogue, feed) =>
    {
        await log.Commit(Batch(1, 0));
        await log.Commit(Batch(2, 2, "USD/2"));
        await log.Commit(Batch(4, 1));
        var acts = await activity.Newest(null, 10);
        Assert.Equal([4L, 3, 2], acts.Select(a => a.Sequence));
        Assert.Equal(("ada", "saleOpened", "sale", "autumn", "ä", "because", "r4", Noon.AddSeconds(4)), (acts[0].By, acts[0].Kind, acts[0].Thing, acts[0].ThingId, acts[0].About, acts[0].Reason, acts[0].Request, acts[0].At));
        Assert.Equal([2L], (await activity.Newest(acts[1].Id, 10)).Select(a => a.Sequence));
        Assert.Equal(["e1", "e2", "e3", "e4"], (await log.Read("sale:autumn", 0, 100)).SelectMany(c => c.Events).Select(System.Text.Encoding.UTF8.GetString));
        Assert.Equal(["autumn"], await catalogue.Ids("joined", null, 10));
        Assert.Equal(["here"], await catalogue.Ids("entries", null, 10));
        Assert.Empty(await catalogue.Ids("left", null, 10));
        Assert.Equal(2, Assert.Single(await feed.Latest(10)).Events.Count);
    });
}
