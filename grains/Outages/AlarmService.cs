using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Outages;

/// <summary>Wakes auctions that are overdue, wherever they are to run: their timer died with a silo, or with an activation that lost its log.</summary>
public sealed partial class AlarmService(IAlarms alarms, IGrainFactory grains, TimeProvider clock, ILogger<AlarmService> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>A timer that lives has done its work by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>One that cannot be woken must not stand before the others.</summary>
    private static readonly TimeSpan Snooze = TimeSpan.FromSeconds(15);

    private const int Most = 1_024;
    private const int AtOnce = 64; // an activation reads its log

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // the silo leaves; others look
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        try
        {
            foreach (var some in (await alarms.Overdue(clock.GetUtcNow() - Patience, Most)).Chunk(AtOnce))
            {
                stopping.ThrowIfCancellationRequested();
                await Task.WhenAll(some.Select(Wake));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            CannotLook(e.Message); // the signs of life fail as well, and say so
        }
    }

    private async Task Wake(string auction)
    {
        try
        {
            await grains.GetGrain<IAuctionGrain>(auction).Wake();
            Woken(auction);
        }
        catch (Exception e)
        {
            CannotWake(auction, e);
            await alarms.Set(auction, clock.GetUtcNow() + Snooze);
        }
    }

    [LoggerMessage(LogLevel.Information, "Auction {Auction} was overdue, and was woken.")]
    private partial void Woken(string auction);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction} is overdue, and could not be woken; it is tried again.")]
    private partial void CannotWake(string auction, Exception e);

    [LoggerMessage(LogLevel.Debug, "Whether an auction is overdue cannot be seen: {Reason}")]
    private partial void CannotLook(string reason);
}
