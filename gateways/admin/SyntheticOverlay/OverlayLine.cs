using Sothebais.Gateways.Admin.Sockets;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>One line to an auction, as an overlay has it: cut off, it connects again.</summary>
internal sealed partial class OverlayLine(string auction, Uri door, GlassMetrics metrics, TimeProvider clock, ILogger logger)
{
    /// <summary>Watches until it is told to stop.</summary>
    public Task Watch(CancellationToken stopping) => Reconnecting.Run(heard => WatchOnce(heard, stopping), why => { if (why is not null) Broken(auction, why.Message); }, null, clock, stopping);

    private async Task WatchOnce(Action heard, CancellationToken stopping)
    {
        await using var socket = await HouseSocket.Open(new Uri(door, $"?auction={Uri.EscapeDataString(auction)}"), SyntheticViewer.UserAgent, stopping);
        metrics.Opened();
        try
        {
            var glass = new Glass();
            while (await socket.Next() is { } message)
            {
                var arrived = clock.GetUtcNow();
                var (gap, bidAt) = glass.Read(message);
                heard();
                if (bidAt is { } at) metrics.Arrived(arrived - at);
                if (!gap) continue;
                metrics.Missed();
                Gap(auction);
            }
        }
        finally
        {
            metrics.Closed();
        }
    }

    [LoggerMessage(LogLevel.Information, "The synthetic overlay of auction {Auction} was cut off ({Why}); it connects again.")]
    private partial void Broken(string auction, string why);

    [LoggerMessage(LogLevel.Warning, "The synthetic overlay of auction {Auction} missed an event or was told one twice.")]
    private partial void Gap(string auction);
}
