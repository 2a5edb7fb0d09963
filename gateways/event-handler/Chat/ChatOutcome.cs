using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>What became of a chat message.</summary>
internal abstract record ChatOutcome
{
    private ChatOutcome()
    {
    }

    /// <summary>It bid, and this is what the auction said.</summary>
    public sealed record Asked(string AuctionId, string BidderId, AuctionAnswer Answer) : ChatOutcome;

    /// <summary>It was no bid.</summary>
    public sealed record None(NotABid Why) : ChatOutcome;
}
