namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Renews a lease with every heartbeat until it is given back, and knows whether the house confirmed it the last time.</summary>
internal sealed partial class Lease : IAsyncDisposable
{
    private readonly string _what;
    private readonly string _id;
    private readonly Func<Task> _renew;
    private readonly Func<Task> _leave;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _keeping;
    private volatile bool _lost;

    /// <summary>Takes it.</summary>
    /// <param name="what">On what, for the log.</param>
    /// <param name="id">On which, for the log.</param>
    /// <param name="renew">Takes or renews it.</param>
    /// <param name="leave">Gives it back.</param>
    /// <param name="heartbeat">How often.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">The log.</param>
    public Lease(string what, string id, Func<Task> renew, Func<Task> leave, TimeSpan heartbeat, TimeProvider clock, ILogger logger)
    {
        (_what, _id, _renew, _leave, _clock, _logger) = (what, id, renew, leave, clock, logger);
        _keeping = Task.Run(() => Keep(heartbeat));
    }

    /// <summary>Whether the house did not answer the last time: nothing is certain then.</summary>
    public bool IsLost => _lost;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _keeping;
        try
        {
            await _leave();
        }
        catch (Exception e)
        {
            Lost(_what, _id, e); // it runs out by itself
        }
        _ending.Dispose();
    }

    private async Task Keep(TimeSpan heartbeat)
    {
        using var timer = new PeriodicTimer(heartbeat, _clock);
        do
        {
            try
            {
                await _renew();
                if (_lost) Back(_what, _id);
                _lost = false;
            }
            catch (Exception e)
            {
                // No heartbeat: viewers notice that nothing is certain now.
                if (!_lost) Lost(_what, _id, e);
                _lost = true;
            }
        }
        while (await NextTick(timer));
    }

    private async Task<bool> NextTick(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_ending.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What} {Id}: the house does not confirm that viewers see the newest.")]
    private partial void Lost(string what, string id, Exception e);

    [LoggerMessage(LogLevel.Information, "{What} {Id}: viewers see the newest again.")]
    private partial void Back(string what, string id);
}
