namespace Sothebais.Gateways.Admin.Sockets;

/// <summary>A line that is opened again when it is cut off, more slowly from time to time and never in step with others.</summary>
internal static class Reconnecting
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Keeps a line open until it is told to stop.</summary>
    /// <param name="once">Opens the line and reads it to its end; calls what it is given whenever it hears something.</param>
    /// <param name="broken">Hears why a line ended that had been heard on, or the first one that could not be opened.</param>
    /// <param name="longestPause">How long it waits at most between two tries; null is half a minute.</param>
    /// <param name="clock">The time.</param>
    /// <param name="stopping">Stops.</param>
    public static async Task Run(Func<Action, Task> once, Action<Exception?> broken, TimeSpan? longestPause, TimeProvider clock, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            Exception? why = null;
            try
            {
                await once(() => failures = 0);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                why = e;
            }
            if (stopping.IsCancellationRequested) return;
            if (failures == 0) broken(why);
            var pause = TimeSpan.FromTicks(Math.Min((longestPause ?? LongestPause).Ticks, FirstPause.Ticks << Math.Min(failures++, 8)));
            await Task.WhenAny(Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), clock, stopping));
        }
    }
}
