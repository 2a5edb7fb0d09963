using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Whether a bid that reaches its auction after the close had been received before it. Two bidders who bid at the same moment must not fare differently
/// because one gateway was busier: the hammer of a timed close waits for what is on its way, see <see cref="HouseRules.Grace"/>.
/// </summary>
internal static class GraceRule
{
    /// <summary>A gateway gives a call up long before: an older stamp is of a clock that is wrong, and says nothing.</summary>
    public static readonly TimeSpan LongestOnTheWay = TimeSpan.FromMinutes(1);

    /// <summary>How long after its close the bid reached an auction that is open or closed; null where it came in time, or there is no close.</summary>
    /// <param name="auction">The auction.</param>
    /// <param name="now">UTC instant the auction took up the bid.</param>
    public static TimeSpan? LateBy(Auction auction, DateTimeOffset now) => (auction.Deadline ?? auction.ClosesAt) is { } close && now >= close ? now - close : null; // at the stroke is too late

    /// <summary>Whether a gateway had received the bid before the close.</summary>
    /// <param name="bid">The bid.</param>
    /// <param name="close">UTC instant of the close, not after <paramref name="now"/>.</param>
    /// <param name="now">UTC instant the auction took up the bid.</param>
    public static bool WasReceivedInTime(PlaceBid bid, DateTimeOffset close, DateTimeOffset now) => bid.ReceivedAt is { } received && received < close && now - received <= LongestOnTheWay;
}
