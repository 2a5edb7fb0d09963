using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Compose;

/// <summary>Fills in compose's variables (https://docs.docker.com/reference/compose-file/interpolation), of which it knows the forms used here, and fails on any other.</summary>
internal static partial class Variables
{
    /// <summary>Fills in what stands in a tree's values.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="set">What is set, as in .env.</param>
    public static JsonNode? FillIn(JsonNode? tree, IReadOnlyDictionary<string, string> set) => tree switch
    {
        JsonObject mapping => new JsonObject(mapping.Select(entry => KeyValuePair.Create(entry.Key, FillIn(entry.Value, set)))),
        JsonArray list => new JsonArray([.. list.Select(item => FillIn(item, set))]),
        JsonValue value => JsonValue.Create(FillIn(value.GetValue<string>(), set)),
        _ => null,
    };

    /// <summary>The variables that a file asks for, each with its default; null where there is none, because it must be set or stands elsewhere with its default.</summary>
    public static IEnumerable<(string Name, string? Default)> In(string text) => Variable().Matches(text).Where(match => match.Groups["name"].Success)
        .Select(match => (match.Groups["name"].Value, match.Groups["operator"].Value is ":-" or "-" ? match.Groups["other"].Value : null));

    private static string FillIn(string text, IReadOnlyDictionary<string, string> set) => Variable().Replace(text, match =>
    {
        if (match.Value == "$$") return "$";
        var (name, other) = (match.Groups["name"].Value, match.Groups["other"].Value);
        var value = set.GetValueOrDefault(name);
        return match.Groups["operator"].Value switch
        {
            "" when match.Groups["name"].Success => value ?? "",
            ":-" => value is { Length: > 0 } ? value : other,
            "-" => value ?? other,
            ":?" => value is { Length: > 0 } ? value : throw new InvalidDataException($"{name} is not set: {other}"),
            _ => throw new InvalidDataException($"'{text}' has a $ that is no variable known here."),
        };
    });

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Z_]+)(?<operator>:-|-|:\?)?(?<other>(?<=[-?])[^${}]*)?\}|\$", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
