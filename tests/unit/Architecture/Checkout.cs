namespace Sothebais.Tests.Unit.Architecture;

/// <summary>The folder that the tests were built from.</summary>
internal static class Checkout
{
    private static readonly string Configuration = $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}" is var release && AppContext.BaseDirectory.Contains(release, StringComparison.Ordinal)
        ? "Release" : "Debug";

    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The assemblies of the house as they were built: the all-in-one host brings all of them but the broadcast.</summary>
    public static IReadOnlyList<BuiltAssembly> Product { get; } =
    [
        .. Directory.EnumerateFiles(Built("gateways/all-in-one"), "Sothebais.*.dll").Order(StringComparer.Ordinal).Select(BuiltAssembly.Read),
        BuiltAssembly.Read(Path.Combine(Built("infra/broadcast"), "Sothebais.Broadcast.dll")),
    ];

    public static BuiltAssembly Harness { get; } = BuiltAssembly.Read(Path.Combine(Built("tests/harness"), "Sothebais.Tests.Harness.dll"));

    private static string Built(string project) => Path.Combine(Root, project, "bin", Configuration, "net10.0");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Sothebais.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests run from within the checkout.");
    }
}
