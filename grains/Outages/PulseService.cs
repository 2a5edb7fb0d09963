using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Outages;

/// <summary>Writes this silo's sign of life each second. After a silence it asks the auctions that run here to make the outage good.</summary>
public sealed partial class PulseService(
    IPulse pulse, RunningAuctions running, IGrainFactory grains, ILocalSiloDetails silo, IOptions<HouseRules> house, TimeProvider clock, ILogger<PulseService> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(IPulse.Period, clock);
        var (last, failing) = (clock.GetUtcNow(), false);
        do
        {
            try
            {
                var now = clock.GetUtcNow();
                await pulse.Beat(silo.SiloAddress.ToParsableString());
                if (failing) Works();
                // Tried again at the next beat until it has worked.
                if (now - last <= house.Value.OutageMoment || await Recover()) last = now;
                failing = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (!failing) Fails(e);
                failing = true;
            }
        }
        while (await NextTick(timer, stoppingToken));
    }

    private async Task<bool> Recover()
    {
        try
        {
            foreach (var some in running.Ids.Chunk(64)) // not all at once: there may be thousands
                await Task.WhenAll(some.Select(id => grains.GetGrain<IAuctionGrain>(id).Recover()));
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RecoveryFails(e);
            return false;
        }
    }

    private static async Task<bool> NextTick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The log cannot be written: no bids can be taken now.")]
    private partial void Fails(Exception e);

    [LoggerMessage(LogLevel.Warning, "Not every auction could look whether an outage has to be made good; asking again.")]
    private partial void RecoveryFails(Exception e);

    [LoggerMessage(LogLevel.Warning, "The log can be written again.")]
    private partial void Works();
}
