using NodaTime;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>
/// The instants of daily windows. A clock that is put forward or back does to them what it does to an appointment in a calendar (RFC 5545, 3.3.5):
/// a local time that does not exist is taken with the offset before the change, so that 02:30 becomes 03:30; of one that exists twice the first counts.
/// A window therefore lasts an hour more or less where the clock changes within it. Should its end then not come after its start, it keeps its length.
/// </summary>
internal sealed class WindowCalendar
{
    private readonly Window[] _windows;

    private WindowCalendar(Window[] windows) => _windows = windows;

    /// <summary>All windows, in their order.</summary>
    public IReadOnlyList<Window> All => _windows;

    /// <summary>Works the windows out.</summary>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The zone is not in the database.</exception>
    public static WindowCalendar Of(DailyWindows windows)
    {
        var zone = DateTimeZoneProviders.Tzdb[windows.Zone];
        var (start, end) = (LocalTime.FromTimeOnly(windows.Start), LocalTime.FromTimeOnly(windows.End));
        var found = new List<Window>(windows.Days);
        for (var day = 0; day < windows.Days; day++)
        {
            var date = LocalDate.FromDateOnly(windows.From).PlusDays(day);
            var (localStart, localEnd) = (date + start, date.PlusDays(end <= start ? 1 : 0) + end);
            var begins = localStart.InZoneLeniently(zone).ToInstant();
            var ends = localEnd.InZoneLeniently(zone).ToInstant();
            if (ends <= begins) ends = begins + Period.Between(localStart, localEnd, PeriodUnits.Ticks).ToDuration();
            // A day that a place left out of its calendar is the next one.
            if (found.Count == 0 || begins.ToDateTimeOffset() > found[^1].Start) found.Add(new Window(found.Count, begins.ToDateTimeOffset(), ends.ToDateTimeOffset()));
        }
        return new WindowCalendar([.. found]);
    }

    /// <summary>The window in which an instant lies; null where it lies in none.</summary>
    public Window? At(DateTimeOffset instant) => FirstAfter(instant) is var next && next > 0 && instant < _windows[next - 1].End ? _windows[next - 1] : null;

    /// <summary>The first window that begins after an instant; null where there is none.</summary>
    public Window? After(DateTimeOffset instant) => FirstAfter(instant) is var next && next < _windows.Length ? _windows[next] : null;

    /// <summary>The windows that have not ended by an instant.</summary>
    public IEnumerable<Window> From(DateTimeOffset instant) => _windows.Skip(At(instant)?.Number ?? FirstAfter(instant));

    // The number of the first window that begins after an instant.
    private int FirstAfter(DateTimeOffset instant)
    {
        var (low, high) = (0, _windows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_windows[middle].Start > instant) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}

/// <summary>A window.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Start">UTC instant of its beginning.</param>
/// <param name="End">UTC instant of its end, which no longer belongs to it.</param>
internal sealed record Window(int Number, DateTimeOffset Start, DateTimeOffset End);
