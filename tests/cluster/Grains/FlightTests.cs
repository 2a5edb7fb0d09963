using System.Text;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Harness;
using StackExchange.Redis;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Commits of many entities on their way into a real Redis, which stands still for as long as a test wants it to.</summary>
public sealed class FlightTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private IConnectionMultiplexer _redis = null!;
    private IConnectionMultiplexer _operator = null!;
    private RedisEventLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.Start();
        _redis = await ConnectionMultiplexer.ConnectAsync($"{_server.Connection},asyncTimeout=1500");
        _operator = await ConnectionMultiplexer.ConnectAsync($"{_server.Connection},allowAdmin=true");
        _log = new RedisEventLog(_redis, new RedisEventLogOptions());
        await _log.Commit(Batch("first", 1)); // Redis has learnt the script
    }

    public async ValueTask DisposeAsync()
    {
        await _operator.DisposeAsync();
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Commits_that_come_while_others_are_on_their_way_share_a_flight_and_are_judged_one_by_one()
    {
        var flights = await Flights(() => [.. Enumerable.Range(0, 200).Select(i => _log.Commit(Batch($"a{i}", 1, first: i == 150 ? 5 : 1)))], async commits =>
        {
            var refused = await Assert.ThrowsAsync<FencedException>(() => commits[150]);
            Assert.Contains("a150", refused.Message, StringComparison.Ordinal);
            await Task.WhenAll(commits.Where((_, i) => i != 150));
        });
        Assert.Equal(3, flights); // one that was free, another, and one with all who came after
        for (var i = 0; i < 200; i++) Assert.Equal(i == 150 ? [] : ["a" + i], await Read($"a{i}"));
        var feed = await new RedisFeed(_redis, TimeProvider.System).Read(null, 1_000);
        Assert.Equal(["auction:first", .. Enumerable.Range(0, 200).Where(i => i != 150).Select(i => $"auction:a{i}")], feed.Commits.Select(c => c.Entity));
    }

    [Fact]
    public async Task A_flight_carries_no_more_events_than_one_commit_may() => Assert.Equal(
        5, await Flights(() => [.. new[] { 1, 1, 300, 300, 200, 1 }.Select((events, i) => _log.Commit(Batch($"b{i}", events)))], commits => Task.WhenAll(commits)));

    [Fact]
    public async Task A_commit_without_events_enters_into_lists_where_the_log_still_ends_there_and_leaves_the_log_as_it_is()
    {
        var catalogue = new RedisCatalogue(_redis);
        await _log.Commit(Entry("first", after: 1, "entered"));
        await Assert.ThrowsAsync<FencedException>(() => _log.Commit(Entry("first", after: 0, "fenced")));
        await _log.Commit(Entry("of-nothing", after: 0, "too"));
        Assert.Equal("entered too", string.Join(" ", await catalogue.Ids("entries", null, 10)));
        await _log.Commit(Batch("first", 1, first: 2));
        Assert.Equal("first first", string.Join(" ", await Read("first")));
        Assert.Empty(await Read("of-nothing"));
        Assert.Equal(2, (await new RedisFeed(_redis, TimeProvider.System).Read(null, 1_000)).Commits.Count);

        static Commit Entry(string id, long after, string entry) => new($"auction:{id}", "USD/2", after + 1, [], "", null) { Entries = [new ListEntry("entries", entry)] };
    }

    [Fact]
    public async Task Who_waits_behind_a_Redis_that_does_not_answer_waits_no_longer_than_the_first()
    {
        await Pause();
        Task[] commits = [.. Enumerable.Range(0, 5).Select(i => _log.Commit(Batch($"c{i}", 1)))];
        foreach (var commit in commits) await Assert.ThrowsAsync<RedisTimeoutException>(() => commit);
        await GoOn();
        // What had been sent may have happened, what had not has not; and the log takes more.
        await _log.Commit(Batch("last", 1));
        Assert.Equal([[], [], []], new[] { await Read("c2"), await Read("c3"), await Read("c4") });
        await _log.Commit(Batch("c4", 1));
        Assert.Equal(["c4"], await Read("c4"));
    }

    private static Commit Batch(string id, int events, long first = 1) =>
        new($"auction:{id}", "USD/2", first, [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(id), events)], $"hash {id}", new CatalogueMove(id, ["left"], ["joined"]));

    private async Task<string[]> Read(string id) => [.. (await _log.Read($"auction:{id}", 0, 1_000)).SelectMany(c => c.Events).Select(Encoding.UTF8.GetString)];

    /// <summary>Into how many flights commits are put that are all handed in while Redis stands still.</summary>
    private async Task<int> Flights(Func<Task[]> send, Func<Task[], Task> arrive)
    {
        await Pause();
        var commits = send();
        await GoOn();
        await arrive(commits);
        var scripts = (await _operator.GetServers()[0].InfoAsync("commandstats")).Single().Single(c => c.Key == "cmdstat_evalsha").Value;
        return int.Parse(scripts.Split(',')[0]["calls=".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task Pause()
    {
        await _operator.GetDatabase().ExecuteAsync("CONFIG", "RESETSTAT");
        await _operator.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "600000", "WRITE");
    }

    private Task GoOn() => _operator.GetDatabase().ExecuteAsync("CLIENT", "UNPAUSE");
}
