namespace Sothebais.Tests.Gateways.Attack;

/// <summary>An operation that a gateway's own OpenAPI document names.</summary>
/// <param name="Port">The gateway's documented port.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its parameters in braces.</param>
/// <param name="Parameters">The parameters in path, query and headers.</param>
/// <param name="Bodies">The schemas of the bodies that it takes, by media type.</param>
public sealed record Operation(int Port, string Method, string Path, IReadOnlyList<JsonNode> Parameters, IReadOnlyDictionary<string, JsonNode> Bodies)
{
    private static readonly HashSet<string> Methods = ["get", "put", "post", "patch", "delete"];

    /// <summary>All operations of a document (OpenAPI 3.1), with its references followed.</summary>
    public static IEnumerable<Operation> In(int port, JsonNode document)
    {
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(o => Methods.Contains(o.Key)))
            {
                var parameters = (item["parameters"]?.AsArray() ?? []).Concat(operation!["parameters"]?.AsArray() ?? []).Select(p => Resolved(document, p!));
                var bodies = operation["requestBody"] is { } body ? Resolved(document, body)["content"]!.AsObject().ToDictionary(c => c.Key, c => c.Value?["schema"] ?? new JsonObject()) : [];
                yield return new Operation(port, method.ToUpperInvariant(), path, [.. parameters], bodies);
            }
        }
    }

    /// <summary>Follows a reference within a document, if it is one.</summary>
    public static JsonNode Resolved(JsonNode document, JsonNode node)
    {
        for (var hops = 0; node is JsonObject && node["$ref"] is { } reference && hops < 16; hops++)
            node = ((string)reference!)[2..].Split('/').Aggregate(document, (at, part) => at[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]!);
        return node;
    }
}
