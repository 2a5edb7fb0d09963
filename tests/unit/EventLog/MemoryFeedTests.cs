using Microsoft.Extensions.Time.Testing;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;
using static Sothebais.Tests.Unit.EventLog.MemoryEventLogTests;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class MemoryFeedTests
{
    private readonly FakeTimeProvider _clock = new(Room.Noon);
    private readonly MemoryEventLog _log;
    private readonly IFeed _feed;

    public MemoryFeedTests() => _feed = _log = new MemoryEventLog(_clock, feedCommits: 3);

    [Fact]
    public async Task Every_commit_of_every_log_is_there_in_one_order()
    {
        await Commits("a", "b", "a");
        var stretch = await _feed.Read(null, 10);
        Assert.Equal([("a", 1), ("b", 1), ("a", 2)], stretch.Commits.Select(c => (c.Entity, int.Parse(System.Text.Encoding.UTF8.GetString(c.Events[0])[1..], null))));
        Assert.All(stretch.Commits, c => Assert.Equal("USD/2", c.Header));
        Assert.False(stretch.Reset);
    }

    // The feed's readers follow auctions. What is not theirs would be read again and again until the next auction's event.
    [Fact]
    public async Task What_has_no_header_is_in_its_log_and_not_in_the_feed()
    {
        await Commits("a");
        await _log.Commit(Batch("sale:autumn", 1, 1) with { Header = "", Move = new CatalogueMove("autumn", [], ["sales"]) });
        await Commits("b");
        Assert.Equal(["a", "b"], (await _feed.Read(null, 10)).Commits.Select(c => c.Entity));
        Assert.Single(await _log.Read("sale:autumn", 0, 10));
        Assert.Equal(["autumn"], await ((ICatalogue)_log).Ids("sales", null, 10));
    }

    [Fact]
    public async Task Positions_rise_even_within_a_millisecond_and_where_the_clock_is_set_back()
    {
        await Commits("a", "b");
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        await Commits("c");
        var positions = (await _feed.Read(null, 10)).Commits.Select(c => c.Position).ToArray();
        var noon = Room.Noon.ToUnixTimeMilliseconds();
        Assert.Equal([new FeedPosition(noon, 0, 0), new(noon, 1, 0), new(noon + 5, 0, 0)], positions);

        var back = new Backwards(Room.Noon);
        IFeed feed = new MemoryEventLog(back);
        await ((IEventLog)feed).Commit(Batch("a", 1, 1));
        back.Now = Room.Noon.AddHours(-1);
        await ((IEventLog)feed).Commit(Batch("a", 2, 1));
        Assert.Equal([new FeedPosition(noon, 0, 0), new(noon, 1, 0)], (await feed.Read(null, 10)).Commits.Select(c => c.Position));
    }

    [Fact]
    public async Task Reading_goes_on_after_a_position_without_loss_or_repetition()
    {
        await Commits("a", "b", "c");
        var first = await _feed.Read(null, 2);
        Assert.Equal(["a", "b"], first.Commits.Select(c => c.Entity));
        var rest = await _feed.Read(first.Commits[^1].Position, 2);
        Assert.Equal(["c"], rest.Commits.Select(c => c.Entity));
        var none = await _feed.Read(rest.Commits[^1].Position, 2);
        Assert.Empty(none.Commits);
        Assert.False(none.Reset);
    }

    [Fact]
    public async Task A_position_within_a_commit_gives_that_commit_again_until_its_last_event()
    {
        await _log.Commit(Batch("a", 1, 3));
        await _log.Commit(Batch("b", 1, 1));
        var at = (await _feed.Read(null, 1)).Commits[0].Position;
        Assert.Equal(["a", "b"], (await _feed.Read(at with { Index = 1 }, 10)).Commits.Select(c => c.Entity));
        Assert.Equal(["b"], (await _feed.Read(at with { Index = 2 }, 10)).Commits.Select(c => c.Entity));
        Assert.Equal(["b"], (await _feed.Read(at with { Index = int.MaxValue }, 10)).Commits.Select(c => c.Entity));
    }

    [Fact]
    public async Task The_newest_position_is_that_of_the_last_event()
    {
        Assert.Null(await _feed.Newest());
        await _log.Commit(Batch("a", 1, 3));
        Assert.Equal(new FeedPosition(Room.Noon.ToUnixTimeMilliseconds(), 0, 2), await _feed.Newest());
        Assert.Empty((await _feed.Read(await _feed.Newest(), 10)).Commits);
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_said_to_be_missing_and_never_silently()
    {
        await _log.Commit(Batch("a", 1, 2));
        var first = (await _feed.Read(null, 1)).Commits[0].Position;
        await Commits("b", "c", "d"); // three are kept: a is gone
        Assert.Equal(["b", "c", "d"], (await _feed.Read(null, 10)).Commits.Select(c => c.Entity));
        Assert.False((await _feed.Read(null, 10)).Reset); // from the oldest kept nothing is missed
        Assert.True((await _feed.Read(first, 10)).Reset); // its second event is
        Assert.True((await _feed.Read(new FeedPosition(0, 0, 0), 10)).Reset);
        Assert.False((await _feed.Read(first with { Index = 1 }, 10)).Reset); // knew all that is gone
        Assert.Equal(["b", "c", "d"], (await _feed.Read(first, 10)).Commits.Select(c => c.Entity));
    }

    [Fact]
    public async Task Waiting_ends_at_the_next_commit()
    {
        var next = _feed.Next(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        await Commits("a");
        await next.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Waiting_ends_when_the_time_is_up()
    {
        var next = _feed.Next(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await next.WaitAsync(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task The_next_commit_is_not_the_one_before()
    {
        await Commits("a");
        Assert.False(_feed.Next(TimeSpan.FromSeconds(1)).IsCompleted);
    }

    private async Task Commits(params string[] entities)
    {
        foreach (var entity in entities) await _log.Commit(Batch(entity, 1 + (await _log.Read(entity, 0, 1_000)).Sum(c => c.Events.Count), 1));
    }

    private sealed class Backwards(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
