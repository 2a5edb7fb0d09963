using System.Security.Cryptography;
using System.Text;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
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
        var command = bid.Command(new Origin(By, $"={source} {id}", Fingerprint(message)));
        var answers = await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(bid.AuctionId).PlaceBids([command]));
        return new ChatOutcome.Asked(bid.AuctionId, bid.Bidder.Id, answers[0]);
    }

    private static string Fingerprint(ChatMessage message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{message.Platform}\n{message.Handle}\n{message.Text}"))[..8]);
}
