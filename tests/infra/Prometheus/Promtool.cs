using System.Diagnostics;

namespace Sothebais.Tests.Infra.Prometheus;

/// <summary>Prometheus' own judge of configurations, rules and their unit tests.</summary>
internal static class Promtool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The folder that is shipped.</summary>
    public static string Folder { get; } = Path.Combine(Programs.Root, "infra/prometheus");

    /// <summary>Runs it in the shipped folder.</summary>
    /// <returns>Whether it was content, and what it said.</returns>
    public static async Task<(bool Content, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Folder };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        return (process.ExitCode == 0, await output + await error);
    }
}
