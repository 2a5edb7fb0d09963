using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Outages;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Outages;

/// <summary>Seconds after noon throughout; a moment is three seconds.</summary>
public sealed class MemoryPulseTests
{
    private readonly Clock _clock = new();
    private readonly MemoryPulse _pulse;

    public MemoryPulseTests() => _pulse = new(new HouseRules { OutageMoment = TimeSpan.FromSeconds(3) }, _clock);

    [Fact]
    public async Task A_steady_pulse_is_no_outage()
    {
        await Beats("one", 0, 1, 2, 5, 8);
        Assert.Empty(await TakeOver("a", "one", 8));
    }

    [Fact]
    public async Task A_gap_longer_than_a_moment_is_an_outage_of_the_house()
    {
        await Beats("one", 0, 1);
        await Beat("one", At(4) + Room.Tick);
        Assert.Equal([new Outage(At(1), At(4) + Room.Tick)], await TakeOver("a", "one", 5));
    }

    [Fact]
    public async Task While_another_silo_lives_the_house_does()
    {
        await Beats("one", 0);
        for (var i = 0; i <= 20; i++) await Beats("two", i);
        await Beats("one", 20);
        Assert.Empty(await TakeOver("new", "two", 20));
    }

    [Fact]
    public async Task The_outages_of_the_silo_that_ran_an_auction_concern_it()
    {
        await Beats("one", 0);
        await TakeOver("a", "one", 0);
        for (var i = 0; i <= 8; i++) await Beats("two", i);
        await Beats("one", 8); // was away for eight seconds, and lives again
        Assert.Equal([Span(0, 8)], await TakeOver("a", "two", 9));
        Assert.Empty(await TakeOver("b", "two", 9)); // which ran nowhere
    }

    [Fact]
    public async Task A_silo_that_fell_silent_took_its_auctions_with_it()
    {
        await Beats("one", 0, 1);
        await TakeOver("a", "one", 1);
        for (var i = 0; i <= 6; i++) await Beats("two", i);
        Assert.Equal([Span(1, 6)], await TakeOver("a", "two", 6));
    }

    [Fact]
    public async Task Silence_counts_at_most_as_long_as_a_failover_may_take()
    {
        await Beats("one", 0, 1);
        await TakeOver("a", "one", 1);
        for (var i = 0; i <= 600; i++) await Beats("two", i);
        Assert.Equal([new Outage(At(1), At(1) + IPulse.Failover)], await TakeOver("a", "two", 600));
    }

    [Fact]
    public async Task Silence_of_a_moment_is_none()
    {
        await Beats("one", 0);
        await TakeOver("a", "one", 0);
        for (var i = 0; i <= 3; i++) await Beats("two", i);
        Assert.Empty(await TakeOver("a", "two", 3));
        Assert.Empty(await TakeOver("a", "two", 3)); // and it is two's now
    }

    [Fact]
    public async Task What_was_given_back_in_good_order_is_not_missed()
    {
        await Beats("one", 0, 1);
        await TakeOver("a", "one", 1);
        await _pulse.Release("a", "one");
        for (var i = 0; i <= 60; i++) await Beats("two", i);
        Assert.Empty(await TakeOver("a", "two", 60));
    }

    [Fact]
    public async Task Only_who_runs_an_auction_can_give_it_back()
    {
        await Beats("one", 0, 1);
        await TakeOver("a", "one", 1);
        await _pulse.Release("a", "two");
        for (var i = 0; i <= 6; i++) await Beats("two", i);
        Assert.Equal([Span(1, 6)], await TakeOver("a", "two", 6));
    }

    [Fact]
    public async Task A_takeover_moves_the_auction()
    {
        await Beats("one", 0);
        await TakeOver("a", "one", 0);
        for (var i = 0; i <= 5; i++) await Beats("two", i);
        Assert.NotEmpty(await TakeOver("a", "two", 5));
        for (var i = 6; i <= 9; i++) await Beats("two", i);
        Assert.Empty(await TakeOver("a", "two", 9)); // one's silence is no longer its business
    }

    [Fact]
    public async Task Silence_of_the_whole_house_is_counted_in_full()
    {
        await Beats("one", 0);
        Assert.Equal([Span(0, 3_600)], await TakeOver("a", "two", 3_600));
        await Beats("two", 3_600);
        Assert.Equal([Span(0, 3_600)], await TakeOver("b", "two", 3_600));
    }

    [Fact]
    public async Task A_house_that_never_lived_was_never_away() => Assert.Empty(await TakeOver("a", "one", 1_000));

    [Fact]
    public async Task The_newest_sixteen_outages_are_kept()
    {
        for (var i = 0; i <= 20; i++) await Beats("one", i * 10);
        var kept = await TakeOver("a", "one", 200);
        Assert.Equal(Enumerable.Range(4, 16).Select(i => Span(i * 10, i * 10 + 10)), kept);
    }

    private async Task Beats(string silo, params int[] seconds)
    {
        foreach (var second in seconds) await Beat(silo, At(second));
    }

    private Task Beat(string silo, DateTimeOffset at)
    {
        _clock.Now = at;
        return _pulse.Beat(silo);
    }

    private Task<IReadOnlyList<Outage>> TakeOver(string auction, string silo, int second)
    {
        _clock.Now = At(second);
        return _pulse.TakeOver(auction, silo);
    }

    private static Outage Span(int from, int to) => new(At(from), At(to));

    private static DateTimeOffset At(int second) => Room.Noon.AddSeconds(second);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
