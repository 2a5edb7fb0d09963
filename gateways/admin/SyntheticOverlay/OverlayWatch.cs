using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Catalogue;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>
/// Watches the open auctions that close next as their viewers do: through this gateway's own door and the stream manager's socket. The door is always plain
/// HTTP on this machine; whatever ends TLS stands before it.
/// </summary>
internal sealed partial class OverlayWatch(
    IClusterClient cluster, ServicePorts ports, GlassMetrics metrics, IOptions<SyntheticOverlayOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<OverlayWatch> logger)
    : BackgroundService
{
    private const int Page = 100;

    /// <summary>In a larger house the soonest are those among so many; the rest is not asked for the sake of five lines.</summary>
    private const int MostPages = 5;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly Uri _door = new($"ws://127.0.0.1:{ports.Main}/ws");
    private readonly Dictionary<string, (CancellationTokenSource Ending, Task Watching)> _lines = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Begin();
        // Already when the process begins to leave: its web server waits for open lines.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        var failed = false;
        try
        {
            await Started().WaitAsync(stopping.Token);
            while (true)
            {
                try
                {
                    await Follow(Soonest(await Open(stopping.Token), options.Value.Lines), stopping.Token);
                    failed = false;
                }
                catch (Exception e) when (!stopping.IsCancellationRequested)
                {
                    if (!failed) Failed(e); // the lines that there are go on
                    failed = true;
                }
                await Task.Delay(Look, clock, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // we leave
        }
        finally
        {
            await Follow([], CancellationToken.None);
        }
    }

    /// <summary>The auctions that close next; those without a close come last.</summary>
    internal static string[] Soonest(IEnumerable<AuctionView> open, int most) =>
        [.. open.OrderBy(a => a.ClosesAt ?? DateTimeOffset.MaxValue).ThenBy(a => a.Id, StringComparer.Ordinal).Take(most).Select(a => a.Id)];

    private async Task<List<AuctionView>> Open(CancellationToken stopping)
    {
        var (open, after) = (new List<AuctionView>(), (string?)null);
        for (var pages = 0; pages < MostPages; pages++)
        {
            stopping.ThrowIfCancellationRequested();
            var page = await HouseCalls.Retry(() => cluster.GetGrain<ICatalogueGrain>(0).List(AuctionStatus.Open, saleId: null, after, Page));
            open.AddRange(page.Auctions);
            after = page.Next;
            if (after is null) break;
        }
        return open;
    }

    /// <summary>Opens the lines that are missing and ends those that are no longer wanted.</summary>
    private async Task Follow(string[] wanted, CancellationToken stopping)
    {
        metrics.Wanted = wanted.Length;
        var ended = _lines.Where(l => !wanted.Contains(l.Key)).ToArray();
        foreach (var (_, (ending, _)) in ended) await ending.CancelAsync();
        foreach (var (auction, (ending, watching)) in ended)
        {
            await watching;
            ending.Dispose();
            _lines.Remove(auction);
        }
        foreach (var auction in wanted.Where(a => !_lines.ContainsKey(a)))
        {
            stopping.ThrowIfCancellationRequested();
            var ending = new CancellationTokenSource();
            _lines.Add(auction, (ending, new OverlayLine(auction, _door, metrics, clock, logger).Watch(ending.Token)));
        }
    }

    private Task Started()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        return started.Task;
    }

    [LoggerMessage(LogLevel.Warning, "The synthetic overlay cannot see which auctions are open.")]
    private partial void Failed(Exception e);
}
