using Sothebais.GrainInterfaces.Webhooks;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Webhooks;

/// <summary>What a webhook says to commands. Pure: the caller brings the clock.</summary>
internal static class WebhookRules
{
    /// <summary>How many operations are remembered by their keys.</summary>
    public const int Remembered = 100;

    /// <summary>Decides a command that was not carried out before.</summary>
    /// <returns>As it is to stand, or why not. The same as before means that nothing changes.</returns>
    public static (Webhook? After, WebhookRefusal? Refusal) Decide(Webhook? webhook, WebhookCommand command, DateTimeOffset now)
    {
        if (command is CreateWebhook create) return webhook is null ? (Create(create, now), null) : (null, WebhookRefusal.Exists);
        if (webhook is null) return (null, WebhookRefusal.NotFound);
        return command switch
        {
            ChangeWebhook change => (Change(webhook, change), null),
            EnableWebhook => (Enable(webhook), null),
            DisableWebhook => (webhook.Enabled ? webhook with { Disabled = new(WebhookDisabled.ByHand, now, null), Terms = webhook.Terms + 1 } : webhook, null),
            RotateWebhook rotate => Rotate(webhook, rotate, now),
            ReplayToWebhook replay => Replay(webhook, replay, now),
            CancelReplay cancel => Cancel(webhook, cancel, now),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    /// <summary>Notes that a command was carried out.</summary>
    public static Webhook Note(Webhook webhook, WebhookCommand command, int lane)
    {
        var used = new UsedKey(AnswerBook.KeyOf(command.Origin), command.Origin.Body, lane);
        return webhook with { Used = [.. webhook.Used.TakeLast(Remembered - 1), used] };
    }

    private static Webhook Create(CreateWebhook create, DateTimeOffset now) => new()
    {
        Url = create.Url,
        CreatedAt = now,
        Secrets = [new SecretInForce(new WebhookSecret(create.Secret, null), AnswerBook.KeyOf(create.Origin))],
        Lanes = [new WebhookLane(WebhookLane.Live, create.Filter, null, now) { Progress = new LaneProgress { Cursor = create.After } }],
    };

    private static Webhook Change(Webhook webhook, ChangeWebhook change)
    {
        if (webhook.Url == change.Url && webhook.Lanes[0].Filter == change.Filter) return webhook;
        // What waited for its next try may be no longer wanted, and the new address has yet to fail.
        WebhookLane[] lanes = [.. webhook.Lanes.Select(l => l with { Progress = l.Progress with { Attempt = null } })];
        return webhook with { Url = change.Url, Lanes = [lanes[0] with { Filter = change.Filter }, .. lanes.Skip(1)], Terms = webhook.Terms + 1 };
    }

    // The receiver has been repaired, says whoever enables: what waited for its next try is tried at once, and failures count anew.
    private static Webhook Enable(Webhook webhook) => webhook.Enabled ? webhook : webhook with
    {
        Disabled = null,
        Lanes = [.. webhook.Lanes.Select(l => l with { Progress = l.Progress with { Gone = false, FailingSince = null, Attempt = null } })],
        Terms = webhook.Terms + 1,
    };

    private static (Webhook?, WebhookRefusal?) Rotate(Webhook webhook, RotateWebhook rotate, DateTimeOffset now)
    {
        var until = now + rotate.Overlap;
        var older = webhook.Secrets.Where(s => !(s.Secret.Until <= now)).ToArray();
        if (older.Any(s => s.Secret.Text == rotate.Secret)) return (null, WebhookRefusal.SecretInUse);
        // None signs for longer than it was to before.
        older = [.. older.Select(s => s with { Secret = s.Secret with { Until = s.Secret.Until is { } ends && ends < until ? ends : until } }).Where(s => s.Secret.Until > now)];
        if (older.Length >= IWebhookGrain.MostSecrets) return (null, WebhookRefusal.TooManySecrets);
        return (webhook with { Secrets = [new SecretInForce(new WebhookSecret(rotate.Secret, null), AnswerBook.KeyOf(rotate.Origin)), .. older], Terms = webhook.Terms + 1 }, null);
    }

    private static (Webhook?, WebhookRefusal?) Replay(Webhook webhook, ReplayToWebhook replay, DateTimeOffset now)
    {
        if (webhook.Lanes.Count(l => l.Number != WebhookLane.Live && l.Status == LaneStatus.Running) >= IWebhookGrain.MostReplays) return (null, WebhookRefusal.TooManyReplays);
        var lane = new WebhookLane(webhook.NextLane, replay.Filter, replay.Until, now) { Progress = new LaneProgress { Cursor = replay.After } };
        if (replay.After?.CompareTo(replay.Until) >= 0) lane = lane with { Status = LaneStatus.Done, EndedAt = now };
        return (LaneRules.Forget(webhook with { Lanes = [.. webhook.Lanes, lane], NextLane = webhook.NextLane + 1 }), null);
    }

    private static (Webhook?, WebhookRefusal?) Cancel(Webhook webhook, CancelReplay cancel, DateTimeOffset now)
    {
        var lane = webhook.Lanes.FirstOrDefault(l => l.Number == cancel.Lane);
        if (lane is null || cancel.Lane == WebhookLane.Live) return (null, WebhookRefusal.ReplayNotFound);
        if (lane.Status != LaneStatus.Running) return (null, WebhookRefusal.ReplayEnded);
        return (LaneRules.Forget(webhook with { Lanes = [.. webhook.Lanes.Select(l => l == lane ? l with { Status = LaneStatus.Cancelled, EndedAt = now } : l)] }), null);
    }
}
