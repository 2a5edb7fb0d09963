using System.Net.WebSockets;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>A line to the house that is made again whenever it ends.</summary>
public static class Line
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Keeps one.</summary>
    /// <param name="connect">Makes it, and goes on where it ended.</param>
    /// <param name="ended">Completes when it has ended.</param>
    /// <param name="stopping">The end.</param>
    public static async Task Keep(Func<Task> connect, Func<Task> ended, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await connect();
                await ended().WaitAsync(stopping);
            }
            catch (Exception e) when (e is HttpRequestException or WebSocketException or OperationCanceledException or IOException)
            {
                // the house is away
            }
            await Task.Delay(Pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
