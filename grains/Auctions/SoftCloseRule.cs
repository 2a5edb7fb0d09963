using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>The soft close: a late bid buys the room time to answer, so sniping gains nothing. It tops up, and never adds on top.</summary>
internal static class SoftCloseRule
{
    /// <summary>How a bid that changes the price or the leader moves the close; null where it does not.</summary>
    /// <param name="auction">The auction before the bid.</param>
    /// <param name="closesAt">UTC instant of its close with the bid; null where its clock does not run.</param>
    /// <param name="now">UTC instant of the bid.</param>
    public static AuctionExtended? After(Auction auction, DateTimeOffset? closesAt, DateTimeOffset now) =>
        auction.Settings.Extension is { } soft && closesAt is { } close && close - now <= soft.Window && now + soft.By > close &&
        (soft.Maximum is not { } most || auction.Extensions < most)
            ? new AuctionExtended(now + soft.By, auction.Extensions + 1, ExtensionReason.SoftClose)
            : null;
}
