using CsCheck;
using Sothebais.Gateways.Admin.Console.Auctions;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>Durations as people write them.</summary>
public sealed class SpansTests
{
    [Theory]
    [InlineData("90 s", "00:01:30"), InlineData("90s", "00:01:30"), InlineData("10 min", "00:10:00"), InlineData("10 minutes", "00:10:00"), InlineData("1 h 30 min", "01:30:00"), InlineData("1h30m", "01:30:00")]
    [InlineData(" 2 Days ", "2.00:00:00"), InlineData("1:30:00", "01:30:00"), InlineData("05:30", "00:05:30"), InlineData("PT10M", "00:10:00"), InlineData("pt1h30m", "01:30:00"), InlineData("250 ms", "00:00:00.250")]
    public void What_people_write_is_read(string text, string span)
    {
        Assert.True(Spans.TryRead(text, out var read));
        Assert.Equal(TimeSpan.Parse(span, null), read);
    }

    [Theory, InlineData(null), InlineData(""), InlineData("soon"), InlineData("10"), InlineData("10 parsecs"), InlineData("-5 min"), InlineData("1.5 h"), InlineData("5 min and more"), InlineData("99999999999 d"), InlineData("P"), InlineData("1 h 99999999999 s")]
    public void What_is_none_is_said_to_be_none(string? text) => Assert.False(Spans.TryRead(text, out _));

    [Fact]
    public void What_is_written_reads_the_same() => Gen.Long[0, TimeSpan.FromDays(400).Ticks / TimeSpan.TicksPerMillisecond].Sample(ms =>
    {
        var span = TimeSpan.FromMilliseconds(ms);
        return Spans.TryRead(Spans.Write(span), out var read) && read == span;
    });

    [Theory, InlineData("01:30:00", "1 h 30 min"), InlineData("2.00:00:01", "2 d 1 s"), InlineData("00:00:00.250", "250 ms"), InlineData("00:00:00", "0 s")]
    public void It_is_written_in_words(string span, string text) => Assert.Equal(text, Spans.Write(TimeSpan.Parse(span, null)));
}
