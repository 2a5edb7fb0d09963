using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Tests.Unit.Feed;

public sealed class FeedRangeTests
{
    private const string From = "2026-11-23T15:00:00Z", To = "2026-11-23T16:00:00Z";
    private const long FromMs = 1_795_446_000_000, ToMs = FromMs + 3_600_000;

    private static FeedRange Read(string? after, string? from, string? to)
    {
        Assert.True(FeedRange.TryRead(after, from, to, out var range));
        return range;
    }

    [Fact]
    public void It_begins_with_the_first_event_of_its_instant_and_ends_before_that_of_the_other()
    {
        var range = Read(null, From, To);
        Assert.True(new FeedPosition(FromMs - 1, 500, 7).CompareTo(range.After!.Value) < 0);
        Assert.True(new FeedPosition(FromMs, 0, 0).CompareTo(range.After!.Value) > 0);
        Assert.False(range.EndsBefore(new FeedPosition(ToMs - 1, 500, 7)));
        Assert.True(range.EndsBefore(new FeedPosition(ToMs, 0, 0)));
    }

    [Fact]
    public void A_place_within_goes_on_there_and_one_before_begins_at_the_instant()
    {
        var within = new FeedPosition(FromMs + 5, 1, 2);
        Assert.Equal(within, Read(within.ToString(), From, To).After);
        Assert.Equal(Read(null, From, To).After, Read("5-0-0", From, To).After);
        Assert.Equal(Read(null, From, To).After, Read("0", From, To).After ?? Read(null, From, To).After);
    }

    [Fact]
    public void Without_anything_it_is_all_of_the_feed() => Assert.Equal(new FeedRange(null, null), Read("", null, ""));

    [Theory]
    [InlineData("1-2", null, null)]
    [InlineData("yesterday", null, null)]
    [InlineData(null, "2026-11-23T15:00:00", null)] // whose three o'clock?
    [InlineData(null, "2026-11-23", null)]
    [InlineData(null, "1969-11-23T15:00:00Z", null)]
    [InlineData(null, To, From)]
    [InlineData(null, From, From)]
    public void What_is_no_range_is_told_so(string? after, string? from, string? to) => Assert.False(FeedRange.TryRead(after, from, to, out _));
}
