using System.Text.Json;
using CsCheck;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Public;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("2026-11-23T12:00:00Z", 0)]
    [InlineData("2026-11-23T12:00:00.5Z", 500)]
    [InlineData("2026-11-23T13:00:00+01:00", 0)]
    [InlineData("2026-11-23T06:30:00-05:30", 0)]
    [InlineData("2026-11-23T12:00:00.0000000+00:00", 0)]
    public void An_instant_is_read_with_its_offset(string text, int milliseconds) =>
        Assert.Equal(Room.Noon.AddMilliseconds(milliseconds), JsonSerializer.Deserialize<DateTimeOffset>($"\"{text}\"", StrictJson.Options));

    [Theory]
    [InlineData("\"2026-11-23T12:00:00\"")] // whose twelve o'clock?
    [InlineData("\"2026-11-23\"")]
    [InlineData("\"2026-11-23 12:00:00Z\"")]
    [InlineData("\"2026-13-23T12:00:00Z\"")]
    [InlineData("\"2026-02-30T12:00:00Z\"")]
    [InlineData("\"2026-11-23T25:00:00Z\"")]
    [InlineData("\"1999-11-23T12:00:00Z\"")]
    [InlineData("\"9999-11-23T12:00:00Z\"")]
    [InlineData("\"11/23/2026T12:00:00Z\"")]
    [InlineData("\"Tue, 24 Nov 2026 12:00:00Z\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("\"\"")]
    [InlineData("1795435200")]
    [InlineData("null")]
    public void Anything_else_is_no_instant(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DateTimeOffset>(json, StrictJson.Options));

    [Fact]
    public void An_instant_is_written_in_UTC()
    {
        Assert.Equal("2026-11-23T12:00:00Z", StrictJson.Write(Room.Noon.ToOffset(TimeSpan.FromHours(5))));
        Assert.Equal("2026-11-23T12:00:00.0000001Z", StrictJson.Write(Room.Noon + Room.Tick));
        Assert.Equal("\"2026-11-23T12:00:00Z\"", JsonSerializer.Serialize(Room.Noon, StrictJson.Options));
    }

    [Theory]
    [InlineData("PT2M", 120)]
    [InlineData("PT1H30M", 5_400)]
    [InlineData("P1DT12H", 129_600)]
    [InlineData("PT90S", 90)]
    [InlineData("PT0S", 0)]
    public void A_duration_is_read(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), JsonSerializer.Deserialize<TimeSpan>($"\"{text}\"", StrictJson.Options));

    [Theory]
    [InlineData("\"P1M\"")] // a month has no fixed length
    [InlineData("\"P1Y\"")]
    [InlineData("\"P1MT2M\"")]
    [InlineData("\"-PT2M\"")]
    [InlineData("\"00:02:00\"")]
    [InlineData("\"2 minutes\"")]
    [InlineData("\"PT\"")]
    [InlineData("\"P\"")]
    [InlineData("\"\"")]
    [InlineData("\"PT-2M\"")]
    [InlineData("\"P99999999999D\"")]
    [InlineData("120")]
    [InlineData("null")]
    public void Anything_else_is_no_duration(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TimeSpan>(json, StrictJson.Options));

    [Fact]
    public void Instants_and_durations_are_read_as_they_were_written() => Gen.Long[0, TimeSpan.FromDays(1_000).Ticks].Hold(ticks =>
    {
        var (instant, duration) = (Room.Noon.AddTicks(ticks), TimeSpan.FromTicks(ticks));
        Assert.Equal(instant, JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Serialize(instant, StrictJson.Options), StrictJson.Options));
        Assert.Equal(duration, JsonSerializer.Deserialize<TimeSpan>(JsonSerializer.Serialize(duration, StrictJson.Options), StrictJson.Options));
    });

    [Theory]
    [InlineData("""{"window":"PT1M","by":"PT1M","more":1}""")] // unknown
    [InlineData("""{"window":"PT1M","by":"PT1M","by":"PT2M"}""")] // doubled
    [InlineData("""{"window":"PT1M"}""")] // missing
    [InlineData("""{"window":"PT1M","by":null}""")]
    [InlineData("""{"window":"PT1M","By":"PT1M"}""")] // another case
    [InlineData("""{"window":"PT1M","by":"PT1M","maximum":"3"}""")] // another type
    [InlineData("""{"window":"PT1M","by":"PT1M","maximum":3.5}""")]
    [InlineData("""{"window":"PT1M","by":"PT1M","maximum":2147483648}""")]
    [InlineData("""{"window":"PT1M","by":"PT1M",}""")]
    [InlineData("""{"window":"PT1M","by":"PT1M"} x""")]
    [InlineData("""{"window":"PT1M","by":"PT1M" /* why */}""")]
    public void Nothing_unknown_doubled_missing_or_of_another_type_is_let_through(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PublicExtension>(json, StrictJson.Options));

    [Fact]
    public void What_is_right_is_read() =>
        Assert.Equal(new PublicExtension(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(90), 3), JsonSerializer.Deserialize<PublicExtension>("""{"window":"PT1M","by":"PT1M30S","maximum":3}""", StrictJson.Options));

    [Theory, InlineData("\"opened\""), InlineData("\"Open \""), InlineData("\"\""), InlineData("true")]
    public void A_status_the_house_does_not_know_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AuctionStatus>(json, StrictJson.Options));
}
