using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class GroupCommitTests
{
    private readonly HeldLog _log = new();
    private readonly Turns _turns = new();
    private readonly List<long> _published = [];
    private readonly GroupCommit _commit;

    public GroupCommitTests() => _commit = new GroupCommit(_log, "a", 0, HashChain.Start, events => _published.AddRange(events.Select(e => e.Sequence)));

    [Fact]
    public void Events_of_the_same_turn_share_a_commit()
    {
        Append(1, 2, 3);
        var commit = Assert.Single(_log.Commits);
        Assert.Equal(("auction:a", "USD/2", 1L, 3), (commit.Entity, commit.Header, commit.First, commit.Events.Count));
        Assert.Equal([1L, 2L, 3L], commit.Events.Select(json => AuctionEventJson.Read(json).Sequence));
    }

    [Fact]
    public void One_commit_is_in_flight_and_what_arrives_meanwhile_is_the_next()
    {
        Append(1);
        Append(2);
        Append(3, 4);
        Assert.Single(_log.Commits);
        Land();
        Assert.Equal([(1L, 1), (2L, 3)], _log.Commits.Select(c => (c.First, c.Events.Count)));
        Assert.Equal(1, _log.InFlight);
        Land();
        Assert.Equal(2, _log.Commits.Count);
        Assert.Equal((4L, 4L), (_commit.Committed, _commit.Appended));
        Append(5);
        Assert.Equal(5, _log.Commits[^1].First);
    }

    [Fact]
    public void A_waiter_goes_on_when_its_events_are_durable_and_not_before()
    {
        Append(1);
        var first = _commit.Flush();
        Append(2);
        var second = _commit.Flush();
        Assert.False(first.IsCompleted || second.IsCompleted);
        Land();
        Assert.True(first.IsCompletedSuccessfully);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, _commit.Committed);
        Land();
        Assert.True(second.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_waiter_of_the_turn_that_appended_waits_for_that_event()
    {
        Task waiting = null!;
        _turns.Take(() =>
        {
            _commit.Append(Event(1), "USD/2", null);
            waiting = _commit.Flush();
        });
        Assert.False(waiting.IsCompleted);
        Land();
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public void Who_appended_nothing_waits_for_what_is_in_flight()
    {
        Append(1);
        var refused = _commit.Flush(); // a refusal may rest on a bid that is not durable yet
        Assert.False(refused.IsCompleted);
        Land();
        Assert.True(refused.IsCompletedSuccessfully);
        Assert.True(_commit.Flush().IsCompletedSuccessfully);
    }

    [Fact]
    public void Nothing_is_published_before_it_is_durable()
    {
        Append(1, 2);
        Append(3);
        Assert.Empty(_published);
        Land();
        Assert.Equal([1L, 2L], _published);
        Land();
        Assert.Equal([1L, 2L, 3L], _published);
    }

    [Fact]
    public void Waiters_go_on_after_the_publication()
    {
        Append(1);
        var publishedThen = -1;
        _turns.Take(() => _ = Watch());
        Land();
        Assert.Equal(1, publishedThen);

        async Task Watch()
        {
            await _commit.Flush();
            publishedThen = _published.Count;
        }
    }

    [Fact]
    public void More_than_500_are_split_and_nobody_goes_on_before_the_last_part()
    {
        Append(1);
        Append([.. Enumerable.Range(2, 1_200).Select(i => (long)i)]);
        var waiting = _commit.Flush();
        Land();
        Land();
        Land();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(1_001, _commit.Committed);
        Land();
        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Equal([(1L, 1), (2L, 500), (502L, 500), (1_002L, 200)], _log.Commits.Select(c => (c.First, c.Events.Count)));
        Assert.Equal(Enumerable.Range(1, 1_201).Select(i => (long)i), _published);
    }

    [Fact]
    public void The_chain_runs_through_all_commits()
    {
        Append(1, 2);
        Append([.. Enumerable.Range(3, 700).Select(i => (long)i)]);
        while (_log.InFlight > 0) Land();
        var chain = HashChain.Start;
        foreach (var commit in _log.Commits)
        {
            foreach (var json in commit.Events) chain = HashChain.After(chain, json);
            Assert.Equal(chain, commit.Hash);
        }
        Assert.Equal(chain, _commit.Chain);
    }

    [Fact]
    public void A_failure_fails_everybody_who_waits_and_it_stays_broken()
    {
        Append(1);
        var inFlight = _commit.Flush();
        Append(2);
        var boarding = _commit.Flush();
        Crash(new FencedException("Somebody else wrote."));
        Failure(inFlight);
        Assert.IsType<FencedException>(_commit.Failure);
        Failure(boarding);
        Failure(_commit.Flush());
        _turns.Take(() => Assert.Throws<OutcomeUnknownException>(() => _commit.Append(Event(3), "USD/2", null)));
        Assert.Single(_log.Commits);
        Assert.Empty(_published);
        Assert.Equal((0L, HashChain.Start), (_commit.Committed, _commit.Chain));
    }

    [Fact]
    public void A_failure_half_way_leaves_what_landed_and_fails_the_rest()
    {
        Append([.. Enumerable.Range(1, 1_200).Select(i => (long)i)]);
        var waiting = _commit.Flush();
        Land();
        Crash(new TimeoutException());
        Failure(waiting);
        Assert.Equal((500L, _log.Commits[0].Hash), (_commit.Committed, _commit.Chain));
        Assert.Equal(500, _published.Count);
        Assert.Equal(2, _log.Commits.Count);
    }

    [Fact]
    public void A_failed_publication_is_a_failure_too()
    {
        var commit = new GroupCommit(_log, "a", 0, HashChain.Start, _ => throw new InvalidOperationException("No room."));
        _turns.Take(() => commit.Append(Event(1), "USD/2", null));
        var waiting = commit.Flush();
        Land();
        Failure(waiting);
    }

    [Fact]
    public void What_a_publication_appends_joins_the_next_commit()
    {
        GroupCommit commit = null!;
        commit = new GroupCommit(_log, "a", 0, HashChain.Start, events =>
        {
            if (events[^1].Sequence == 1) commit.Append(Event(2), "USD/2", null);
        });
        _turns.Take(() => commit.Append(Event(1), "USD/2", null));
        Land();
        Assert.Equal(2, _log.Commits[^1].First);
        Land();
        Assert.Equal(2, commit.Committed);
        Assert.Equal(0, _log.InFlight);
    }

    [Fact]
    public void The_next_commit_is_on_its_way_before_anybody_is_told_of_the_last()
    {
        List<int> sent = [];
        var commit = new GroupCommit(_log, "a", 0, HashChain.Start, _ => sent.Add(_log.Commits.Count));
        _turns.Take(() => commit.Append(Event(1), "USD/2", null));
        _turns.Take(() => commit.Append(Event(2), "USD/2", null));
        var waiting = commit.Flush();
        Land();
        Assert.Equal([2], sent);
        Assert.Equal((1L, _log.Commits[0].Hash), (commit.Committed, commit.Chain));
        Assert.False(waiting.IsCompleted);
        Land();
        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public void It_goes_on_from_the_head_it_was_given()
    {
        var commit = new GroupCommit(_log, "a", 41, "abc", _ => { });
        Assert.Equal((41L, 41L, "abc"), (commit.Committed, commit.Appended, commit.Chain));
        Assert.True(commit.Flush().IsCompletedSuccessfully);
        _turns.Take(() => commit.Append(Event(42), "USD/2", null));
        Assert.Equal(HashChain.After("abc", AuctionEventJson.Write(Event(42))), _log.Commits[0].Hash);
    }

    private void Append(params long[] sequences) => _turns.Take(() =>
    {
        foreach (var sequence in sequences) _commit.Append(Event(sequence), "USD/2", null);
    });

    private void Land() => _turns.Take(_log.Land);

    private void Crash(Exception e) => _turns.Take(() => _log.Crash(e));

    private static OutcomeUnknownException Failure(Task waiting)
    {
        Assert.True(waiting.IsFaulted);
        return Assert.IsType<OutcomeUnknownException>(waiting.Exception!.InnerException);
    }

    private static FairWarning Event(long sequence) => new(1) { Sequence = sequence, At = Room.Noon };
}
