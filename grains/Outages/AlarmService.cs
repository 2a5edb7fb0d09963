using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Outages;

/// <summary>Wakes auctions and sales that are overdue, wherever they are to run: their timer died with a silo, or with an activation that lost its log.</summary>
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

    private async Task Wake(Alarm alarm)
    {
        try
        {
            await (alarm.Of == AlarmOf.Sale ? grains.GetGrain<ISaleGrain>(alarm.Id).Wake() : grains.GetGrain<IAuctionGrain>(alarm.Id).Wake());
            Woken(alarm.Of, alarm.Id);
        }
        catch (Exception e)
        {
            CannotWake(alarm.Of, alarm.Id, e);
            await alarms.Set(alarm, clock.GetUtcNow() + Snooze);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Kind} {Id} was overdue, and was woken.")]
    private partial void Woken(AlarmOf kind, string id);

    [LoggerMessage(LogLevel.Warning, "{Kind} {Id} is overdue, and could not be woken; it is tried again.")]
    private partial void CannotWake(AlarmOf kind, string id, Exception e);

    [LoggerMessage(LogLevel.Debug, "Whether anything is overdue cannot be seen: {Reason}")]
    private partial void CannotLook(string reason);
}
