using System.Diagnostics;

namespace Sothebais.Tests.Infra.Vps;

/// <summary>The repository's shell scripts.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Shellcheck_finds_nothing_in_any_script()
    {
        string[] scripts =
        [
            .. new[] { "infra", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Programs.Root, folder), "*.sh", SearchOption.AllDirectories))
                .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)),
            Path.Combine(Programs.Root, ".ci/run"),
        ];
        Assert.Contains(scripts, script => script.EndsWith("infra/vps/setup.sh", StringComparison.Ordinal));

        using var shellcheck = Process.Start(new ProcessStartInfo("shellcheck", ["--external-sources", "--color=never", .. scripts]) { RedirectStandardOutput = true })!;
        var findings = await shellcheck.StandardOutput.ReadToEndAsync();
        await shellcheck.WaitForExitAsync();
        Assert.True(shellcheck.ExitCode == 0, findings);
    }
}
