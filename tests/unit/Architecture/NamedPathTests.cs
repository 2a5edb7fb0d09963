using System.Text.RegularExpressions;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>What the documents name is there: files and folders in backticks and commands, tests, and links.</summary>
public sealed partial class NamedPathTests
{
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal) { ".git", "bin", "obj", "node_modules", "results", "data" };

    // Every file and folder as the checkout has it, with slashes.
    private static readonly string[] There = [.. Walk("")];

    private static readonly HashSet<string> Tops = [.. There.Where(path => !path.Contains('/', StringComparison.Ordinal))];

    public static TheoryData<string> Documents => ["README.md", "CONTRIBUTING.md", "THREATS.md"];

    [Theory, MemberData(nameof(Documents))]
    public void Every_file_and_folder_that_it_names_exists(string document)
    {
        var missing = new List<string>();
        foreach (var paragraph in Paragraphs(document))
        {
            // A short name is looked for below what the same paragraph names whole, or beside it.
            var whole = paragraph.Where(IsWhole).ToArray();
            missing.AddRange(paragraph.Where(name => IsWhole(name) ? !There.Contains(name) : !whole.Any(from => Below(from, name) || Below(from[..Math.Max(0, from.LastIndexOf('/'))], name))));
        }
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere(string document)
    {
        var text = Checkout.Read(document);
        var lost = Links().Matches(text).Select(m => m.Groups[1].Value).Where(to => !to.Contains("://", StringComparison.Ordinal)).Where(to =>
        {
            var (file, anchor) = to.Split('#') is [var f, var a] ? (f, a) : (to, "");
            var path = Path.Combine(Checkout.Root, file.Length == 0 ? document : file);
            return !File.Exists(path) && !Directory.Exists(path) || anchor.Length > 0 && !Headings().Matches(File.ReadAllText(path)).Any(h => Anchor(h.Groups[1].Value) == anchor);
        }).ToArray();
        Assert.Empty(lost);
    }

    [Theory, MemberData(nameof(Documents))]
    public void Every_class_of_tests_that_it_names_exists(string document)
    {
        var classes = There.Where(path => path.StartsWith("tests/", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet(StringComparer.Ordinal);
        var missing = TestClasses().Matches(Checkout.Read(document)).Select(m => m.Groups[1].Value).Where(name => !classes.Contains(name)).ToArray();
        Assert.Empty(missing);
    }

    [Fact]
    public void Paths_are_found_where_documents_have_them() =>
        Assert.True(Documents.Sum(d => Paragraphs(d.Data).Sum(p => p.Count)) > 150);

    // Of a paragraph, a row or a point the names of files and folders: what has a slash at its end, an ending that files have, or begins as this checkout does.
    private static IEnumerable<List<string>> Paragraphs(string document) =>
        Points().Split(Fences().Replace(Checkout.Read(document), m => $"\n\n{string.Join('\n', m.Value.Split('\n').Select(line => $"`{line.Replace('`', ' ')}`"))}\n\n")).Select(point => Quoted().Matches(point)
            .SelectMany(m => m.Groups[1].Value.Split([' ', '"', '\'', '='], StringSplitOptions.RemoveEmptyEntries)).Where(word => Name().IsMatch(word))
            .Where(word => IsWhole(word) || Ending().IsMatch(word)).Select(word => word.TrimEnd('/')).Where(word => !word.Contains("/bin/", StringComparison.Ordinal)).ToList());

    private static bool IsWhole(string name) => Tops.Contains(name.Split('/')[0]);

    private static bool Below(string folder, string name) => There.Any(path => path.StartsWith(folder, StringComparison.Ordinal) && $"/{path}".EndsWith($"/{name}", StringComparison.Ordinal));

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFileSystemEntries(Path.Combine(Checkout.Root, folder)).Where(path => !Skipped.Contains(Path.GetFileName(path)))
        .Select(path => (Name: folder.Length == 0 ? Path.GetFileName(path) : $"{folder}/{Path.GetFileName(path)}", IsFolder: Directory.Exists(path)))
        .SelectMany(entry => entry.IsFolder ? [entry.Name, .. Walk(entry.Name)] : new[] { entry.Name });

    // As they are made where the documents are read.
    private static string Anchor(string heading) => Marks().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[-|]|\d+\.) )")]
    private static partial Regex Points();

    [GeneratedRegex(@"^[A-Za-z0-9_.][A-Za-z0-9_./-]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z][\w./-]*(?:/|\.(?:cs|razor|js|css|html|md|csproj|props|sln|sh|ya?ml|txt|jpg|Dockerfile))$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"`([A-Z][A-Za-z]+Tests)(?:\.\w+)?`")]
    private static partial Regex TestClasses();
}
