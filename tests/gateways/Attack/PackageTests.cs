using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>What the house is made of is written down, one version and one digest each, and known weaknesses stop the build.</summary>
public sealed partial class PackageTests
{
    private static readonly XDocument Build = XDocument.Load(Path.Combine(Programs.Root, "Directory.Build.props")), Versions = XDocument.Load(Path.Combine(Programs.Root, "Directory.Packages.props"));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Programs.Root, pattern, SearchOption.AllDirectories)
        .Where(file => !file[Programs.Root.Length..].Split(Path.DirectorySeparatorChar).Any(part => part is "node_modules" or "bin" or "obj"));

    private static bool IsProduct(string file) => !Path.GetRelativePath(Programs.Root, file).StartsWith("tests", StringComparison.Ordinal);

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

    [Fact]
    public void Known_weaknesses_stop_the_build_also_of_what_packages_bring_along()
    {
        string? Of(string name) => Build.Descendants(name).LastOrDefault()?.Value;
        Assert.Equal(("true", "all", "low", "true"), (Of("NuGetAudit"), Of("NuGetAuditMode"), Of("NuGetAuditLevel"), Of("TreatWarningsAsErrors")));
        var projects = Files("*.csproj").Concat(Files("*.props")).Concat(Files("*.targets")).ToArray();
        Assert.True(projects.Length > 10);
        // No project takes its own way out.
        Assert.All(projects, file => Assert.DoesNotMatch(Silenced(), File.ReadAllText(file)));
    }

    [Fact]
    public void Every_package_has_one_version_for_the_whole_house()
    {
        Assert.Equal("true", Versions.Descendants("ManagePackageVersionsCentrally").Single().Value);
        var versions = Versions.Descendants("PackageVersion").Select(p => ((string)p.Attribute("Include")!, (string)p.Attribute("Version")!)).ToArray();
        Assert.True(versions.Length > 20);
        Assert.All(versions, package => Assert.Matches(Exact(), package.Item2));
        Assert.All(Files("*.csproj"), file => Assert.DoesNotMatch(OwnVersion(), File.ReadAllText(file)));
    }

    [Fact]
    public void Every_project_of_the_product_has_its_packages_digests_written_down()
    {
        var products = Files("*.csproj").Where(IsProduct).ToArray();
        Assert.True(products.Length >= 10, string.Join('\n', products));
        Assert.All(products, project =>
        {
            var locked = Read(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))["dependencies"]!.AsObject().SelectMany(target => target.Value!.AsObject()).Where(p => (string?)p.Value!["type"] != "Project").ToArray();
            Assert.NotEmpty(locked);
            Assert.All(locked, package => Assert.True((string?)package.Value!["contentHash"] is { Length: > 40 }, $"{project}: {package.Key}"));
            var wanted = XDocument.Load(project).Descendants("PackageReference").Select(p => (string?)p.Attribute("Include")).OfType<string>();
            Assert.All(wanted, name => Assert.Contains(locked, package => package.Key.Equals(name, StringComparison.OrdinalIgnoreCase)));
        });
    }

    [Fact]
    public void Images_are_built_of_what_is_written_down_and_of_nothing_else() => Assert.All(
        Files("Dockerfile").Select(File.ReadAllText).Where(text => text.Contains("dotnet publish", StringComparison.Ordinal)), text => Assert.Contains("RestoreLockedMode=true", text, StringComparison.Ordinal));

    [Fact]
    public void What_the_tests_take_from_npm_is_written_down_too()
    {
        var manifests = Files("package.json").ToArray();
        Assert.NotEmpty(manifests);
        Assert.All(manifests, manifest =>
        {
            var wanted = new[] { "dependencies", "devDependencies" }.SelectMany(kind => Read(manifest)[kind]?.AsObject().ToArray() ?? []);
            Assert.All(wanted, package => Assert.Matches(Exact(), (string?)package.Value));
            var locked = Read(Path.Combine(Path.GetDirectoryName(manifest)!, "package-lock.json"))["packages"]!.AsObject().Where(p => p.Key.Length > 0).ToArray();
            Assert.All(locked, package => Assert.True(package.Value!["integrity"] is not null, $"{manifest}: {package.Key}"));
        });
    }

    [GeneratedRegex(@"^(\d+\.\d+\.\d+(-[a-z0-9.]+)?|\$\(Orleans\))$")]
    private static partial Regex Exact();

    [GeneratedRegex("PackageReference[^>]*(Version|VersionOverride)=")]
    private static partial Regex OwnVersion();

    [GeneratedRegex("NU190[0-9]|<NuGetAudit>false|NuGetAuditSuppress|WarningsNotAsErrors")]
    private static partial Regex Silenced();
}
