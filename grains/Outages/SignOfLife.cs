namespace Sothebais.Grains.Outages;

/// <summary>
/// A sign of life of this silo, for everybody who needs one now: a thousand auctions that close in the same instant ask once or twice. Whoever asks gets the
/// answer to a question that was put after they asked.
/// </summary>
public sealed class SignOfLife(IPulse pulse, ILocalSiloDetails silo)
{
    private readonly Lock _lock = new();
    private Task<DateTimeOffset?> _asked = Task.FromResult<DateTimeOffset?>(null);
    private Task<DateTimeOffset?>? _next;

    /// <summary>Gives one.</summary>
    /// <returns>When the newest outage of the house or of this silo ended that is kept; null where none is.</returns>
    public Task<DateTimeOffset?> Give()
    {
        lock (_lock)
            return _next ?? (_asked.IsCompleted ? _asked = Beat() : _next = After(_asked));
    }

    private async Task<DateTimeOffset?> After(Task asked)
    {
        await asked.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<DateTimeOffset?> now;
        lock (_lock) (now, _next) = (_asked = Beat(), null);
        return await now;
    }

    private Task<DateTimeOffset?> Beat() => pulse.Beat(silo.SiloAddress.ToParsableString());
}
