using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Webhooks;
using Sothebais.Grains.Webhooks;

namespace Sothebais.Tests.Unit.Webhooks;

public sealed class WebhookRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FiveDays = TimeSpan.FromDays(5);
    private static int _keys;

    private readonly Webhook _webhook = Done(null, new CreateWebhook("https://example.com/", EventFilter.Everything, "one", new FeedPosition(1, 0, 0)) { Origin = By() });

    [Fact]
    public void The_secret_before_signs_beside_the_new_one_until_the_overlap_ends()
    {
        var rotated = Done(_webhook, new RotateWebhook("two", TimeSpan.FromHours(24)) { Origin = By() });
        Assert.Equal([("two", null), ("one", Noon.AddHours(24))], rotated.Secrets.Select(s => (s.Secret.Text, s.Secret.Until)));
        var at_once = Done(rotated, new RotateWebhook("three", TimeSpan.Zero) { Origin = By() });
        Assert.Equal(["three"], at_once.Secrets.Select(s => s.Secret.Text));
        var later = Done(rotated, new RotateWebhook("three", TimeSpan.FromHours(48)) { Origin = By() });
        Assert.Equal([null, Noon.AddHours(48), Noon.AddHours(24)], later.Secrets.Select(s => s.Secret.Until)); // none for longer than it was to
    }

    [Fact]
    public void Four_secrets_sign_at_once_at_most_and_none_twice()
    {
        var webhook = _webhook;
        foreach (var secret in new[] { "two", "three", "four" }) webhook = Done(webhook, new RotateWebhook(secret, TimeSpan.FromHours(1)) { Origin = By() });
        Assert.Equal(WebhookRefusal.TooManySecrets, Refused(webhook, new RotateWebhook("five", TimeSpan.FromHours(1)) { Origin = By() }));
        Assert.Equal(WebhookRefusal.SecretInUse, Refused(webhook, new RotateWebhook("four", TimeSpan.FromHours(1)) { Origin = By() }));
        Assert.Equal(4, webhook.View("hook", Noon).Secrets.Length);
        Assert.Single(webhook.View("hook", Noon.AddHours(1)).Secrets);
    }

    [Fact]
    public void A_webhook_is_disabled_when_nothing_was_delivered_for_days_of_failure_and_not_before()
    {
        var failing = new LaneProgress { FailingSince = Noon, LastDeliveryAt = Noon.AddMinutes(-1) };
        Assert.True(Reported(_webhook, failing, Noon.AddDays(5).AddSeconds(-1)).Enabled);
        Assert.Equal(new WebhookDisabled(WebhookDisabled.Failing, Noon.AddDays(5), Noon), Reported(_webhook, failing, Noon.AddDays(5)).Disabled);
    }

    [Fact]
    public void What_a_replay_delivered_speaks_for_the_receiver()
    {
        var webhook = Replaying(_webhook);
        webhook = LaneRules.Take(webhook, [new LaneReport(1, new LaneProgress { LastDeliveryAt = Noon.AddDays(4) })], FiveDays, Noon.AddDays(4));
        Assert.True(Reported(webhook, new LaneProgress { FailingSince = Noon }, Noon.AddDays(6)).Enabled);
        Assert.False(Reported(webhook, new LaneProgress { FailingSince = Noon }, Noon.AddDays(9)).Enabled);
    }

    [Fact]
    public void A_receiver_that_is_gone_disables_at_once_and_ends_the_replays()
    {
        var gone = Reported(Replaying(_webhook), new LaneProgress { Gone = true, FailingSince = Noon, Cursor = new FeedPosition(5, 0, 0) }, Noon);
        Assert.Equal(WebhookDisabled.Gone, gone.Disabled!.Reason);
        Assert.Equal([LaneStatus.Running, LaneStatus.Failed], gone.Lanes.Select(l => l.Status));
        var again = Done(gone, new EnableWebhook { Origin = By() });
        Assert.True(again.Enabled);
        Assert.Equal((new FeedPosition(5, 0, 0), false, null), (again.Lanes[0].Progress.Cursor!.Value, again.Lanes[0].Progress.Gone, again.Lanes[0].Progress.FailingSince));
    }

    [Fact]
    public void The_notice_that_it_was_disabled_is_the_same_event_however_often_it_is_made()
    {
        var gone = Reported(_webhook, new LaneProgress { Gone = true }, Noon);
        var (one, two) = (DisabledNotice.Of("hook", gone), DisabledNotice.Of("hook", gone));
        Assert.Equal((one.Source, one.Id, "com.sothebais.webhook.disabled.v1", "hook"), (two.Source, two.Id, one.Type, one.Subject));
        Assert.Equal(one.Json, two.Json);
        var later = Reported(Done(gone, new EnableWebhook { Origin = By() }), new LaneProgress { Gone = true }, Noon);
        Assert.NotEqual(one.Id, DisabledNotice.Of("hook", later).Id);
    }

    [Fact]
    public void At_another_address_what_waited_is_tried_at_once_and_the_cursor_stays()
    {
        var waiting = Reported(_webhook, new LaneProgress { Cursor = new FeedPosition(5, 0, 0), Attempt = new LaneAttempt("a-6", Noon, 3, Noon, Noon.AddHours(2)) }, Noon);
        var moved = Done(waiting, new ChangeWebhook("https://example.org/", waiting.Lanes[0].Filter) { Origin = By() });
        Assert.Equal((new FeedPosition(5, 0, 0), null, waiting.Terms + 1), (moved.Lanes[0].Progress.Cursor!.Value, moved.Lanes[0].Progress.Attempt, moved.Terms));
        Assert.Same(moved, Done(moved, new ChangeWebhook(moved.Url, moved.Lanes[0].Filter) { Origin = By() }));
    }

    [Fact]
    public void Ten_replays_run_at_once_and_those_that_ended_are_remembered_for_a_while()
    {
        var webhook = _webhook;
        for (var n = 0; n < IWebhookGrain.MostReplays; n++) webhook = Replaying(webhook);
        Assert.Equal(WebhookRefusal.TooManyReplays, Refused(webhook, Replay()));
        for (var n = 1; n <= 40; n++) webhook = Replaying(Done(webhook, new CancelReplay(n) { Origin = By() }));
        Assert.Equal([0, .. Enumerable.Range(21, 30)], webhook.Lanes.Select(l => l.Number));
        Assert.Equal(WebhookRefusal.ReplayEnded, Refused(webhook, new CancelReplay(40) { Origin = By() }));
        Assert.Equal(WebhookRefusal.ReplayNotFound, Refused(webhook, new CancelReplay(0) { Origin = By() }));
        Assert.Equal(LaneStatus.Done, LaneRules.Take(webhook, [new LaneReport(50, new LaneProgress { Finished = true })], FiveDays, Noon).Lanes[^1].Status);
    }

    [Fact]
    public void What_is_reported_of_a_lane_that_no_longer_runs_is_passed_over()
    {
        var cancelled = Done(Replaying(_webhook), new CancelReplay(1) { Origin = By() });
        var told = LaneRules.Take(cancelled, [new LaneReport(1, new LaneProgress { Delivered = 7, Finished = true })], FiveDays, Noon);
        Assert.Equal((LaneStatus.Cancelled, 0), (told.Lanes[1].Status, told.Lanes[1].Progress.Delivered));
    }

    [Fact]
    public void The_newest_hundred_operations_are_remembered()
    {
        var webhook = _webhook;
        for (var n = 0; n < 150; n++) webhook = WebhookRules.Note(webhook, Replay(), n);
        Assert.Equal(Enumerable.Range(50, 100), webhook.Used.Select(u => u.Lane));
    }

    private static Webhook Reported(Webhook webhook, LaneProgress live, DateTimeOffset now) => LaneRules.Take(webhook, [new LaneReport(WebhookLane.Live, live)], FiveDays, now);

    private static Webhook Replaying(Webhook webhook) => Done(webhook, Replay());

    private static ReplayToWebhook Replay() => new(EventFilter.Everything, null, new FeedPosition(9, 0, 0)) { Origin = By() };

    private static Webhook Done(Webhook? webhook, WebhookCommand command) => WebhookRules.Decide(webhook, command, Noon).After!;

    private static WebhookRefusal Refused(Webhook webhook, WebhookCommand command) => WebhookRules.Decide(webhook, command, Noon).Refusal!.Value;

    private static Origin By() => new("admin", $"key-{_keys++}", "");
}
