using System.Diagnostics;
using Sothebais.Tests.Harness;
using Xunit;

namespace Sothebais.Tests.Browser;

/// <summary>The overlay's modules say of what types they are; here that is checked.</summary>
public sealed class OverlayTypeTests
{
    [Fact]
    public async Task The_overlays_modules_are_of_the_types_that_they_say()
    {
        var compiler = Path.Combine(Programs.Root, "tests/browser/node_modules/typescript/bin/tsc");
        Assert.True(File.Exists(compiler), "The compiler is not installed: npm ci in tests/browser.");
        var start = new ProcessStartInfo("node", [compiler, "--project", Path.Combine(Programs.Root, "tests/browser/tsconfig.json")]) { RedirectStandardOutput = true };
        using var check = Process.Start(start)!;
        var complaints = await check.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", complaints.Trim());
        Assert.Equal(0, check.ExitCode);
    }
}
