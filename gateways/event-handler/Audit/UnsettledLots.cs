using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Catalogue;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>Counts, once a minute, the lots that were sold too long ago to be still unsettled. From the catalogue, which outlives this process.</summary>
internal sealed partial class UnsettledLots(IClusterClient cluster, AuditMetrics metrics, IOptions<AuditOptions> options, TimeProvider clock, ILogger<UnsettledLots> logger) : BackgroundService
{
    private const int Page = 100;
    private const int MostPages = 50;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failed = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                metrics.Unsettled = await Count(stoppingToken);
                failed = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!failed) Failed(e); // the last count stands
                failed = true;
            }
            await Task.WhenAny(Task.Delay(failed ? Pause : Period, clock, stoppingToken));
        }
    }

    private async Task<long> Count(CancellationToken stopping)
    {
        var (overdue, after) = (0L, (string?)null);
        for (var pages = 0; pages < MostPages; pages++)
        {
            stopping.ThrowIfCancellationRequested();
            var page = await HouseCalls.Retry(() => cluster.GetGrain<ICatalogueGrain>(0).List(AuctionStatus.Sold, saleId: null, after, Page));
            var latest = clock.GetUtcNow() - options.Value.SettleWithin;
            overdue += page.Auctions.Count(lot => lot.Result?.ClosedAt < latest);
            after = page.Next;
            if (after is null) return overdue;
        }
        TooMany(MostPages * Page);
        return overdue;
    }

    [LoggerMessage(LogLevel.Warning, "Lots that are not settled could not be counted now.")]
    private partial void Failed(Exception e);

    [LoggerMessage(LogLevel.Warning, "More than {Most} lots are sold and not settled; only so many were looked at.")]
    private partial void TooMany(int most);
}
