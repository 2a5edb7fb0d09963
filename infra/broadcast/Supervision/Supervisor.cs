using Sothebais.Broadcast.Encoding;
using Sothebais.Broadcast.Pages;
using Sothebais.Broadcast.Stage;

namespace Sothebais.Broadcast.Supervision;

/// <summary>
/// Starts the display, then the page, and when that was seen the encoder; starts again what is lost, and what rests on it; ends them in the reverse order. The encoder goes on while the
/// page is away, so that the platform does not take the stream for ended.
/// </summary>
internal sealed partial class Supervisor(BroadcastOptions options, Parts parts, BroadcastMetrics metrics, Display display, Browser browser, Encoder encoder, TimeProvider clock, ILogger<Supervisor> logger)
    : BackgroundService
{
    // From the first time on: a platform rather gets an empty picture for a moment than none.
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Begin();
        Begun(options.Page, options.Target, options.Width, options.Height, options.FrameRate);
        await Keep(parts.Display, (part, ending) => display.Run(part, Show, ending), stoppingToken);
    }

    private async Task Show(DisplayAddress at, CancellationToken ending)
    {
        using var pageEnds = new CancellationTokenSource(); // after the encoder, and so not with the display
        var page = Keep(parts.Page, (part, end) => browser.Run(part, at, _seen, end), pageEnds.Token);
        try
        {
            await _seen.Task.WaitAsync(ending);
            await Keep(parts.Encoder, (part, end) => encoder.Run(part, at, end), ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Before there was anything to be seen.
        }
        finally
        {
            await pageEnds.CancelAsync();
            await page;
        }
    }

    // Returns only when it is to end.
    private async Task Keep(Part part, Func<Part, CancellationToken, Task> run, CancellationToken ending)
    {
        var backoff = new Backoff();
        while (!ending.IsCancellationRequested)
        {
            var started = clock.GetTimestamp();
            var why = "Stopped.";
            try
            {
                await run(part, ending);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                // As asked.
            }
            catch (LostException e)
            {
                why = e.Message;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                why = e is TimeoutException ? "It did not start in time." : $"{e.GetType().Name}: {e.Message}";
            }
            part.IsDown(why);
            if (ending.IsCancellationRequested) return;
            var lived = clock.GetElapsedTime(started);
            var pause = backoff.After(lived);
            Lost(part.Name, lived, why, pause);
            await Task.Delay(pause, clock, ending).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (ending.IsCancellationRequested) return;
            part.IsStartedAgain();
            metrics.StartedAgain(part);
        }
    }

    [LoggerMessage(LogLevel.Information, "Broadcasting {Page} to {Target}: {Width}x{Height}, {FrameRate} frames a second.")]
    private partial void Begun(string page, string target, int width, int height, int frameRate);

    [LoggerMessage(LogLevel.Warning, "The {Part} was lost after {Lived}: {Why} It is started again after {Pause}.")]
    private partial void Lost(string part, TimeSpan lived, string why, TimeSpan pause);
}
