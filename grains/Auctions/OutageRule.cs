using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>The outage clause: where the house could take no bids near the close, the room gets a full closing window.</summary>
internal static class OutageRule
{
    /// <summary>How an outage moves the close.</summary>
    /// <param name="auction">The auction.</param>
    /// <param name="outage">From when until when no bids could be taken.</param>
    /// <param name="now">UTC instant at which it is made good.</param>
    /// <param name="house">The house's own terms.</param>
    /// <returns>The event; null where the outage does not touch the closing window or has been made good before.</returns>
    public static AuctionExtended? WindowAgain(Auction auction, Outage outage, DateTimeOffset now, HouseRules house)
    {
        if (auction is not { Status: AuctionStatus.Open, ClosesAt: { } closesAt }) return null;
        var window = house.WindowOf(auction.Settings);
        var touches = outage.From < closesAt && outage.To > closesAt - window && outage.To - outage.From > house.OutageMoment;
        // The same outage may be reported twice with different ends; a newer one begins after the one made good.
        return touches && !(outage.From < auction.OutageMadeGood) && !(outage.To <= auction.OpensAt) && now + window > closesAt
            ? new AuctionExtended(now + window, auction.Extensions, ExtensionReason.Outage, Outage: outage)
            : null;
    }
}
