using System.Globalization;
using Sothebais.Gateways.Admin.Console.Layout;

namespace Sothebais.Gateways.Admin.Console.Events.History;

/// <summary>A stretch of time as it is typed: local, to the second, in the browser's zone.</summary>
public sealed class TimeRange
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss";
    private static readonly string[] Forms = [Form, "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Where it begins, as a browser's field for date and time writes it; empty is with the oldest event that is kept.</summary>
    public string From { get; set; } = "";

    /// <summary>Where it ends; empty is now.</summary>
    public string To { get; set; } = "";

    /// <summary>Writes an instant for a field.</summary>
    internal static string Write(DateTimeOffset instant, LocalTime time) => time.Local(instant).ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads a field.</summary>
    /// <returns>The instant in UTC; null where the field is empty or says nothing that is one.</returns>
    internal static DateTimeOffset? Read(string text, LocalTime time) =>
        DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? time.InstantOf(local) : null;

    /// <summary>Whether it ends before it has begun.</summary>
    internal bool IsReversed(LocalTime time) => Read(From, time) is { } from && Read(To, time) is { } to && to <= from;
}
