using Sothebais.Broadcast.Processes;
using Sothebais.Broadcast.Stage;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Broadcast.Pages;

/// <summary>What shows the page: Chromium with a fresh profile, watched from within. Of the page nothing is told but whether it is there.</summary>
internal sealed partial class Browser(BroadcastOptions options, Display display, Forebear forebear, RunFolder folder, Redactor redactor, TimeProvider clock, ILogger<Browser> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ToLoad = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(3);

    private int _profiles;
    private bool? _sandboxed;

    /// <summary>Shows the page until it is to end.</summary>
    /// <param name="part">Told when it is up.</param>
    /// <param name="at">The display.</param>
    /// <param name="seen">Set when it is seen.</param>
    /// <param name="stopping">When it is to end.</param>
    /// <exception cref="LostException">Chromium or its renderer ended, the page could not be had, or does not answer.</exception>
    public async Task Run(Part part, DisplayAddress at, TaskCompletionSource seen, CancellationToken stopping)
    {
        if (_sandboxed is null && !(_sandboxed = await BrowserArguments.CanBeSandboxed(forebear)).Value) NotSandboxed();
        var profile = folder.Of($"profile-{++_profiles}");
        try
        {
            var chromium = await ChildProcess.Start(forebear, BrowserArguments.Command(display, profile, _sandboxed.Value), at.Environment, ToEnd);
            await using (chromium)
                await Show(part, chromium, seen, stopping);
        }
        finally
        {
            RunFolder.Delete(profile);
        }
    }

    private async Task Show(Part part, ChildProcess chromium, TaskCompletionSource seen, CancellationToken stopping)
    {
        var tools = new DevTools(chromium.Input, chromium.Output.BaseStream, clock);
        var crashed = new TaskCompletionSource();
        tools.Happened += what =>
        {
            if (what is "Inspector.targetCrashed" or "Target.detachedFromTarget") crashed.TrySetResult();
        };
        var listening = tools.Listen();
        Page page;
        try
        {
            page = await Page.Open(tools, ToStart, stopping);
        }
        catch (LostException)
        {
            throw await LostException.Of("Chromium", chromium, redactor); // it has seen nothing of the page yet
        }
        await page.Go(options.PageWithToken, ToLoad, stopping);

        var answered = clock.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var look = page.Look(ToAnswer, stopping);
            await Task.WhenAny(look, listening, crashed.Task); // who has crashed will not answer
            if (crashed.Task.IsCompleted) throw new LostException("The page's renderer crashed.");
            // Between two documents there is nobody to answer.
            if (await look is { } sight)
            {
                if (sight.Trouble(options) is { } trouble) throw new LostException(trouble);
                if (!sight.Loading)
                {
                    part.IsUp($"Shown in {options.Width}x{options.Height}.");
                    seen.TrySetResult();
                }
                answered = clock.GetTimestamp();
            }
            else if (clock.GetElapsedTime(answered) > ToAnswer) throw new LostException("The page does not answer.");
            await Task.WhenAny(listening, crashed.Task, Task.Delay(Look, clock, stopping));
            if (listening.IsCompleted) throw new LostException("Chromium ended.");
        }
    }

    [LoggerMessage(LogLevel.Warning, "Chromium's own sandbox is not possible here (for root, or where namespaces are forbidden, as in most containers): it runs without.")]
    private partial void NotSandboxed();
}
