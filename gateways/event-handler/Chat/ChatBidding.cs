using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Places what connectors bring straight into the auctions.</summary>
internal sealed class ChatBidding(ChatDesk desk, IGrainFactory grains) : IChatIntake
{
    private const string By = $"{Roles.EventSource}:chat";

    /// <inheritdoc/>
    public async Task<ChatOutcome> Take(ChatMessage message, string source, string id, DateTimeOffset receivedAt)
    {
        var reading = await desk.Read(message, receivedAt);
        if (reading is not ChatReading.Bid bid) return new ChatOutcome.None(((ChatReading.None)reading).Why);
        var command = bid.Command(OperationKey.OfEvent(By, source, id, message.Asked, null));
        var answers = await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(bid.AuctionId).PlaceBids([command]));
        return new ChatOutcome.Asked(bid.AuctionId, bid.Bidder.Id, answers[0]);
    }
}
