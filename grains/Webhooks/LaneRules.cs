using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Grains.Webhooks;

/// <summary>What a holder's report makes of a webhook. Pure: the caller brings the clock.</summary>
internal static class LaneRules
{
    /// <summary>Takes a report up: progress, replays that have ended, and whether the webhook is to be disabled: nothing was delivered for so long.</summary>
    public static Webhook Take(Webhook webhook, LaneReport[] reports, TimeSpan disableAfter, DateTimeOffset now)
    {
        var lanes = webhook.Lanes.Select(l => l.Status == LaneStatus.Running && reports.LastOrDefault(r => r.Number == l.Number) is { } told ? Take(l, told.Progress, now) : l).ToArray();
        var after = Forget(webhook with { Lanes = lanes });
        return after.Enabled && Why(after.Lanes, disableAfter, now) is { } why ? Disable(after, why, now) : after;
    }

    /// <summary>Keeps the newest of the replays that have ended.</summary>
    public static Webhook Forget(Webhook webhook)
    {
        var gone = webhook.Lanes.Where(l => l.Status != LaneStatus.Running).SkipLast(IWebhookGrain.EndedReplays).ToArray();
        return gone.Length == 0 ? webhook : webhook with { Lanes = [.. webhook.Lanes.Except(gone)] };
    }

    private static WebhookLane Take(WebhookLane lane, LaneProgress progress, DateTimeOffset now) => lane with
    {
        Progress = progress,
        Status = progress.Finished && lane.Number != WebhookLane.Live ? LaneStatus.Done : LaneStatus.Running,
        EndedAt = progress.Finished && lane.Number != WebhookLane.Live ? now : null,
    };

    private static WebhookDisabled? Why(WebhookLane[] lanes, TimeSpan disableAfter, DateTimeOffset now)
    {
        var running = lanes.Where(l => l.Status == LaneStatus.Running).ToArray();
        var since = running.Min(l => l.Progress.FailingSince);
        if (running.Any(l => l.Progress.Gone)) return new WebhookDisabled(WebhookDisabled.Gone, now, since);
        // One lane's success speaks for the receiver.
        var delivered = lanes.Max(l => l.Progress.LastDeliveryAt);
        return since <= now - disableAfter && !(delivered > now - disableAfter) ? new WebhookDisabled(WebhookDisabled.Failing, now, since) : null;
    }

    private static Webhook Disable(Webhook webhook, WebhookDisabled why, DateTimeOffset now) => webhook with
    {
        Disabled = why,
        Lanes = [.. webhook.Lanes.Select(l => l.Number != WebhookLane.Live && l.Status == LaneStatus.Running ? l with { Status = LaneStatus.Failed, EndedAt = now } : l)],
        Terms = webhook.Terms + 1,
    };
}
