using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.EventHandler.Feed;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>The id under which an event is delivered, the same on every try: receivers know by it what they have seen.</summary>
internal static class DeliveryId
{
    /// <summary>
    /// The event's own id, where that says its source, too: an auction's. Others are unique by source and id together, and may be long and of any characters:
    /// a hash of both.
    /// </summary>
    public static string Of(string source, string id) =>
        AuctionEventId.TryParse(id, out var auctionId, out _) && source == FeedEvent.Auctions + auctionId ? id : "evt_" + Hash($"{source}\n{id}")[..40];

    /// <summary>The id of the letter that an undeliverable event becomes: made again after a crash it is the same, and ids sort by the first try.</summary>
    public static string OfLetter(string webhookId, int lane, string deliveryId, DateTimeOffset firstAt) =>
        firstAt.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture) + Hash($"{webhookId}\n{lane}\n{deliveryId}")[..20];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
