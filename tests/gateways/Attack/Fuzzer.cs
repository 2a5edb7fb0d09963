using System.Globalization;
using System.Text;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>
/// Makes requests out of a document: what it asks for, with the values that break things, and things that it does not ask for at all. The same seed makes the
/// same requests.
/// </summary>
/// <param name="document">The document, for its references.</param>
/// <param name="ids">Ids that there are, by the name of the path's first part.</param>
/// <param name="chance">The only source of chance.</param>
public sealed class Fuzzer(JsonNode document, IReadOnlyDictionary<string, string> ids, Random chance)
{
    private const int Deepest = 6;

    private static readonly string[] Words =
    [
        "", " ", "a", "0", "-1", "1", "1e999", "-0", "0.1", "10", "999999999999999999999999999999", "0x10", "NaN", "null", "true", "[]", "{}", "\0", "a\u0000b", "\r\nSet-Cookie: a=b", "\u202Eevil", "💸", "e\u0301",
        "\ud83d", "../../etc/passwd", "..%2f..%2f", "%00", "%", "'; DROP TABLE bids;--", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "<script>alert(1)</script>", "javascript:alert(1)", "PT0S", "PT10M", "-PT1S", "P99999999D",
        "P1Y2M", "2026-12-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "0001-01-01", "2026-02-30T00:00:00Z", "english", "dutch", "ETH", "USD", "eth", "*", "\"1\"", "W/\"1\"", "http://127.0.0.1/", "file:///etc/passwd",
        "0xdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef", "bidder", "admin", "next", "standing", "gallery",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "2", "10", "255", "65536", "2147483648", "-9223372036854775809", "9223372036854775807", "1e400", "0.5", "-0", "1E-30"];

    /// <summary>A request to an operation.</summary>
    public HttpRequestMessage Request(Operation operation, Uri door)
    {
        var path = operation.Path;
        var query = new StringBuilder();
        List<(string Name, string Value)> headers = [];
        var first = operation.Path.Split('/')[1];
        foreach (var parameter in operation.Parameters)
        {
            var (name, schema) = ((string)parameter["name"]!, parameter["schema"] ?? new JsonObject());
            switch ((string?)parameter["in"])
            {
                case "path":
                    var value = chance.Next(4) > 0 && name == "id" && ids.TryGetValue(first, out var known) ? known : Text(schema);
                    path = path.Replace($"{{{name}}}", Escaped(value), StringComparison.Ordinal);
                    break;
                case "query" when chance.Next(2) == 0:
                    for (var times = chance.Next(10) == 0 ? 2 : 1; times > 0; times--) query.Append(query.Length == 0 ? '?' : '&').Append(Escaped(name)).Append('=').Append(Escaped(Text(schema)));
                    break;
                case "header" when chance.Next(2) == 0:
                    headers.Add((name, Text(schema)));
                    break;
            }
        }
        if (chance.Next(12) == 0) query.Append(query.Length == 0 ? '?' : '&').Append(Escaped(Word())).Append('=').Append(Escaped(Word()));
        // A method that it does not have, now and then.
        var request = new HttpRequestMessage(new HttpMethod(chance.Next(25) == 0 ? Pick("GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW") : operation.Method), new Uri(door, path + query));
        if (chance.Next(3) == 0) headers.Add(("Idempotency-Key", chance.Next(2) == 0 ? $"key-{chance.Next(50)}" : Word()));
        if (operation.Method is "PATCH" or "DELETE" && chance.Next(2) == 0) headers.Add(("If-Match", Pick("*", "\"1\"", Word())));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, new string([.. value.Where(c => c is >= ' ' and < '\u007f')]));
        if (operation.Bodies.Count > 0) request.Content = Body(operation);
        return request;
    }

    /// <summary>One of some.</summary>
    public T Pick<T>(params T[] of) => of[chance.Next(of.Length)];

    private static string Escaped(string text) => Uri.EscapeDataString(text.Replace("\ud83d", "\ufffd", StringComparison.Ordinal));

    private ByteArrayContent Body(Operation operation)
    {
        var (type, schema) = operation.Bodies.ElementAt(chance.Next(operation.Bodies.Count));
        var bytes = chance.Next(12) switch
        {
            0 => Encoding.UTF8.GetBytes(Pick("", "{", "[", "null", "\"", "{\"a\":", "[[[[[[[[", "{\"title\":1,\"title\":2}", "\ufeff{}", new string('[', 5_000), "﷽", "x")),
            1 => Noise(),
            2 => Encoding.UTF8.GetBytes(Any(0)),
            _ => Encoding.UTF8.GetBytes(Value(schema, 0)),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", chance.Next(15) == 0 ? Pick("text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "", "x") : type);
        if (chance.Next(40) == 0) content.Headers.TryAddWithoutValidation("Content-Encoding", Pick("gzip", "br", "identity", "x"));
        return content;
    }

    private byte[] Noise()
    {
        var noise = new byte[chance.Next(200)];
        chance.NextBytes(noise);
        return noise;
    }

    private string Text(JsonNode schema) => Value(schema, Deepest) is var written && written.StartsWith('"') ? (string)JsonNode.Parse(written)! : written;

    private string Word() => chance.Next(40) == 0 ? new string('x', Pick(100, 301, 5_000)) : Pick(Words);

    // JSON text, for JsonNode cannot hold all of it.
    private string Value(JsonNode schema, int depth)
    {
        if (chance.Next(12) == 0) return Any(depth); // anything but what is asked for
        schema = Operation.Resolved(document, schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } either) return Value(either[chance.Next(either.Count)]!, depth);
        if (schema["enum"] is JsonArray { Count: > 0 } names) return names[chance.Next(names.Count)]?.ToJsonString() ?? "null";
        var type = schema["type"] is JsonArray types ? (string?)types[chance.Next(types.Count)] : (string?)schema["type"];
        switch (type)
        {
            case "object" or null when schema["properties"] is JsonObject properties && depth < Deepest:
                return $"{{{string.Join(',', properties.Where(_ => chance.Next(5) > 1).Select(p => $"{Quoted(p.Key)}:{Value(p.Value!, depth + 1)}").Concat(chance.Next(15) == 0 ? [$"{Quoted(Word())}:1"] : []))}}}";
            case "object" when depth < Deepest:
                return $"{{{string.Join(',', Enumerable.Range(0, chance.Next(3)).Select(_ => $"{Quoted(Word())}:{(schema["additionalProperties"] is JsonObject of ? Value(of, depth + 1) : Any(depth + 1))}"))}}}";
            case "array" when depth < Deepest:
                return $"[{string.Join(',', Enumerable.Range(0, chance.Next(30) == 0 ? 300 : chance.Next(4)).Select(_ => Value(schema["items"] ?? new JsonObject(), depth + 1)))}]";
            case "integer" or "number":
                return chance.Next(3) > 0 ? chance.Next(2_000).ToString(CultureInfo.InvariantCulture) : Pick(Numbers);
            case "boolean":
                return Pick("true", "false");
            case "null":
                return "null";
            default:
                return Quoted(Word());
        }
    }

    private string Any(int depth) => chance.Next(depth < Deepest ? 7 : 5) switch
    {
        0 => "null",
        1 => Pick("true", "false"),
        2 => Pick(Numbers),
        3 or 4 => Quoted(Word()),
        5 => $"[{string.Join(',', Enumerable.Range(0, chance.Next(3)).Select(_ => Any(depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, chance.Next(3)).Select(_ => $"{Quoted(Word())}:{Any(depth + 1)}"))}}}",
    };

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
