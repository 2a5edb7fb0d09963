using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sothebais.Broadcast.Processes;

/// <summary>A program that is part of the broadcast: in a process group of its own, and killed by the kernel when this process dies, however that may be.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    private readonly Process _process;
    private readonly TimeSpan _patience;
    private readonly Tail _said = new();
    private readonly Task _listening;

    private ChildProcess(Process process, TimeSpan patience)
    {
        (_process, _patience) = (process, patience);
        Ended = process.WaitForExitAsync();
        _listening = _said.Read(process.StandardError);
    }

    /// <summary>Its input, unbuffered.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>When it has ended.</summary>
    public Task Ended { get; }

    /// <summary>Its exit code, and the end of what it said on its error output: not redacted. Of one that has ended.</summary>
    public async Task<(int Code, string Said)> LastWords()
    {
        await Task.WhenAny(_listening, Task.Delay(TimeSpan.FromSeconds(1))); // whom it left behind may still hold the line
        return (_process.ExitCode, _said.Text);
    }

    /// <summary>Starts one.</summary>
    /// <param name="forebear">Who starts it.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">All of its environment, beside the path: ours has secrets in it.</param>
    /// <param name="patience">How long it has to end once it is asked to.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public static async Task<ChildProcess> Start(Forebear forebear, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string>> environment, TimeSpan patience)
    {
        // Both become the program itself: the process is the one that was started here, and the leader of its group.
        var how = new ProcessStartInfo("setsid", ["setpriv", "--pdeathsig", "KILL", "--", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = how.Environment["PATH"];
        how.Environment.Clear();
        how.Environment["PATH"] = path;
        how.Environment["LANG"] = "C.UTF-8";
        foreach (var (name, value) in environment) how.Environment[name] = value;
        return new ChildProcess(await forebear.Start(how), patience);
    }

    /// <summary>Kills it and its group: no goodbye.</summary>
    public void Kill() => Signal(-_process.Id, SigKill);

    /// <summary>Asks it to end, waits as long as it has, and kills what is left of its group.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
        {
            Signal(_process.Id, SigTerm);
            await Task.WhenAny(Ended, Task.Delay(_patience));
        }
        Kill();
        await Ended;
        _process.Dispose();
    }

    // That there is nobody left is well.
    private static void Signal(int whom, int signal) => _ = SendSignal(whom, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int pid, int signal);
}
