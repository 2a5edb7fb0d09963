using System.Xml.Linq;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>The projects and what each is compiled against, as their files say it.</summary>
internal static class Projects
{
    /// <summary>Every project's folder.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. new[] { "grain-interfaces", "grains", "silo", "gateways", "infra", "tests" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(file => Folder(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The gateways, their common ground left out.</summary>
    public static IReadOnlyList<string> Gateways { get; } = [.. All.Where(p => p.StartsWith("gateways/", StringComparison.Ordinal) && p is not ("gateways/defaults" or "gateways/all-in-one"))];

    /// <summary>The folders of the projects whose assemblies a project may use, those that they bring among them.</summary>
    public static IReadOnlySet<string> Uses(string project)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<string>([project]);
        while (ahead.TryPop(out var at))
            foreach (var next in Referenced(at))
                if (found.Add(next)) ahead.Push(next);
        return found;
    }

    public static IEnumerable<string> Packages(string project) => File(project).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value);

    /// <summary>Source files of other folders that are compiled into it.</summary>
    public static IEnumerable<string> Borrowed(string project) => File(project).Descendants("Compile").Select(c => c.Attribute("Include")!.Value);

    public static bool IsWeb(string project) =>
        File(project).Root!.Attribute("Sdk")!.Value == "Microsoft.NET.Sdk.Web" || File(project).Descendants("FrameworkReference").Any();

    // What is only built before it is not compiled against.
    private static IEnumerable<string> Referenced(string project) => File(project).Descendants("ProjectReference").Where(r => r.Attribute("ReferenceOutputAssembly")?.Value != "false")
        .Select(r => Folder(Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Checkout.Root, project, r.Attribute("Include")!.Value)))!));

    private static XDocument File(string project) => XDocument.Load(Directory.EnumerateFiles(Path.Combine(Checkout.Root, project), "*.csproj").Single());

    private static string Folder(string path) => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/');
}
