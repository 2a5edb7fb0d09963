using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>Compares JSON by what it says.</summary>
internal static class JsonShape
{
    /// <summary>The paths to everything that is given, those within lists as one.</summary>
    public static HashSet<string> Paths(JsonNode? json)
    {
        var paths = new HashSet<string>();
        Walk(json, "", paths);
        return paths;
    }

    /// <summary>Whether all that an older text says is in a newer one, with the same values. What the newer one says beyond it is for readers to pass over.</summary>
    public static bool SaysAllOf(JsonNode? newer, JsonNode? older) => (newer, older) switch
    {
        (JsonObject n, JsonObject o) => o.All(fact => n.TryGetPropertyValue(fact.Key, out var value) && SaysAllOf(value, fact.Value)),
        (JsonArray n, JsonArray o) => n.Count == o.Count && n.Zip(o).All(pair => SaysAllOf(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(newer, older),
    };

    private static void Walk(JsonNode? json, string path, HashSet<string> paths)
    {
        switch (json)
        {
            case JsonObject o:
                foreach (var (name, value) in o)
                {
                    paths.Add($"{path}.{name}");
                    Walk(value, $"{path}.{name}", paths);
                }
                break;
            case JsonArray a:
                foreach (var item in a) Walk(item, path + "[]", paths);
                break;
        }
    }
}
