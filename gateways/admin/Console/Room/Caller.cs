using System.Globalization;
using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>What the room calls a bidder: by their paddle and name, as far as they have them.</summary>
internal static class Caller
{
    // A name may be written from right to left, and must not turn the sentence around (Unicode Standard Annex 9, isolates).
    private const char Isolate = '\u2068', Pop = '\u2069';

    /// <summary>A bidder.</summary>
    public static string Of(PublicBidder bidder) => Of(bidder.BidderId, bidder.Name, bidder.Paddle);

    /// <summary>A bidder.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="name">Their name; null is none.</param>
    /// <param name="paddle">Their paddle; null is none.</param>
    public static string Of(string id, string? name, int? paddle) => (paddle?.ToString(CultureInfo.InvariantCulture), name) switch
    {
        (null, { } known) when known.StartsWith("Paddle ", StringComparison.Ordinal) && id == $"room:{known[7..]}" => $"paddle {known[7..]}",
        ({ } number, { } known) when known == $"Paddle {number}" => $"paddle {number}",
        ({ } number, { } known) => $"{number} · {Isolate}{known}{Pop}",
        ({ } number, null) => $"paddle {number}",
        (null, { } known) => $"{Isolate}{known}{Pop}",
        _ => $"{Isolate}{id}{Pop}",
    };
}
