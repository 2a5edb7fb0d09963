using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Compose;

/// <summary>A compose file as Docker reads it.</summary>
internal sealed class ComposeFile
{
    private ComposeFile(JsonObject root) => Root = root;

    /// <summary>The folder of the shipped files.</summary>
    public static string Folder { get; } = Path.Combine(Programs.Root, "infra");

    /// <summary>All of it.</summary>
    public JsonObject Root { get; }

    /// <summary>The services by name.</summary>
    public Dictionary<string, JsonObject> Services => Root["services"]!.AsObject().ToDictionary(service => service.Key, service => service.Value!.AsObject());

    /// <summary>Reads one of the shipped files.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="set">What .env sets.</param>
    public static ComposeFile Load(string name = "compose.yaml", params ReadOnlySpan<(string Name, string Value)> set)
    {
        var variables = new Dictionary<string, string> { ["DOMAIN"] = "sothebais.com" };
        foreach (var (variable, value) in set) variables[variable] = value;
        return new((JsonObject)Variables.FillIn(Yaml.Read(File.ReadAllText(Path.Combine(Folder, name))), variables)!);
    }

    /// <summary>A list or the names of a mapping, both of which compose takes at many places; empty where there is nothing.</summary>
    public static string[] Names(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(item => (string)item!)],
        JsonObject mapping => [.. mapping.Select(entry => entry.Key)],
        null => [],
        _ => throw new InvalidDataException($"{node.ToJsonString()} is neither a list nor a mapping."),
    };

    /// <summary>The environment or the labels of a service.</summary>
    public static Dictionary<string, string> Pairs(JsonObject service, string key) =>
        service[key]?.AsObject().ToDictionary(entry => entry.Key, entry => (string?)entry.Value ?? "") ?? [];
}
