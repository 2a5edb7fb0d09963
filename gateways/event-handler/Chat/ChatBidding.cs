using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Places what connectors bring straight into the auctions.</summary>
internal sealed class ChatBidding(ChatDesk desk, IGrainFactory grains)
{
    private const string By = $"{Roles.EventSource}:chat";

    /// <summary>Takes a message. The same source and id have the effect of one.</summary>
    /// <param name="message">The message, of valid form.</param>
    /// <param name="source">The CloudEvent's source.</param>
    /// <param name="id">The CloudEvent's id, unique within the source.</param>
    /// <param name="receivedAt">UTC instant at which the house had it.</param>
    /// <exception cref="HouseUnavailableException">The house did not answer in time: it may or may not have bid.</exception>
    public async Task<ChatOutcome> Take(ChatMessage message, string source, string id, DateTimeOffset receivedAt)
    {
        var reading = await desk.Read(message, receivedAt);
        if (reading is not ChatReading.Bid bid) return new ChatOutcome.None(((ChatReading.None)reading).Why);
        var command = bid.Command(OperationKey.OfEvent(By, source, id, message.Asked, null));
        var answers = await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(bid.AuctionId).PlaceBids([command]));
        return new ChatOutcome.Asked(bid.AuctionId, bid.Bidder.Id, answers[0]);
    }
}
