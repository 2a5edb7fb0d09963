using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.DeadLetters;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Tries once more to deliver what became a dead letter: beside the lanes, at once, and whether the webhook is enabled or not, for somebody asks for it.</summary>
internal sealed class Redelivery(IClusterClient cluster, Carrier carrier)
{
    /// <summary>The webhook of the letter is no more.</summary>
    public const string NoWebhook = "webhook-not-found";

    /// <summary>Tries it.</summary>
    /// <param name="letter">A letter of kind <see cref="DeadLetterKind.Delivery"/>.</param>
    /// <param name="stopping">Gives up.</param>
    /// <returns>Whether it was delivered; why not, as a stable code; and in words.</returns>
    public async Task<(bool Delivered, string Reason, string? Detail)> Try(DeadLetter letter, CancellationToken stopping)
    {
        var webhookId = letter.WebhookId ?? throw new ArgumentException("Only a delivery can be delivered again.", nameof(letter));
        if (await HouseCalls.Retry(() => cluster.GetGrain<IWebhookGrain>(webhookId).Target()) is not { } target) return (false, NoWebhook, "The webhook was removed.");
        var outcome = await carrier.Carry(target, new FeedEvent(default, letter.Source, letter.EventId, letter.Type, letter.Subject, letter.Json), stopping);
        return (outcome.Delivered, outcome.Reason, outcome.Detail);
    }
}
