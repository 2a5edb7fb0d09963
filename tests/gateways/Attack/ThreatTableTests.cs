using System.Text.RegularExpressions;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>The table of threats names tests that there are.</summary>
public sealed partial class ThreatTableTests
{
    private static string Text => File.ReadAllText(Path.Combine(Programs.Root, "THREATS.md"));

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Programs.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = Named().Matches(Text).Select(m => (Class: m.Groups[1].Value, Method: m.Groups[2].Value)).Distinct().ToArray();
        Assert.True(named.Length > 40);
        Assert.All(named, test => Assert.True(files[test.Class].Any(source => source.Contains($" {test.Method}(", StringComparison.Ordinal)), $"{test.Class}.{test.Method}"));
    }

    [Fact]
    public void Every_row_has_a_test() => Assert.All(
        Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| who |", StringComparison.Ordinal) && !line.StartsWith("| --- |", StringComparison.Ordinal)), row => Assert.Matches(Named(), row));

    [GeneratedRegex(@"`([A-Z][A-Za-z]+Tests)\.([A-Z][A-Za-z0-9_]+)`")]
    private static partial Regex Named();
}
