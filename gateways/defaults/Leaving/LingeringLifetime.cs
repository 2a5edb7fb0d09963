using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Sothebais.Gateways.Defaults.Leaving;

/// <summary>
/// Ends the process on a signal. After SIGTERM it first lingers: it says that it is not ready, and serves whoever comes all the same, for a proxy goes on sending
/// requests until it has noticed. Any further signal, or Ctrl+C, ends it at once.
/// </summary>
internal sealed partial class LingeringLifetime(IHostApplicationLifetime application, Departure departure, IOptions<LeavingOptions> options, TimeProvider clock, ILogger<LingeringLifetime> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT })
            _signals.Add(PosixSignalRegistration.Create(signal, Hear));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(s => s.Dispose());

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true; // the process ends when the host has
        if (context.Signal != PosixSignal.SIGTERM || departure.Begun)
        {
            application.StopApplication();
            return;
        }
        departure.Announce();
        Lingering(options.Value.Linger);
        _ = Linger();
    }

    private async Task Linger()
    {
        await Task.WhenAny(Task.Delay(options.Value.Linger, clock, application.ApplicationStopping));
        application.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Leaving in {Linger}; requests are served until then.")]
    private partial void Lingering(TimeSpan linger);
}
