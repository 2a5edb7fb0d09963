using CsCheck;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Tests.Unit.Console.Parts;

/// <summary>Lengths of time as people write them.</summary>
public sealed class SpansTests
{
    [Theory]
    [InlineData("90 s", "00:01:30"), InlineData("90s", "00:01:30"), InlineData("10 min", "00:10:00"), InlineData("10 minutes", "00:10:00"), InlineData("1 h 30 min", "01:30:00"), InlineData("1h30m", "01:30:00")]
    [InlineData(" 2 Days ", "2.00:00:00"), InlineData("1:30:00", "01:30:00"), InlineData("05:30", "00:05:30"), InlineData("PT10M", "00:10:00"), InlineData("pt1h30m", "01:30:00"), InlineData("250 ms", "00:00:00.250")]
    [InlineData("1.5 h", "01:30:00"), InlineData("0.2 s", "00:00:00.200"), InlineData("0", "00:00:00"), InlineData("90 mins", "01:30:00"), InlineData("2 d 4 hours", "2.04:00:00"), InlineData("1 s 5 ms", "00:00:01.005")]
    public void What_people_write_is_read(string text, string span)
    {
        Assert.True(Spans.TryRead(text, out var read));
        Assert.Equal(TimeSpan.Parse(span, null), read);
    }

    [Theory, InlineData(null), InlineData(""), InlineData(" "), InlineData("soon"), InlineData("10"), InlineData("10 parsecs"), InlineData("-5 min"), InlineData("5 min and more"), InlineData("99999999999 d"), InlineData("P")]
    [InlineData("1 h 99999999999 s"), InlineData("10001 d"), InlineData("99999999 h"), InlineData("5 minx"), InlineData("5 min 1 h"), InlineData("P99999D"), InlineData("1 h                                                        1 s")]
    public void What_is_none_is_said_to_be_none(string? text) => Assert.False(Spans.TryRead(text, out _));

    [Fact]
    public void What_is_written_reads_the_same() => Gen.Long[0, TimeSpan.FromDays(400).Ticks / TimeSpan.TicksPerMillisecond].Sample(ms =>
    {
        var span = TimeSpan.FromMilliseconds(ms);
        return Spans.TryRead(Spans.Write(span), out var read) && read == span;
    });

    [Theory, InlineData("01:30:00", "1 h 30 min"), InlineData("1.00:00:00", "1 day"), InlineData("2.00:00:01", "2 days 1 s"), InlineData("00:00:00.250", "0.25 s"), InlineData("00:00:00", "0 s")]
    public void It_is_written_in_words(string span, string text) => Assert.Equal(text, Spans.Write(TimeSpan.Parse(span, null)));

    [Theory, InlineData("00:00:00", "0 s"), InlineData("00:00:00.3501", "351 ms"), InlineData("00:00:04.29", "4.2 s"), InlineData("00:12:05.9", "12 min 5 s"), InlineData("03:05:59", "3 h 5 min"), InlineData("2.04:59:00", "2 d 4 h")]
    public void Roughly_it_is_its_two_largest_units(string span, string text) => Assert.Equal(text, Spans.Roughly(TimeSpan.Parse(span, null)));
}
