using Microsoft.Extensions.Options;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>
/// Serves one webhook: takes its lease, renews it, and runs its lanes while it holds. Where another holds it, waits for that lease to end. A lease that was not
/// confirmed in time is taken for lost: deliveries stop, for another may have begun.
/// </summary>
internal sealed partial class Courier(
    string id, string holder, IWebhookObserver observer, IClusterClient cluster, Func<WebhookWork, WebhookLane, Action, LaneRun> run, IOptions<WebhookOptions> options,
    TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Renew = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly Dictionary<int, (LaneRun Run, Task Running, CancellationTokenSource Stopping)> _lanes = []; // used by one task only
    private readonly SemaphoreSlim _nudged = new(0, 1);
    private readonly IWebhookGrain _webhook = cluster.GetGrain<IWebhookGrain>(id);
    private volatile LaneRun[] _running = [];
    private WebhookWork? _work; // what the lanes work with

    /// <summary>Since when the oldest event that its lanes have yet to deliver is in the feed; null where none waits.</summary>
    public DateTimeOffset? WaitingSince => _running.Min(l => l.WaitingSince);

    /// <summary>How it stands here: delivering, failing, idle (disabled, or another holds it).</summary>
    public string State => _running switch { [] => "idle", var lanes when lanes.Any(l => l.IsFailing) => "failing", _ => "delivering" };

    /// <summary>Makes it look at once.</summary>
    public void Nudge()
    {
        try
        {
            _nudged.Release();
        }
        catch (SemaphoreFullException)
        {
            // it is about to
        }
    }

    /// <summary>Serves until it is stopped, or the webhook is gone.</summary>
    public async Task Run(CancellationToken stopping)
    {
        var (confirmed, lost) = (clock.GetTimestamp(), false);
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var wait = Renew;
                try
                {
                    var asked = clock.GetTimestamp();
                    var lease = await _webhook.Take(holder, observer, options.Value.DisableAfter);
                    if (lost) Back(id);
                    (confirmed, lost) = (asked, false);
                    if (lease.State == LeaseState.Gone) return;
                    if (lease.Work is { } work)
                    {
                        if (!await Apply(work, stopping)) continue;
                    }
                    else
                    {
                        await StopLanes();
                        wait = TimeSpan.FromTicks(Math.Clamp((lease.Until!.Value - clock.GetUtcNow()).Ticks, Pause.Ticks, IWebhookGrain.Lease.Ticks));
                    }
                }
                catch (Exception e) when (!stopping.IsCancellationRequested)
                {
                    if (!lost) Lost(id, e);
                    lost = true;
                    wait = Pause;
                    if (clock.GetElapsedTime(confirmed) >= IWebhookGrain.Lease) await StopLanes();
                }
                await _nudged.WaitAsync(wait, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // on the way out
        }
        finally
        {
            await Leave();
        }
    }

    // Says whether the lanes now work with this. Where they did with something else they are stopped first, and what they say on their way out must be seen.
    private async Task<bool> Apply(WebhookWork work, CancellationToken stopping)
    {
        if (_work is { } before && (before.Epoch, before.Terms) != (work.Epoch, work.Terms))
        {
            await StopLanes();
            return false;
        }
        _work = work;
        var wanted = work.Enabled ? work.Lanes : [];
        foreach (var number in _lanes.Keys.Where(n => wanted.All(l => l.Number != n)).ToArray()) await StopLane(number);
        foreach (var lane in wanted)
        {
            if (_lanes.ContainsKey(lane.Number)) continue;
            var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var laneRun = run(work, lane, Fenced);
            _lanes.Add(lane.Number, (laneRun, Task.Run(() => laneRun.Run(ending.Token), CancellationToken.None), ending));
        }
        _running = [.. _lanes.Values.Select(l => l.Run)];
        return true;
    }

    // A report was refused: the grain moved, or another has it. The next look tells.
    private void Fenced()
    {
        FencedOff(id);
        Nudge();
    }

    private async Task StopLanes()
    {
        await Task.WhenAll(_lanes.Keys.ToArray().Select(StopLane));
        (_work, _running) = (null, []);
    }

    private async Task StopLane(int number)
    {
        if (!_lanes.Remove(number, out var lane)) return;
        await lane.Stopping.CancelAsync();
        await lane.Running;
        lane.Stopping.Dispose();
    }

    private async Task Leave()
    {
        var epoch = _work?.Epoch;
        await StopLanes();
        if (epoch is null) return;
        try
        {
            await _webhook.Leave(epoch.Value).WaitAsync(Farewell, clock);
        }
        catch (Exception e)
        {
            NotLeft(id, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}: the lease is not confirmed now.")]
    private partial void Lost(string webhook, Exception e);

    [LoggerMessage(LogLevel.Information, "Webhook {Webhook}: the lease is confirmed again.")]
    private partial void Back(string webhook);

    [LoggerMessage(LogLevel.Information, "Webhook {Webhook}: a report came from an older lease and was refused.")]
    private partial void FencedOff(string webhook);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}: the lease was not given back; it runs out by itself.")]
    private partial void NotLeft(string webhook, Exception e);
}
