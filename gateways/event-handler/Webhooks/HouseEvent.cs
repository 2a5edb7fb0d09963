using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Events about the delivery itself: they stand in no feed.</summary>
internal static class HouseEvent
{
    public const string PingType = "com.sothebais.webhook.ping.v1";
    public const string ResetType = "com.sothebais.feed.reset.v1";

    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>A first greeting, to see whether somebody is there.</summary>
    public static FeedEvent Ping(string webhookId, DateTimeOffset now) =>
        Of(PingType, $"/webhooks/{webhookId}", $"ping-{Guid.CreateVersion7(now):n}", webhookId, now, default, new { webhookId });

    /// <summary>Says that the feed no longer keeps what came between two positions.</summary>
    /// <param name="after">The last position before the gap.</param>
    /// <param name="next">The first one after it; null where nothing is kept.</param>
    /// <param name="now">UTC instant at which it was found.</param>
    public static FeedEvent Reset(FeedPosition after, FeedPosition? next, DateTimeOffset now) =>
        Of(ResetType, "/feed", $"reset-{after}-{next?.ToString() ?? "end"}", null, now, after,
            new { after = after.ToString(), next = next?.ToString(), reason = "Events after the given position are no longer kept." });

    private static FeedEvent Of(string type, string source, string id, string? subject, DateTimeOffset now, FeedPosition position, object data)
    {
        var cloud = new CloudEvent(CloudEventsSpecVersion.V1_0)
        {
            Id = id,
            Type = type,
            Source = new Uri(source, UriKind.Relative),
            Subject = subject,
            Time = now,
            DataContentType = "application/json",
            Data = JsonSerializer.SerializeToElement(data, StrictJson.Options),
        };
        return new FeedEvent(position, source, id, type, subject, Formatter.EncodeStructuredModeMessage(cloud, out _).Span);
    }
}
