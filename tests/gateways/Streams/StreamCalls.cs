namespace Sothebais.Tests.Gateways.Streams;

/// <summary>Calls of the stream manager, as an admin.</summary>
public static class StreamCalls
{
    /// <summary>Sends a request.</summary>
    /// <param name="house">The client.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body; null is none.</param>
    /// <param name="seen">The version seen, in its quotes; null is none.</param>
    /// <param name="key">The Idempotency-Key; null is none.</param>
    public static async Task<Reply> Stream(this HouseClient house, string method, string path, JsonNode? body = null, string? seen = null, string? key = null)
    {
        var headers = new List<(string, string)>();
        if (seen is not null) headers.Add(("If-Match", seen));
        if (key is not null) headers.Add(("Idempotency-Key", key));
        return await house.Ask(new HttpMethod(method), house.At.On(4200, path), body is null ? null : Asking.Json(body.ToJsonString()), await house.Admin(), [.. headers]);
    }

    /// <summary>Does something that must go well, and says what came of it.</summary>
    public static async Task<JsonNode> Do(this HouseClient house, string method, string path, JsonNode? body = null, string? seen = null)
    {
        var reply = await house.Stream(method, path, body, seen);
        Assert.True(reply.Status is 200 or 201, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply.Json;
    }

    /// <summary>Creates a stream, and says its id.</summary>
    /// <param name="house">The client.</param>
    /// <param name="presets">The presets of its first scenes.</param>
    public static async Task<string> NewStream(this HouseClient house, params string[] presets)
    {
        var id = Ids.New("stream");
        await house.Do("POST", "/streams", new JsonObject { ["id"] = id, ["title"] = "Evening", ["presets"] = new JsonArray([.. presets.Select(p => (JsonNode)p)]) });
        return id;
    }

    /// <summary>A layer as a request has it.</summary>
    public static JsonObject Layer(string kind, string? content = null)
    {
        var layer = new JsonObject { ["kind"] = kind, ["x"] = 10, ["y"] = 20, ["width"] = 300, ["height"] = 100 };
        if (content is not null) layer["content"] = JsonNode.Parse(content);
        return layer;
    }

    /// <summary>The ids of a list.</summary>
    public static IEnumerable<string?> IdsOf(this JsonNode? list) => list!.AsArray().Select(i => (string?)i!["id"]);
}
