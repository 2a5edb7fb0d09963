using System.Globalization;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>The id of an event on every transport: the auction's id, a hyphen, the sequence. A bid's id is that of its event.</summary>
public static class AuctionEventId
{
    /// <summary>Makes it.</summary>
    public static string Of(string auctionId, long sequence) => $"{auctionId}-{sequence}";

    /// <summary>Takes it apart; false where it is none.</summary>
    public static bool TryParse(string? id, out string auctionId, out long sequence)
    {
        (auctionId, sequence) = ("", 0);
        var hyphen = id?.LastIndexOf('-') ?? -1;
        if (hyphen <= 0 || id.AsSpan(hyphen + 1) is ['0', ..] || !long.TryParse(id.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out sequence) || sequence < 1) return false;
        auctionId = id![..hyphen];
        return Requests.ResourceId.IsValid(auctionId);
    }
}
