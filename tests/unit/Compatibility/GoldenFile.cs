using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>
/// Lines of JSON as earlier houses wrote them, one a line, which every later house must understand. Lines are added and never rewritten; see the README
/// beside this.
/// </summary>
internal sealed class GoldenFile
{
    /// <summary>Set to <c>add</c>, the tests add the lines that are missing.</summary>
    public const string Switch = "SOTHEBAIS_GOLDEN";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly bool Adds = Environment.GetEnvironmentVariable(Switch) == "add";

    private readonly string _path;

    /// <summary>Opens one.</summary>
    /// <param name="name">Its name, without the ending.</param>
    public GoldenFile(string name)
    {
        _path = Path.Combine(Folder(), name + ".ndjson");
        Lines = File.Exists(_path) ? [.. File.ReadAllLines(_path)] : [];
    }

    /// <summary>The lines.</summary>
    public List<string> Lines { get; }

    /// <summary>The lines as JSON to look at.</summary>
    public IEnumerable<JsonObject> Objects => Lines.Select(line => JsonNode.Parse(line)!.AsObject());

    /// <summary>Fails where lines are missing, and says which; or adds them, where that is asked for.</summary>
    public void Holds(IReadOnlyList<(string What, string Line)> missing)
    {
        if (missing.Count == 0) return;
        Assert.True(Adds, $"{Path.GetFileName(_path)} has no line for {string.Join(", ", missing.Select(m => m.What))}. {Switch}=add adds what is missing; look at what it added.");
        File.AppendAllLines(_path, missing.Select(m => m.Line));
        Lines.AddRange(missing.Select(m => m.Line));
    }

    /// <summary>A line of this JSON.</summary>
    public static string Line(JsonNode? json) => json?.ToJsonString(Plain) ?? "null";

    /// <summary>A line of this JSON in UTF-8.</summary>
    public static string Line(ReadOnlySpan<byte> json) => Encoding.UTF8.GetString(json);

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tests", "unit", "Compatibility", "Golden") is var golden && Directory.Exists(golden)) return golden;
        throw new DirectoryNotFoundException("The tests run from within the checkout.");
    }
}
