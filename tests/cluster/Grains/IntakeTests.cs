using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sothebais.GrainInterfaces.DeadLetters;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;
using Sothebais.Grains.DeadLetters;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Intake;
using Sothebais.Tests.Harness;
using StackExchange.Redis;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>What was sent in, and dead letters: the same in memory as in Redis.</summary>
public sealed class IntakeTests
{
    private static SentEvent Sent(string id, string source = "/shop") =>
        new(source, id, "com.example.sold", "lamp", Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","data":{"ä":[1,2]},"id":"{{id}}","source":"{{source}}","type":"com.example.sold","subject":"lamp"}"""));

    private static DeadLetter Letter(string id, int attempts = 1) => new(
        id, DeadLetterKind.Delivery, "hook", null, "timeout", "It did not answer.", attempts, Noon, Noon.AddMinutes(attempts), $"genesis-1-{id}", "com.sothebais.auction.bid-placed.v1", "/auctions/genesis-1", "genesis-1",
        """{"specversion":"1.0","data":{"amount":"1.50"}}"""u8.ToArray());

    private static async Task WithBoth(Func<IIntakeLog, IFeed, IDeadLetterStore, Task> test)
    {
        var memory = new MemoryEventLog(new FakeTimeProvider(Noon));
        await test(memory, memory, new MemoryDeadLetterStore());
        await using var server = await RedisServer.Start();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        await test(new RedisIntakeLog(redis, new RedisEventLogOptions()), new RedisFeed(redis, TimeProvider.System), new RedisDeadLetterStore(redis));
    }

    [Fact]
    public Task An_event_that_comes_again_is_kept_once_also_within_one_call() => WithBoth(async (log, feed, _) =>
    {
        var fresh = new List<bool[]> { await log.Keep([Sent("1"), Sent("2"), Sent("1")]), await log.Keep([Sent("2"), Sent("3"), Sent("1", "/other")]), await log.Keep([Sent("3")]) };
        Assert.Equal([[true, true, false], [false, true, true], [false]], fresh);
        var commits = (await feed.Read(null, 10)).Commits;
        Assert.Equal([2, 2], commits.Select(c => c.Events.Count));
        Assert.Equal(
            [("/shop", "1"), ("/shop", "2"), ("/shop", "3"), ("/other", "1")],
            commits.SelectMany(c => c.Events).Select(e => SentEventJson.Read(e)).Select(e => (e.Source, e.Id)));
    });

    [Fact]
    public Task An_event_is_found_by_source_and_id_exactly_as_it_came() => WithBoth(async (log, feed, _) =>
    {
        await log.Keep([Sent("1")]);
        await log.Keep([Sent("2"), Sent("3"), Sent("4")]);
        var grain = new IntakeGrain(log, feed);
        foreach (var id in new[] { "1", "2", "4" })
        {
            var found = await grain.Find("/shop", id);
            Assert.Equal((id, "com.example.sold", "lamp"), (found!.Id, found.Type, found.Subject));
            Assert.Equal(Sent(id).Json, found.Json);
        }
        Assert.Null(await grain.Find("/shop", "5"));
        Assert.Null(await grain.Find("/other", "1"));
    });

    [Fact]
    public async Task In_memory_an_event_is_forgotten_when_its_time_is_up()
    {
        var clock = new FakeTimeProvider(Noon);
        IIntakeLog log = new MemoryEventLog(clock);
        await log.Keep([Sent("1")]);
        clock.Advance(IIntakeGrain.Memory - TimeSpan.FromSeconds(1));
        Assert.False((await log.Keep([Sent("1")])).Single());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await log.Keep([Sent("1")])).Single());
    }

    [Fact]
    public async Task In_Redis_what_is_known_ends_by_itself()
    {
        await using var server = await RedisServer.Start();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        await new RedisIntakeLog(redis, new RedisEventLogOptions()).Keep([Sent("1"), Sent("2")]);
        var keys = redis.GetServers()[0].Keys(pattern: "sothebais:sent:*").ToArray();
        Assert.Equal(2, keys.Length);
        foreach (var key in keys)
        {
            Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value, IIntakeGrain.Memory - TimeSpan.FromMinutes(5), IIntakeGrain.Memory);
            Assert.True(FeedPosition.TryParse(await redis.GetDatabase().StringGetAsync(key), out _));
        }
    }

    [Fact]
    public Task Letters_are_kept_listed_changed_and_discarded() => WithBoth(async (_, _, store) =>
    {
        foreach (var id in new[] { "b", "a", "c" }) Assert.Equal(new KeptLetter(null, 0), await store.Keep(Letter(id), 10));
        await store.Keep(Letter("b", attempts: 2), 10);
        Assert.Equal(["a", "b", "c"], (await store.List(DeadLetterFilter.All, null, 10)).Select(l => l.Id));
        Assert.Equal(["b"], (await store.List(DeadLetterFilter.All, "a", 1)).Select(l => l.Id));
        Assert.Empty(await store.List(DeadLetterFilter.All, "c", 10));
        Assert.Equal(3, await store.Count(DeadLetterFilter.All));
        var found = await store.Find("b");
        Assert.Equal(Letter("b", attempts: 2) with { Json = found!.Json }, found);
        Assert.Equal(Letter("b").Json, found.Json);
        Assert.Equal(new KeptLetter("b", 0), await store.Keep(Letter("d") with { EventId = Letter("b").EventId }, 10)); // the same event for the same receiver
        Assert.Null(await store.Find("d"));
        Assert.Equal((3, 0), (await store.Count(new DeadLetterFilter(DeadLetterKind.Delivery, "hook")), await store.Count(new DeadLetterFilter(DeadLetterKind.Intake, null))));
        Assert.Empty(await store.List(new DeadLetterFilter(null, "other"), null, 10));
        Assert.True(await store.Discard("b"));
        Assert.False(await store.Discard("b"));
        Assert.Null(await store.Find("b"));
        Assert.Equal(2, await store.Count(DeadLetterFilter.All));
    });

    [Fact]
    public Task Beyond_what_is_held_the_oldest_letters_go_and_it_is_said_how_many() => WithBoth(async (_, _, store) =>
    {
        for (var i = 0; i < 5; i++) Assert.Equal(new KeptLetter(null, i < 3 ? 0 : 1), await store.Keep(Letter($"{i}"), 3));
        Assert.Equal(["2", "3", "4"], (await store.List(DeadLetterFilter.All, null, 10)).Select(l => l.Id));
        Assert.Equal(new KeptLetter(null, 2), await store.Keep(Letter("5"), 2));
        Assert.Equal(2, await store.Count(DeadLetterFilter.All));
        Assert.Null(await store.Find("3"));
    });
}
