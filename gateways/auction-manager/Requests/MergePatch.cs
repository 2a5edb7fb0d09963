using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sothebais.Gateways.AuctionManager.Requests;

/// <summary>A change as JSON merge patch (RFC 7396): the fields that change, null for those that go.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="Text">The same as text, always written the same way.</param>
internal sealed record MergePatch(JsonObject Fields, string Text)
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
    public JsonObject Over(JsonObject settings) => Merge(settings, Fields);

    private static JsonObject Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            // Steps are one thing: their forms exclude each other, so that a new one takes the place of the old.
            if (value is JsonObject inner && name != "increments") into[name] = Merge(into[name] as JsonObject ?? [], inner);
            else if (value is null) into.Remove(name);
            else into[name] = value.DeepClone();
        }
        return into;
    }
}
