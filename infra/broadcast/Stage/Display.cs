using System.Globalization;
using Sothebais.Broadcast.Processes;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Broadcast.Stage;

/// <summary>Where a display is, and what opens it.</summary>
/// <param name="Number">Its number; its name is <c>:number</c>.</param>
/// <param name="Authority">The file with its cookie.</param>
/// <param name="Home">The home of the programs on it.</param>
internal sealed record DisplayAddress(int Number, string Authority, string Home)
{
    /// <summary>The environment of a program on it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
        [new("HOME", Home), new("DISPLAY", $":{Number}"), new("XAUTHORITY", Authority), new("DBUS_SESSION_BUS_ADDRESS", "unix:path=/dev/null")];
}

/// <summary>The display on which the page is shown: Xvfb, which is a screen in memory.</summary>
internal sealed class Display(BroadcastOptions options, Forebear forebear, RunFolder folder, Redactor redactor, TimeProvider clock)
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ToEnd = TimeSpan.FromSeconds(2);

    // Without a window manager Chromium keeps a window that would fill the screen one pixel smaller; the encoder leaves the one out.
    private const int Spare = 1;

    /// <summary>The screen's width, of which the page has all but the last pixel.</summary>
    public int Width => options.Width + Spare;

    /// <summary>The screen's height, of which the page has all but the last pixel.</summary>
    public int Height => options.Height + Spare;

    /// <summary>Runs a display, and what is on it, until it is to end; ends what is on it first.</summary>
    /// <param name="part">Told when it is up.</param>
    /// <param name="show">What is on it: ends when its token says so.</param>
    /// <param name="stopping">When it is to end.</param>
    /// <exception cref="LostException">It ended by itself, or did not start.</exception>
    public async Task Run(Part part, Func<DisplayAddress, CancellationToken, Task> show, CancellationToken stopping)
    {
        var authority = folder.Of("authority");
        Authority.Write(authority);
        await using var xvfb = await ChildProcess.Start(forebear,
            ["Xvfb", "-displayfd", "1", "-auth", authority, "-screen", "0", $"{Width}x{Height}x24", "-nolisten", "tcp", "-noreset", "-nocursor"],
            [new("HOME", folder.Home)], ToEnd);
        // It looks for a free number by itself, and tells it when it is ready.
        var told = await xvfb.Output.ReadLineAsync(stopping).AsTask().WaitAsync(ToStart, clock, stopping);
        if (!int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw await LostException.Of("Xvfb", xvfb, redactor);
        part.IsUp($"Display :{number}, {options.Width}x{options.Height}.");
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var shown = show(new DisplayAddress(number, authority, folder.Home), lost.Token);
        await Task.WhenAny(xvfb.Ended, shown);
        await lost.CancelAsync();
        await shown;
        if (!stopping.IsCancellationRequested) throw await LostException.Of("Xvfb", xvfb, redactor);
    }
}
