using System.Net.Http.Headers;
using System.Text;

namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Makes CloudEvents, and sends them in each of the three modes.</summary>
public static class Sending
{
    /// <summary>The three modes.</summary>
    public const string Structured = "structured", Binary = "binary", Batch = "batch";

    /// <summary>All three.</summary>
    public static readonly string[] Modes = [Structured, Binary, Batch];

    /// <summary>A request to bid.</summary>
    public const string BidType = "com.sothebais.bid.requested.v1";

    /// <summary>An event.</summary>
    public static JsonObject Event(string id, string type, JsonNode? data = null, string source = "/tests/bridge")
    {
        var made = new JsonObject { ["specversion"] = "1.0", ["id"] = id, ["source"] = source, ["type"] = type };
        if (data is not null)
        {
            made["datacontenttype"] = "application/json";
            made["data"] = data;
        }
        return made;
    }

    /// <summary>A request to bid an amount.</summary>
    public static JsonObject Bid(string id, string auction, string bidder, string amount, string source = "/tests/bridge") =>
        Event(id, BidType, new JsonObject { ["auctionId"] = auction, ["bidderId"] = bidder, ["name"] = bidder, ["amount"] = amount }, source);

    /// <summary>Sends an event in one of the modes.</summary>
    public static Task<Reply> SendEvent(this HouseClient house, JsonObject happened, string mode = Structured, string? token = OpenHouse.SourceKey, int port = 4300, string path = "/events")
    {
        var (content, headers) = mode switch
        {
            Binary => InBinary(happened),
            Batch => (Json(new JsonArray(happened.DeepClone()).ToJsonString(), "application/cloudevents-batch+json"), []),
            _ => (Json(happened.ToJsonString(), "application/cloudevents+json"), Array.Empty<(string, string)>()),
        };
        return house.Ask(HttpMethod.Post, house.At.On(port, path), content, token, headers);
    }

    /// <summary>Sends a batch.</summary>
    public static Task<Reply> SendBatch(this HouseClient house, IEnumerable<JsonObject> events, string? token = OpenHouse.SourceKey, int port = 4300, string path = "/events") =>
        house.Ask(HttpMethod.Post, house.At.On(port, path), Json(new JsonArray([.. events.Select(e => (JsonNode)e.DeepClone())]).ToJsonString(), "application/cloudevents-batch+json"), token);

    /// <summary>The only outcome of what was sent in a mode.</summary>
    public static JsonNode Outcome(this Reply reply, string mode = Structured)
    {
        Assert.True(reply.Status == 202, $"{reply.Status}: {reply.Text}");
        return mode == Batch ? Assert.Single(reply.Json["items"]!.AsArray())! : reply.Json;
    }

    /// <summary>A body.</summary>
    public static HttpContent Json(string text, string type) => new StringContent(text, new MediaTypeHeaderValue(type));

    private static (HttpContent?, (string, string)[]) InBinary(JsonObject happened)
    {
        var headers = happened.Where(m => m.Key is not ("data" or "datacontenttype") && m.Value is not null).Select(m => ($"ce-{m.Key}", m.Value is JsonValue v && v.TryGetValue(out string? text) ? text : m.Value!.ToJsonString())).ToArray();
        HttpContent? content = null;
        if (happened["data"] is { } data)
        {
            content = new ByteArrayContent(Encoding.UTF8.GetBytes(data.ToJsonString()));
            if ((string?)happened["datacontenttype"] is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        return (content, headers);
    }
}
