using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Sothebais.Tests.Infra.Compose;

/// <summary>YAML as a tree of objects, lists and strings, with aliases and merge keys (<c>&lt;&lt;</c>) resolved.</summary>
internal static class Yaml
{
    /// <summary>Reads a document that is a mapping.</summary>
    public static JsonObject Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (JsonObject)Node(Assert.Single(stream.Documents).RootNode)!;
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Mapping(mapping),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Node)]),
        YamlScalarNode { Value: null or "" or "~" or "null", Style: YamlDotNet.Core.ScalarStyle.Plain } => null,
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new InvalidDataException($"{node.NodeType} at {node.Start}"),
    };

    private static JsonObject Mapping(YamlMappingNode mapping)
    {
        var read = new JsonObject();
        foreach (var (name, value) in mapping.Children)
            if (((YamlScalarNode)name).Value is { } key && key != "<<") read.Add(key, Node(value));
        // What stands here goes before what is merged in.
        foreach (var (name, value) in mapping.Children)
        {
            if (((YamlScalarNode)name).Value != "<<") continue;
            foreach (var (key, merged) in Mapping((YamlMappingNode)value))
                if (!read.ContainsKey(key)) read.Add(key, merged?.DeepClone());
        }
        return read;
    }
}
