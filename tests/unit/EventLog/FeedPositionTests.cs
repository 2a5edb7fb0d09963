using CsCheck;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class FeedPositionTests
{
    [Fact]
    public void A_position_is_read_as_it_was_written() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, int.MaxValue]).Hold(p =>
        {
            var position = new FeedPosition(p.Item1, p.Item2, p.Item3);
            Assert.True(FeedPosition.TryParse(position.ToString(), out var read));
            Assert.Equal(position, read);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1-2")]
    [InlineData("1-2-3-4")]
    [InlineData("-1-2-3")]
    [InlineData("1--2")]
    [InlineData("a-2-3")]
    [InlineData(" 1-2-3")]
    [InlineData("1-2-+3")]
    [InlineData("9223372036854775808-0-0")]
    [InlineData("0-0-2147483648")]
    public void Anything_else_is_no_position(string? text) => Assert.False(FeedPosition.TryParse(text, out _));

    [Fact]
    public void Positions_are_ordered_by_entry_and_then_by_event()
    {
        FeedPosition[] ordered = [new(1, 0, 0), new(1, 0, 5), new(1, 1, 0), new(2, 0, 0), new(10, 0, 0)];
        Assert.Equal(ordered, ordered.Reverse().Order());
    }
}
