using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>A stretch of the feed that a client asks for.</summary>
/// <param name="After">The position after which it begins; null is the oldest kept.</param>
/// <param name="Until">The last position that belongs to it; null is without end.</param>
internal readonly record struct FeedRange(FeedPosition? After, FeedPosition? Until)
{
    /// <summary>The form of positions and instants, in words.</summary>
    public const string Form = "after is a feed id, or 0 for the oldest kept; from and to are instants such as 2026-11-23T15:00:00Z, and to is later than from.";

    /// <summary>Whether a position lies behind the end.</summary>
    public bool EndsBefore(FeedPosition position) => Until is { } until && position.CompareTo(until) > 0;

    /// <summary>Reads a client's position: a feed id, or 0 for the oldest kept.</summary>
    /// <returns>False where it is neither.</returns>
    public static bool TryPosition(string? text, out FeedPosition? position)
    {
        position = null;
        if (text == "0") return true;
        if (!FeedPosition.TryParse(text, out var parsed)) return false;
        position = parsed;
        return true;
    }

    /// <summary>Reads a range.</summary>
    /// <param name="after">The feed id after which it begins; null or empty leaves that to <paramref name="from"/>.</param>
    /// <param name="from">The instant from which on; null or empty is the oldest kept. By the clock of the feed, which puts an event where it was committed.</param>
    /// <param name="to">The instant before which it ends; null or empty is without end.</param>
    /// <param name="range">The range.</param>
    /// <returns>False where one of them is malformed, or nothing could lie between them.</returns>
    public static bool TryRead(string? after, string? from, string? to, out FeedRange range)
    {
        range = default;
        FeedPosition? begin = null, end = null, position = null;
        if (!TryInstant(from, ref begin) || !TryInstant(to, ref end) || (begin is { } b && end is { } e && b.CompareTo(e) >= 0)) return false;
        if (!string.IsNullOrEmpty(after) && !TryPosition(after, out position)) return false;
        // A cursor goes on where the range stood.
        range = new FeedRange(string.IsNullOrEmpty(after) ? begin : position is { } p && begin is { } first && p.CompareTo(first) < 0 ? begin : position, end);
        return true;
    }

    private static bool TryInstant(string? text, ref FeedPosition? position)
    {
        if (string.IsNullOrEmpty(text)) return true;
        if (!StrictJson.TryInstant(text, out var instant)) return false;
        position = Before(instant);
        return true;
    }

    /// <summary>The last place before an instant's first event, by the clock of the feed.</summary>
    public static FeedPosition Before(DateTimeOffset instant) => new(instant.ToUnixTimeMilliseconds() - 1, long.MaxValue, int.MaxValue);
}
