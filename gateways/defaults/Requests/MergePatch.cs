using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>A change as JSON merge patch (RFC 7396): the fields that change, null for those that go.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Text">The same as text, always written the same way.</param>
public sealed record MergePatch(JsonObject Fields, string Text)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="BadHttpRequestException">It is no object, or holds text that is not valid Unicode.</exception>
    public static MergePatch Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new BadHttpRequestException("A change is a JSON object of the fields to change.");
        var fields = JsonObject.Create(body)!;
        try
        {
            return new MergePatch(fields, fields.ToJsonString());
        }
        catch (InvalidOperationException) // half a character
        {
            throw new BadHttpRequestException("The body holds text that is not valid Unicode.");
        }
    }

    /// <summary>Changes an object.</summary>
    /// <param name="settings">The object.</param>
    /// <param name="whole">Names of objects, at any depth, that are one thing: a new one takes the place of the old.</param>
    public JsonObject Over(JsonObject settings, params string[] whole) => Merge(settings, Fields, whole);

    /// <summary>The change that makes one object of another.</summary>
    /// <param name="from">The object as it is.</param>
    /// <param name="to">The object as it is to be.</param>
    /// <param name="whole">Names of objects, at any depth, that are one thing: one that differs is given whole.</param>
    /// <returns>The fields that change, null for those that go; empty where the two are the same.</returns>
    public static JsonObject Between(JsonObject from, JsonObject to, params string[] whole)
    {
        var patch = new JsonObject();
        foreach (var (name, value) in to)
        {
            var before = from[name];
            if (JsonNode.DeepEquals(before, value)) continue;
            patch[name] = value is JsonObject inner && before is JsonObject old && !whole.Contains(name) ? Between(old, inner, whole) : value?.DeepClone();
        }
        foreach (var (name, value) in from)
            if (value is not null && !to.ContainsKey(name)) patch[name] = null;
        return patch;
    }

    private static JsonObject Merge(JsonObject into, JsonObject patch, string[] whole)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && !whole.Contains(name)) into[name] = Merge(into[name] as JsonObject ?? [], inner, whole);
            else if (value is null) into.Remove(name);
            else into[name] = value.DeepClone();
        }
        return into;
    }
}
