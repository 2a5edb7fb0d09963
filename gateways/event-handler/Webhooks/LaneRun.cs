using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.DeadLetters;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>
/// Delivers one lane's events, one after the other, and reports how far it has come: after a crash the next holder goes on there, and so repeats no more than
/// <see cref="MostUnreported"/> events, in their order.
/// </summary>
internal sealed partial class LaneRun(
    string webhookId, WebhookWork work, WebhookLane lane, IClusterClient cluster, FeedTail tail, Carrier carrier, WebhookMetrics metrics, IOptions<WebhookOptions> options,
    TimeProvider clock, Action refused, ILogger logger)
{
    private const int MostUnreported = 100;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>What only passed by moves the cursor seldom: a quiet webhook beside a busy room writes next to nothing.</summary>
    private static readonly TimeSpan ReportPassedEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private LaneProgress _progress = lane.Progress;
    private LaneProgress _reported = lane.Progress;
    private int _unreported;
    private long _reportedAt = clock.GetTimestamp();
    private long _waitingSince;

    /// <summary>Its number.</summary>
    public int Number => lane.Number;

    /// <summary>Since when its oldest undelivered event is in the feed; null where none waits.</summary>
    public DateTimeOffset? WaitingSince => Volatile.Read(ref _waitingSince) is var since and > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null;

    /// <summary>Whether every try fails now.</summary>
    public bool IsFailing => Volatile.Read(ref _progress).FailingSince is not null;

    /// <summary>Delivers until it is stopped, refused, or a replay has come to its end.</summary>
    public async Task Run(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                using var listening = await tail.Listen(stopping);
                await Follow(stopping);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await SayFarewell();
                return;
            }
            catch (FencedOff)
            {
                refused();
                return;
            }
            catch (Exception e)
            {
                Interrupted(webhookId, Number, e);
                await Task.WhenAny(Task.Delay(Pause, clock, stopping));
            }
        }
    }

    private async Task Follow(CancellationToken stopping)
    {
        for (var position = _progress.Cursor; !(lane.Until is { } end && position?.CompareTo(end) >= 0);)
        {
            var (events, reset) = await ReadOn(position, stopping);
            if (reset && position is { } from)
                await Deliver(HouseEvent.Reset(from, events.Count > 0 ? events[0].Position : null, clock.GetUtcNow()), stopping);
            if (events.Count == 0) position = tail.Newest ?? position;
            foreach (var happened in events)
            {
                if (lane.Until is { } last && happened.Position.CompareTo(last) > 0)
                {
                    position = lane.Until;
                    break;
                }
                position = happened.Position;
                if (happened.Passes(lane.Filter))
                {
                    await Deliver(happened, stopping);
                    _unreported++;
                }
                Volatile.Write(ref _progress, _progress with { Cursor = position });
                if (_unreported >= MostUnreported || (_unreported > 0 && clock.GetElapsedTime(_reportedAt) >= ReportEvery)) await Report();
            }
            Volatile.Write(ref _waitingSince, 0);
        }
        _progress = _progress with { Finished = true };
        await Report();
    }

    // Waits for the next events, and does not forget meanwhile to report what was delivered.
    private async Task<(IReadOnlyList<FeedEvent> Events, bool Reset)> ReadOn(FeedPosition? position, CancellationToken stopping)
    {
        var reading = tail.ReadOn(position, stopping);
        while (!reading.IsCompleted && _progress != _reported)
        {
            var left = (_unreported > 0 ? ReportEvery : ReportPassedEvery) - clock.GetElapsedTime(_reportedAt);
            if (left > TimeSpan.Zero) await Task.WhenAny(reading, Task.Delay(left, clock, stopping));
            else await Report();
        }
        return await reading;
    }

    private async Task Deliver(FeedEvent happened, CancellationToken stopping)
    {
        var id = DeliveryId.Of(happened.Source, happened.Id);
        Volatile.Write(ref _waitingSince, happened.Position.Milliseconds);
        var attempt = _progress.Attempt?.DeliveryId == id ? _progress.Attempt : null;
        while (true)
        {
            var wait = attempt is null ? options.Value.Waits[0] : attempt.NextAt - clock.GetUtcNow();
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, stopping);
            var outcome = await carrier.Carry(work.Target, happened, stopping);
            var now = clock.GetUtcNow();
            if (outcome.Delivered)
            {
                var first = _progress.FailingSince is not null;
                Volatile.Write(ref _progress, _progress with { Attempt = null, FailingSince = null, LastDeliveryAt = now, Delivered = _progress.Delivered + 1 });
                if (first) Back(webhookId, Number);
                return;
            }
            var (tries, firstAt) = ((attempt?.Tries ?? 0) + 1, attempt?.FirstAt ?? now);
            if (_progress.FailingSince is null) Failing(webhookId, Number, id, outcome.Reason, outcome.Detail);
            var failed = _progress with { FailingSince = _progress.FailingSince ?? now, LastError = outcome.Detail, LastErrorAt = now };
            if (outcome.Reason == Outcome.Gone)
            {
                Volatile.Write(ref _progress, failed with { Gone = true });
                await Report();
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stopping); // the webhook is disabled now, and so this is stopped
            }
            if (RetrySchedule.After(options.Value.Waits, tries, outcome.RetryAfter, Random.Shared.NextDouble()) is { } pause)
            {
                attempt = new LaneAttempt(id, DateTimeOffset.FromUnixTimeMilliseconds(happened.Position.Milliseconds), tries, firstAt, now + pause);
                Volatile.Write(ref _progress, failed with { Attempt = attempt });
                await Report();
                continue;
            }
            await Bury(happened, id, outcome, tries, firstAt, now);
            Volatile.Write(ref _progress, failed with { Attempt = null, DeadLettered = _progress.DeadLettered + 1 });
            _unreported = MostUnreported; // at once
            return;
        }
    }

    private async Task Bury(FeedEvent happened, string id, Outcome outcome, int tries, DateTimeOffset firstAt, DateTimeOffset now)
    {
        var letter = new DeadLetter(
            DeliveryId.OfLetter(webhookId, Number, id, firstAt), DeadLetterKind.Delivery, webhookId, null, outcome.Reason, outcome.Detail, tries, firstAt, now,
            happened.Id, happened.Type, happened.Source, happened.Subject, happened.Json.ToArray());
        await HouseCalls.Retry(async () =>
        {
            await cluster.GetGrain<IDeadLettersGrain>(0).Keep(letter);
            return true;
        });
        metrics.DeadLettered();
        Buried(webhookId, Number, id, tries, outcome.Reason);
    }

    // The cursor goes no further than what can be told: a house that is away holds the delivery up, and nothing is repeated beyond what is said.
    private async Task Report()
    {
        var progress = _progress;
        if (!await HouseCalls.Retry(() => cluster.GetGrain<IWebhookGrain>(webhookId).Report(work.Epoch, [new LaneReport(Number, progress)]))) throw new FencedOff();
        (_reported, _unreported, _reportedAt) = (progress, 0, clock.GetTimestamp());
    }

    private async Task SayFarewell()
    {
        if (_progress == _reported) return;
        try
        {
            await Report().WaitAsync(Farewell, clock);
        }
        catch (Exception e)
        {
            Unreported(webhookId, Number, e); // some events come again
        }
    }

    /// <summary>Another holds the webhook now.</summary>
    private sealed class FencedOff : Exception;

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}, lane {Lane}: deliveries fail; {Delivery} is the first ({Reason}): {Detail}")]
    private partial void Failing(string webhook, int lane, string delivery, string reason, string? detail);

    [LoggerMessage(LogLevel.Information, "Webhook {Webhook}, lane {Lane}: deliveries succeed again.")]
    private partial void Back(string webhook, int lane);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}, lane {Lane}: {Delivery} is a dead letter after {Tries} tries ({Reason}).")]
    private partial void Buried(string webhook, int lane, string delivery, int tries, string reason);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}, lane {Lane}: the delivery is interrupted, and will go on.")]
    private partial void Interrupted(string webhook, int lane, Exception e);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}, lane {Lane}: the last progress could not be reported.")]
    private partial void Unreported(string webhook, int lane, Exception e);
}
