using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Sothebais.Tests.Gateways.Support;

/// <summary>Runs programs that use others' JavaScript libraries.</summary>
public static class Node
{
    private static readonly TimeSpan Patience = Wait.Patience;

    /// <summary>Runs a program of a folder beside these tests, gives it JSON and takes JSON.</summary>
    /// <param name="folder">The folder, with its package.json.</param>
    /// <param name="library">The package without which it does not run.</param>
    /// <param name="program">The program's file.</param>
    /// <param name="question">What it reads.</param>
    public static async Task<JsonNode> Run(string folder, string library, string program, JsonNode question)
    {
        var home = Path.Combine(Programs.Root, "tests/gateways", folder);
        if (!File.Exists(Path.Combine(home, "node_modules", library, "package.json")))
            throw new InvalidOperationException($"{library} is missing: run npm ci in tests/gateways/{folder} (tests/run.sh does).");
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.ArgumentList.Add(program);
        using var node = new Process { StartInfo = start };
        try
        {
            node.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("node is missing: install Debian's nodejs and npm (tests/run.sh does).", e);
        }
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var (answer, complaint) = (node.StandardOutput.ReadToEndAsync(timeout.Token), node.StandardError.ReadToEndAsync(timeout.Token));
            await node.StandardInput.WriteAsync(question.ToJsonString());
            node.StandardInput.Close();
            await node.WaitForExitAsync(timeout.Token);
            return node.ExitCode == 0 ? JsonNode.Parse(await answer)! : throw new InvalidOperationException($"{program} failed: {await complaint}");
        }
        catch (OperationCanceledException)
        {
            node.Kill();
            throw new TimeoutException($"{program} does not end.");
        }
    }
}
