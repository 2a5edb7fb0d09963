using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>What a chat message bids, if anything.</summary>
internal abstract record ChatBid
{
    private ChatBid()
    {
    }

    /// <summary>An amount, to be bid as it is.</summary>
    public sealed record Amount(StatedAmount Stated) : ChatBid;

    /// <summary>Up to what the house shall bid.</summary>
    public sealed record Maximum(StatedAmount Stated) : ChatBid;

    /// <summary>The minimum of the moment, whatever it then is.</summary>
    public sealed record Next : ChatBid;

    /// <summary>No bid, or none that could be meant in one way only.</summary>
    public sealed record None(NotABid Why) : ChatBid;

    /// <summary>
    /// Reads a message. Pure and total. All of it must be understood, and in one way: what could be meant otherwise is no bid, and of what is read as an
    /// amount there is no plausible reading that is less.
    /// </summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="currency">The auction's currency; a message that names another one is no bid.</param>
    public static ChatBid Read(string text, Currency currency) => Utterance.Of(text).In(currency);
}
