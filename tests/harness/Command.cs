using System.Diagnostics;

namespace Sothebais.Tests.Harness;

/// <summary>Runs programs that end by themselves.</summary>
public static class Command
{
    /// <summary>Runs one to its end, and kills it where it does not come to it.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="file">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code and what it wrote.</returns>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public static async Task<Outcome> Run(TimeSpan patience, IReadOnlyDictionary<string, string>? environment, string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', start.ArgumentList)} took longer than {patience}.\n{await output}{await errors}");
        }
        return new Outcome(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs one that must succeed.</summary>
    /// <returns>What it wrote to its output.</returns>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public static async Task<string> Succeed(TimeSpan patience, IReadOnlyDictionary<string, string>? environment, string file, params IEnumerable<string> arguments)
    {
        var outcome = await Run(patience, environment, file, arguments);
        return outcome.Code == 0 ? outcome.Output : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {outcome.Code}.\n{outcome.Output}{outcome.Errors}");
    }
}

/// <summary>How a program ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote to its output.</param>
/// <param name="Errors">What it wrote to its error output.</param>
public sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>Its output's lines.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
