using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Where chat messages of connectors go in.</summary>
internal interface IChatIntake
{
    /// <summary>Takes a message. The same source and id have the effect of one.</summary>
    /// <param name="message">The message, of valid form.</param>
    /// <param name="source">The CloudEvent's source.</param>
    /// <param name="id">The CloudEvent's id, unique within the source.</param>
    /// <param name="receivedAt">UTC instant at which the house had it.</param>
    /// <exception cref="Defaults.Cluster.HouseUnavailableException">The house did not answer in time: it may or may not have bid.</exception>
    Task<ChatOutcome> Take(ChatMessage message, string source, string id, DateTimeOffset receivedAt);
}

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
