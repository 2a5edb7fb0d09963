using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.Defaults.Webhooks;

/// <summary>A webhook as its admins see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where it delivers.</param>
/// <param name="Type">Which types; null is all.</param>
/// <param name="Subject">Which subject; null is all.</param>
/// <param name="Source">Which source; null is all.</param>
/// <param name="Enabled">Whether it delivers.</param>
/// <param name="DisabledReason">Why it does not: by-hand, gone (the receiver answered 410) or failing (nothing was delivered for days). Null where it does.</param>
/// <param name="DisabledAt">Since when it does not.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Secrets">How many secrets sign now.</param>
/// <param name="OverlapUntil">Until when more than one signs; null where one does.</param>
/// <param name="Live">How far its delivery has come.</param>
/// <param name="Replays">Its replays, by their numbers.</param>
public sealed record PublicWebhook(
    string Id, string Url, string? Type, string? Subject, string? Source, bool Enabled, string? DisabledReason, DateTimeOffset? DisabledAt, DateTimeOffset CreatedAt,
    int Secrets, DateTimeOffset? OverlapUntil, PublicLane Live, PublicReplay[] Replays)
{
    /// <summary>The secret: only in the answer to the request that brought it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Secret { get; init; }

    /// <summary>Makes one.</summary>
    public static PublicWebhook Of(WebhookView view, long? lagMs = null, string? secret = null)
    {
        var filter = view.Live.Filter;
        return new PublicWebhook(
            view.Id, view.Url, filter.Type, filter.Subject, filter.Source, view.Disabled is null, view.Disabled?.Reason, view.Disabled?.At, view.CreatedAt, view.Secrets.Length,
            view.Secrets.Max(), PublicLane.Of(view.Live, lagMs), [.. view.Lanes.Skip(1).Select(l => PublicReplay.Of(view.Id, l))])
        { Secret = secret };
    }
}

/// <summary>How far a delivery has come.</summary>
/// <param name="Cursor">The feed id of the last event that is done with; null is before the oldest kept.</param>
/// <param name="LagMs">The age of the oldest event that waits, in ms; 0 where none does. Null where it was not looked at: a list does where it is asked to (<c>?lag=true</c>).</param>
/// <param name="Delivered">How many events were delivered.</param>
/// <param name="DeadLettered">How many became dead letters.</param>
/// <param name="LastDeliveryAt">When the last one was delivered.</param>
/// <param name="Attempts">How often the event that waits was tried; 0 where none does.</param>
/// <param name="NextTryAt">When it is tried next.</param>
/// <param name="FailingSince">Since when every try has failed; null where the last one did not.</param>
/// <param name="LastError">What the last failure was, in words.</param>
/// <param name="LastErrorAt">When it was.</param>
public sealed record PublicLane(
    string? Cursor, long? LagMs, long Delivered, long DeadLettered, DateTimeOffset? LastDeliveryAt, int Attempts, DateTimeOffset? NextTryAt, DateTimeOffset? FailingSince, string? LastError,
    DateTimeOffset? LastErrorAt)
{
    /// <summary>Makes one.</summary>
    public static PublicLane Of(WebhookLane lane, long? lagMs)
    {
        var p = lane.Progress;
        return new PublicLane(p.Cursor?.ToString(), lagMs, p.Delivered, p.DeadLettered, p.LastDeliveryAt, p.Attempt?.Tries ?? 0, p.Attempt?.NextAt, p.FailingSince, p.LastError, p.LastErrorAt);
    }
}

/// <summary>A replay to a webhook.</summary>
/// <param name="Id">Its id: the webhook's, a dot, a number.</param>
/// <param name="Webhook">To which webhook.</param>
/// <param name="Status">How it goes: running, done, cancelled, failed (the house disabled the webhook).</param>
/// <param name="Until">The last feed id.</param>
/// <param name="Type">Which types; null is all.</param>
/// <param name="Subject">Which subject; null is all.</param>
/// <param name="Source">Which source; null is all.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Progress">How far it has come.</param>
public sealed record PublicReplay(
    string Id, string Webhook, string Status, string? Until, string? Type, string? Subject, string? Source, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, PublicLane Progress)
{
    /// <summary>Makes one.</summary>
    public static PublicReplay Of(string webhookId, WebhookLane lane) => new(
        $"{webhookId}.{lane.Number}", webhookId, lane.Status.ToString().ToLowerInvariant(), lane.Until?.ToString(), lane.Filter.Type, lane.Filter.Subject, lane.Filter.Source,
        lane.CreatedAt, lane.EndedAt, PublicLane.Of(lane, null));
}

/// <summary>A page of webhooks.</summary>
/// <param name="Items">The webhooks.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record WebhookList(PublicWebhook[] Items, string? NextCursor);

/// <summary>A page of replays.</summary>
/// <param name="Items">The replays.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record ReplayList(PublicReplay[] Items, string? NextCursor);

/// <summary>How a test went.</summary>
/// <param name="Delivered">Whether the receiver took it.</param>
/// <param name="Outcome">delivered, http-status, redirect, gone, timeout, connection or refused-target.</param>
/// <param name="Status">The HTTP status of the answer; null where there was none.</param>
/// <param name="Detail">In words; null where it was delivered.</param>
/// <param name="Took">How long it took.</param>
public sealed record TestResult(bool Delivered, string Outcome, int? Status, string? Detail, TimeSpan Took);
