namespace Sothebais.Gateways.Defaults.Webhooks;

/// <summary>Where a webhook delivers, and what. Filters that are null or empty let everything through.</summary>
public record WebhookTerms
{
    /// <summary>The receiver: an absolute http(s) address, 2,048 characters at most.</summary>
    public required string Url { get; init; }

    /// <summary>A type, or the beginning of types up to a dot.</summary>
    public string? Type { get; init; }

    /// <summary>A subject, to the letter; of the house's own events the auction's id.</summary>
    public string? Subject { get; init; }

    /// <summary>A source, to the letter.</summary>
    public string? Source { get; init; }
}

/// <summary>A request to create a webhook.</summary>
public sealed record CreateWebhookRequest : WebhookTerms
{
    /// <summary>The id; null lets the house make a sortable one.</summary>
    public string? Id { get; init; }

    /// <summary>What deliveries are signed with; null lets the house make one.</summary>
    public string? Secret { get; init; }

    /// <summary>The feed id after which to begin, 0 for the oldest kept; null begins with what happens from now on.</summary>
    public string? After { get; init; }
}

/// <summary>A request to sign with another secret.</summary>
/// <param name="Secret">The new one; null lets the house make it.</param>
/// <param name="Overlap">For how long the one before signs beside it, zero to 7 days; null is a day.</param>
public sealed record RotateRequest(string? Secret = null, TimeSpan? Overlap = null);

/// <summary>A request to send a stretch of the feed again. It begins with <c>after</c> or <c>from</c> and ends with <c>until</c> or <c>to</c>.</summary>
public sealed record ReplayRequest
{
    /// <summary>To which webhook; null is to the caller, as NDJSON.</summary>
    public string? Webhook { get; init; }

    /// <summary>The feed id after which to begin; 0 is the oldest kept.</summary>
    public string? After { get; init; }

    /// <summary>The instant from which on to begin.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The last feed id; null is the newest.</summary>
    public string? Until { get; init; }

    /// <summary>The last instant; null is now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>A type, or the beginning of types up to a dot; null is the webhook's own filter, or everything.</summary>
    public string? Type { get; init; }

    /// <summary>A subject, to the letter; null is the webhook's own filter, or everything.</summary>
    public string? Subject { get; init; }

    /// <summary>A source, to the letter; null is the webhook's own filter, or everything.</summary>
    public string? Source { get; init; }

    /// <summary>Without a webhook: <c>ndjson</c>, where the <c>Accept</c> header does not say it.</summary>
    public string? Format { get; init; }
}
