namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Sweeps the asset folder now and then.</summary>
internal sealed partial class AssetSweep(AssetStore store, TimeProvider clock, ILogger<AssetSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Age = TimeSpan.FromDays(1); // longer than any upload takes

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.Sweep(Age, stoppingToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Failed(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The asset folder could not be swept; it will be tried again.")]
    private partial void Failed(Exception e);
}
