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

        var outcome = await Command.Run(TimeSpan.FromMinutes(1), null, "shellcheck", ["--external-sources", "--color=never", .. scripts]);
        Assert.True(outcome.Code == 0, outcome.Output);
    }
}
