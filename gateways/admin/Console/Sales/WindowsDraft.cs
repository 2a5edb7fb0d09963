using System.Globalization;
using NodaTime;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>Daily windows as they are typed.</summary>
internal sealed class WindowsDraft
{
    private const int MostDays = 3_660;

    public string From { get; set; } = "";
    public string Days { get; set; } = "7";
    public string Start { get; set; } = "18:00";
    public string End { get; set; } = "20:00";
    public string Zone { get; set; } = "";

    /// <summary>Windows that there are.</summary>
    public static WindowsDraft Of(PublicWindows windows) =>
        new() { From = windows.From, Days = windows.Days.ToString(CultureInfo.InvariantCulture), Start = windows.Start, End = windows.End, Zone = windows.Zone };

    /// <summary>The request for them; the house says what is wrong with it.</summary>
    public PublicWindows Read(FormErrors errors) =>
        new(From.Trim(), errors.Number("windows.days", Days) ?? 0, Start.Trim(), End.Trim(), Zone.Trim());

    /// <summary>
    /// The next windows, as the house will reckon them: a local time that a change of clocks leaves out is taken an hour later, one that comes twice the first time.
    /// </summary>
    /// <param name="now">Windows that have ended by then are left out.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>Their instants; none where they cannot be reckoned yet.</returns>
    public IReadOnlyList<PublicWindow> Next(DateTimeOffset now, int most = 5)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone.Trim()) is not { } zone ||
            !DateOnly.TryParseExact(From.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || from.Year is < 2000 or >= 9000 ||
            !int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays ||
            !TimeOnly.TryParse(Start, CultureInfo.InvariantCulture, out var start) || !TimeOnly.TryParse(End, CultureInfo.InvariantCulture, out var end)) return [];
        var windows = new List<PublicWindow>();
        for (var day = 0; day < days && windows.Count < most; day++)
        {
            var date = LocalDate.FromDateOnly(from).PlusDays(day);
            var (localStart, localEnd) = (date + LocalTime(start), date.PlusDays(end <= start ? 1 : 0) + LocalTime(end));
            var (begins, ends) = (localStart.InZoneLeniently(zone).ToInstant(), localEnd.InZoneLeniently(zone).ToInstant());
            if (ends <= begins) ends = begins + Period.Between(localStart, localEnd, PeriodUnits.Ticks).ToDuration();
            if (ends.ToDateTimeOffset() > now) windows.Add(new PublicWindow(begins.ToDateTimeOffset(), ends.ToDateTimeOffset()));
        }
        return windows;
    }

    private static LocalTime LocalTime(TimeOnly time) => NodaTime.LocalTime.FromTimeOnly(time);
}
