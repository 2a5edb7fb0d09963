using CsCheck;
using NodaTime;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>Daily windows, across the changes of the clocks.</summary>
public sealed class WindowTests
{
    private static DailyWindows Daily(string from, int days, string start, string end, string zone) => new(DateOnly.Parse(from), days, TimeOnly.Parse(start), TimeOnly.Parse(end), zone);

    private static DateTimeOffset Utc(string instant) => DateTimeOffset.Parse(instant + "Z");

    // What a calendar does with an appointment at these times (RFC 5545, 3.3.5); changes as the IANA database has them for 2026.
    [Theory]
    // Berlin: winter, summer, and the two days between them.
    [InlineData("Europe/Berlin", "2026-03-28", "15:00", "16:00", "2026-03-28T14:00", "2026-03-28T15:00")]
    [InlineData("Europe/Berlin", "2026-03-29", "15:00", "16:00", "2026-03-29T13:00", "2026-03-29T14:00")]
    [InlineData("Europe/Berlin", "2026-10-24", "15:00", "16:00", "2026-10-24T13:00", "2026-10-24T14:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "15:00", "16:00", "2026-10-25T14:00", "2026-10-25T15:00")]
    // Clocks go forward, 02:00 is 03:00: a start that does not exist, an end that does not, a window around it, one within it, and one that ends just behind it.
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "04:00", "2026-03-29T01:30", "2026-03-29T02:00")]
    [InlineData("Europe/Berlin", "2026-03-29", "01:30", "02:30", "2026-03-29T00:30", "2026-03-29T01:30")]
    [InlineData("Europe/Berlin", "2026-03-29", "01:00", "04:00", "2026-03-29T00:00", "2026-03-29T02:00")]
    [InlineData("Europe/Berlin", "2026-03-29", "02:15", "02:45", "2026-03-29T01:15", "2026-03-29T01:45")]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "03:15", "2026-03-29T01:30", "2026-03-29T02:15")]
    // Clocks go back, 03:00 is 02:00 again: the first of the two counts, for the start and for the end.
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "04:00", "2026-10-25T00:30", "2026-10-25T03:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "01:30", "02:30", "2026-10-24T23:30", "2026-10-25T00:30")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:15", "02:45", "2026-10-25T00:15", "2026-10-25T00:45")]
    [InlineData("Europe/Berlin", "2026-10-25", "01:00", "04:00", "2026-10-24T23:00", "2026-10-25T03:00")]
    // Past midnight, into the night of the change and out of it.
    [InlineData("Europe/Berlin", "2026-03-28", "22:00", "04:00", "2026-03-28T21:00", "2026-03-29T02:00")]
    [InlineData("Europe/Berlin", "2026-10-24", "22:00", "04:00", "2026-10-24T20:00", "2026-10-25T03:00")]
    [InlineData("Europe/Berlin", "2026-03-28", "22:00", "22:00", "2026-03-28T21:00", "2026-03-29T20:00")]
    [InlineData("Europe/Berlin", "2026-10-24", "22:00", "22:00", "2026-10-24T20:00", "2026-10-25T21:00")]
    [InlineData("Europe/Berlin", "2026-11-23", "23:30", "00:30", "2026-11-23T22:30", "2026-11-23T23:30")]
    // New York changes on other days.
    [InlineData("America/New_York", "2026-03-08", "02:30", "03:30", "2026-03-08T07:30", "2026-03-08T08:30")]
    [InlineData("America/New_York", "2026-11-01", "01:30", "02:30", "2026-11-01T05:30", "2026-11-01T07:30")]
    // Lord Howe Island changes by half an hour: 02:00 is 02:30 in October, 02:00 is 01:30 again in April.
    [InlineData("Australia/Lord_Howe", "2026-10-03", "15:00", "16:00", "2026-10-03T04:30", "2026-10-03T05:30")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "15:00", "16:00", "2026-10-04T04:00", "2026-10-04T05:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "03:15", "2026-10-03T15:45", "2026-10-03T16:15")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "01:30", "03:00", "2026-10-03T15:00", "2026-10-03T16:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "02:45", "2026-04-04T14:45", "2026-04-04T16:15")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:00", "01:45", "2026-04-04T14:00", "2026-04-04T14:45")]
    // Zones off the hour: Newfoundland changes, Nepal does not.
    [InlineData("America/St_Johns", "2026-03-08", "15:00", "16:00", "2026-03-08T17:30", "2026-03-08T18:30")]
    [InlineData("Asia/Kathmandu", "2026-03-29", "15:00", "16:00", "2026-03-29T09:15", "2026-03-29T10:15")]
    // A change at midnight: in Beirut the 29th of March begins at 01:00.
    [InlineData("Asia/Beirut", "2026-03-29", "00:30", "02:00", "2026-03-28T22:30", "2026-03-28T23:00")]
    public void A_window_is_where_a_calendar_would_have_it(string zone, string day, string start, string end, string from, string to)
    {
        var window = Assert.Single(WindowCalendar.Of(Daily(day, 1, start, end, zone)).All);
        Assert.Equal((Utc(from), Utc(to)), (window.Start, window.End));
    }

    [Fact]
    public void An_hour_every_day_stays_at_its_hour_when_the_clocks_change()
    {
        var windows = WindowCalendar.Of(Daily("2026-10-01", 60, "15:00", "16:00", "Europe/Berlin")).All;
        Assert.Equal(60, windows.Count);
        Assert.All(windows, w => Assert.Equal(TimeSpan.FromHours(1), w.End - w.Start));
        Assert.All(windows, w => Assert.Equal(w.Start < Utc("2026-10-25T01:00") ? 13 : 14, w.Start.Hour));
    }

    [Fact]
    public void A_day_that_a_place_left_out_has_no_window_of_its_own()
    {
        // Samoa went from the 29th of December 2011 to the 31st.
        var windows = WindowCalendar.Of(Daily("2011-12-29", 3, "15:00", "16:00", "Pacific/Apia")).All;
        Assert.Equal([Utc("2011-12-30T01:00"), Utc("2011-12-31T01:00")], windows.Select(w => w.Start));
        Assert.Equal([0, 1], windows.Select(w => w.Number));
    }

    [Fact]
    public void An_instant_lies_in_the_window_that_has_begun_and_not_ended()
    {
        var calendar = WindowCalendar.Of(Daily("2026-11-23", 2, "15:00", "16:00", "Europe/Berlin"));
        var (first, second) = (calendar.All[0], calendar.All[1]);
        Assert.Null(calendar.At(first.Start.AddTicks(-1)));
        Assert.Equal(first, calendar.At(first.Start));
        Assert.Equal(first, calendar.At(first.End.AddTicks(-1)));
        Assert.Null(calendar.At(first.End));
        Assert.Equal(first, calendar.After(first.Start.AddTicks(-1)));
        Assert.Equal(second, calendar.After(first.Start));
        Assert.Null(calendar.After(second.Start));
        Assert.Equal([first, second], calendar.From(first.End.AddTicks(-1)));
        Assert.Equal([second], calendar.From(first.End));
        Assert.Empty(calendar.From(second.End));
    }

    [Fact]
    public void In_every_zone_windows_follow_each_other_and_begin_at_their_local_time()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.ToArray();
        Gen.Select(Gen.Int[0, zones.Length - 1], Gen.Int[0, 365 * 20], Gen.Int[0, 1439], Gen.Int[0, 1439]).Hold(
            s =>
            {
                var (zoneId, from) = (zones[s.Item1], new DateOnly(2012, 1, 1).AddDays(s.Item2));
                var (start, end) = (new TimeOnly(s.Item3 / 60, s.Item3 % 60), new TimeOnly(s.Item4 / 60, s.Item4 % 60));
                var zone = DateTimeZoneProviders.Tzdb[zoneId];
                var windows = WindowCalendar.Of(new DailyWindows(from, 10, start, end, zoneId)).All;
                Assert.Equal(10, windows.Count);
                for (var i = 0; i < windows.Count; i++)
                {
                    var window = windows[i];
                    Assert.True(window.End > window.Start, "It lasts.");
                    Assert.True(i == 0 || window.Start > windows[i - 1].Start, "They follow each other.");
                    var local = Instant.FromDateTimeOffset(window.Start).InZone(zone).LocalDateTime;
                    var wanted = LocalDateTime.FromDateTime(from.AddDays(i).ToDateTime(start));
                    var possible = zone.MapLocal(wanted);
                    if (possible.Count > 0) Assert.Equal((wanted, possible.First().ToInstant().ToDateTimeOffset()), (local, window.Start));
                    else Assert.InRange(Period.Between(wanted, local, PeriodUnits.Minutes).Minutes, 1, 60);
                }
            },
            3_000, s => $"{zones[s.Item1]} day {s.Item2} from {s.Item3} to {s.Item4}");
    }
}
