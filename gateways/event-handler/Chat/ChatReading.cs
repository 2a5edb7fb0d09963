using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>What the house makes of a chat message.</summary>
internal abstract record ChatReading
{
    private ChatReading()
    {
    }

    /// <summary>It bids; with neither amount nor maximum the next bid.</summary>
    /// <param name="AuctionId">Where.</param>
    /// <param name="Bidder">For whom.</param>
    /// <param name="Amount">The amount.</param>
    /// <param name="Maximum">The maximum.</param>
    /// <param name="ReceivedAt">UTC instant at which the house had it.</param>
    public sealed record Bid(string AuctionId, Bidder Bidder, StatedAmount? Amount, StatedAmount? Maximum, DateTimeOffset ReceivedAt) : ChatReading
    {
        /// <summary>The command.</summary>
        /// <param name="origin">Who asks, under which key.</param>
        public PlaceBid Command(Origin origin) => new(Bidder, Amount, null, Maximum, ReceivedAt: ReceivedAt) { Origin = origin };

        /// <inheritdoc/>
        public override string ToString() => $"{nameof(Bid)} by {Bidder.Id}";
    }

    /// <summary>It does not bid.</summary>
    public sealed record None(NotABid Why) : ChatReading;
}
