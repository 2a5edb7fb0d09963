using Microsoft.Extensions.Options;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>A courier for every webhook of the house. Of several event handlers each tries for all of them; the leases share them out.</summary>
internal sealed partial class Couriers(
    IClusterClient cluster, FeedTail tail, Carrier carrier, WebhookMetrics metrics, IOptions<WebhookOptions> options, TimeProvider clock, ILogger<Couriers> logger)
    : BackgroundService, IWebhookObserver
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly string _holder = Guid.NewGuid().ToString("n");
    private readonly Dictionary<string, (Courier Courier, Task Serving)> _serving = []; // used by one task only
    private readonly SemaphoreSlim _nudged = new(0, 1);

    /// <summary>Looks for new webhooks at once.</summary>
    public void LookNow()
    {
        try
        {
            _nudged.Release();
        }
        catch (SemaphoreFullException)
        {
            // about to
        }
    }

    /// <inheritdoc/>
    public Task Changed(string webhookId)
    {
        if (metrics.Held.TryGetValue(webhookId, out var courier)) courier.Nudge();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled) return;
        var (observer, failed) = ((IWebhookObserver?)null, false);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                observer ??= cluster.CreateObjectReference<IWebhookObserver>(this);
                var ids = await cluster.GetGrain<IWebhookCatalogueGrain>(0).Ids();
                foreach (var (id, _) in _serving.Where(s => s.Value.Serving.IsCompleted).ToArray()) Forget(id);
                foreach (var id in ids.Where(id => !_serving.ContainsKey(id))) Serve(id, observer, stoppingToken);
                failed = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failed) Failed(e);
                failed = true;
            }
            try
            {
                await _nudged.WaitAsync(Look, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        await Task.WhenAll(_serving.Values.Select(s => s.Serving));
    }

    private void Serve(string id, IWebhookObserver observer, CancellationToken stopping)
    {
        var courier = new Courier(id, _holder, observer, cluster,
            (work, lane, refused) => new LaneRun(id, work, lane, cluster, tail, carrier, metrics, options, clock, refused, logger), options, clock, logger);
        metrics.Held[id] = courier;
        _serving.Add(id, (courier, Task.Run(() => courier.Run(stopping), CancellationToken.None)));
    }

    private void Forget(string id)
    {
        _serving.Remove(id);
        metrics.Held.TryRemove(id, out _);
    }

    [LoggerMessage(LogLevel.Warning, "The list of webhooks cannot be read now; those that are served go on.")]
    private partial void Failed(Exception e);
}
