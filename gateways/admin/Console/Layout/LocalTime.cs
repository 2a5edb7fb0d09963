using System.Globalization;
using Microsoft.JSInterop;
using NodaTime;

namespace Sothebais.Gateways.Admin.Console.Layout;

/// <summary>Times as the person before the page reads them: in their browser's zone.</summary>
/// <param name="js">The browser.</param>
internal sealed class LocalTime(IJSRuntime js)
{
    private DateTimeZone _zone = DateTimeZone.Utc;

    /// <summary>The zone's name in the IANA database.</summary>
    public string Zone => _zone.Id;

    /// <summary>Asks the browser for its zone; UTC where it names none that is known.</summary>
    public async Task Ask() => _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(await js.InvokeAsync<string>("look.zone")) ?? DateTimeZone.Utc;

    /// <summary>Day and time: 27 Nov 2026, 20:04:31.</summary>
    public string Long(DateTimeOffset instant) => Write(instant, "d MMM yyyy, HH:mm:ss");

    /// <summary>The time of day, with the day where it is another than now's: 20:04:31.</summary>
    public string Time(DateTimeOffset instant, DateTimeOffset now) => Write(instant, Local(instant).Date == Local(now).Date ? "HH:mm:ss" : "d MMM, HH:mm");

    /// <summary>The local date and time of an instant, for a form's fields.</summary>
    public DateTime Local(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).ToDateTimeUnspecified();

    /// <summary>The instant of a local date and time; one that a change of clocks leaves out is taken an hour later, one that comes twice the first time.</summary>
    public DateTimeOffset InstantOf(DateTime local) => LocalDateTime.FromDateTime(local).InZoneLeniently(_zone).ToDateTimeOffset().ToUniversalTime();

    private string Write(DateTimeOffset instant, string format) => Local(instant).ToString(format, CultureInfo.InvariantCulture);
}
