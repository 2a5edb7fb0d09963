using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sothebais.Broadcast.Processes;

/// <summary>
/// The one thread from which all programs are started. They are to die with this process, and to the kernel the parent whose death they hear of is the thread that
/// started them: one of the thread pool's would take them along when it is no longer needed.
/// </summary>
internal sealed class Forebear : IDisposable
{
    private readonly BlockingCollection<Action> _asked = [];

    public Forebear() => new Thread(Work) { IsBackground = true, Name = "forebear" }.Start();

    /// <summary>Starts a program.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public Task<Process> Start(ProcessStartInfo how)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(how)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    /// <summary>Starts no more. The thread stays, for those that still run.</summary>
    public void Dispose() => _asked.CompleteAdding();

    private void Work()
    {
        foreach (var start in _asked.GetConsumingEnumerable()) start();
        Thread.Sleep(Timeout.Infinite);
    }
}
