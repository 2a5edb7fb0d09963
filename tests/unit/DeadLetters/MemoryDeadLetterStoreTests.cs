using Sothebais.GrainInterfaces.DeadLetters;
using Sothebais.Grains.DeadLetters;

namespace Sothebais.Tests.Unit.DeadLetters;

public sealed class MemoryDeadLetterStoreTests
{
    private readonly MemoryDeadLetterStore _store = new();

    private static DeadLetter Letter(string id, string eventId, string? webhook = null) => new(
        id, webhook is null ? DeadLetterKind.Intake : DeadLetterKind.Delivery, webhook, webhook is null ? "bridge" : null, "timeout", null, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, eventId, "t", "/s", null, []);

    [Fact]
    public async Task Of_an_event_there_is_one_letter_a_receiver()
    {
        Assert.Equal(new KeptLetter(null, 0), await _store.Keep(Letter("1", "a"), 10));
        Assert.Equal(new KeptLetter("1", 0), await _store.Keep(Letter("2", "a"), 10));
        Assert.Equal(new KeptLetter(null, 0), await _store.Keep(Letter("3", "a", "hook"), 10));
        Assert.Equal(new KeptLetter(null, 0), await _store.Keep(Letter("1", "a"), 10));
        Assert.True(await _store.Discard("1"));
        Assert.Equal(new KeptLetter(null, 0), await _store.Keep(Letter("2", "a"), 10));
    }

    [Fact]
    public async Task The_oldest_go_and_are_known_no_longer()
    {
        for (var i = 0; i < 5; i++) await _store.Keep(Letter($"{i}", $"e-{i}"), 3);
        Assert.Equal(["2", "3", "4"], (await _store.List(DeadLetterFilter.All, null, 100)).Select(l => l.Id));
        Assert.Equal(new KeptLetter(null, 1), await _store.Keep(Letter("5", "e-0"), 3));
    }

    [Fact]
    public async Task A_filter_lets_through_what_it_says()
    {
        await _store.Keep(Letter("1", "a"), 10);
        await _store.Keep(Letter("2", "a", "one"), 10);
        await _store.Keep(Letter("3", "a", "two"), 10);
        foreach (var (filter, ids) in new (DeadLetterFilter, string[])[]
        {
            (DeadLetterFilter.All, ["1", "2", "3"]), (new(DeadLetterKind.Intake, null), ["1"]), (new(DeadLetterKind.Delivery, null), ["2", "3"]), (new(null, "two"), ["3"]), (new(DeadLetterKind.Intake, "two"), []),
        })
        {
            Assert.Equal(ids, (await _store.List(filter, null, 100)).Select(l => l.Id));
            Assert.Equal(ids.Length, await _store.Count(filter));
        }
    }
}
