using Sothebais.Broadcast.Processes;
using Sothebais.Broadcast.Stage;

namespace Sothebais.Broadcast.Pages;

/// <summary>How Chromium is started.</summary>
internal static class BrowserArguments
{
    // Chromium is spoken with by two pipes, which it has as 3 and 4. No port on which others could, and it ends when ours are closed.
    private const string Pipes = "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$@\"";

    /// <summary>
    /// The command: one empty page without anything around it, as large as the screen. What is shown is said by the pipe, for its address may hold a token.
    /// </summary>
    /// <param name="display">The screen.</param>
    /// <param name="profile">An empty folder.</param>
    /// <param name="sandboxed">Whether Chromium's own sandbox is possible here.</param>
    public static IEnumerable<string> Command(Display display, string profile, bool sandboxed) =>
    [
        "sh", "-c", Pipes, "sh",
        "chromium", "--remote-debugging-pipe", $"--user-data-dir={profile}", "--kiosk", "--window-position=0,0", $"--window-size={display.Width},{display.Height}", "--force-device-scale-factor=1",
        "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync", "--disable-component-update", "--disable-default-apps", "--disable-breakpad",
        "--disable-features=Translate,MediaRouter,OptimizationHints", "--password-store=basic", "--disk-cache-size=67108864",
        // Neither a graphics card nor a loudspeaker is here, nor anybody to press "play"; and nobody looks elsewhere.
        "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio", "--autoplay-policy=no-user-gesture-required",
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
        // The second keeps Chromium from telling the viewers of the first.
        .. sandboxed ? Array.Empty<string>() : ["--no-sandbox", "--test-type"],
        "about:blank",
    ];

    /// <summary>
    /// Whether Chromium's sandbox is possible: not for root, and not where the namespaces it is made of are forbidden, as in containers by default (there the
    /// container is the sandbox).
    /// </summary>
    public static async Task<bool> CanBeSandboxed(Forebear forebear)
    {
        if (Environment.IsPrivilegedProcess) return false;
        await using var trial = await ChildProcess.Start(forebear, ["unshare", "--user", "--pid", "--net", "--fork", "true"], [], TimeSpan.FromSeconds(1));
        return await Task.WhenAny(trial.Ended, Task.Delay(TimeSpan.FromSeconds(5))) == trial.Ended && (await trial.LastWords()).Code == 0;
    }
}
