using System.Text;

namespace Sothebais.Tests.Gateways.Intake;

/// <summary>What is an event, and what is none, in each of the three modes.</summary>
public sealed class ConformanceTests(OpenHouse house)
{
    // Attribute; what stands there, as JSON: nothing at all where it is null.
    private static readonly (string Attribute, string? Json)[] Wrong =
    [
        ("specversion", null), ("specversion", "\"\""), ("specversion", "\"0.3\""), ("specversion", "\"1.1\""),
        ("id", null), ("id", "\"\""), ("source", null), ("source", "\"\""), ("source", "\"not a reference\""), ("source", "\"http://[::1\""), ("source", "\"1st:segment\""), ("source", "\"/half/%4\""),
        ("type", null), ("type", "\"\""), ("subject", "\"\""), ("time", "\"\""), ("time", "\"yesterday\""), ("time", "\"2026-11-23T15:00:00\""), ("time", "\"2026-13-23T15:00:00Z\""),
        ("dataschema", "\"\""), ("dataschema", "\"/relative\""), ("datacontenttype", "\"json\""),
    ];

    // What only JSON can say.
    private static readonly (string Attribute, string? Json)[] WrongInJson =
    [
        ("specversion", "1.0"), ("specversion", "null"), ("id", "7"), ("id", "null"), ("id", "[]"), ("id", "\"a\\u0000b\""), ("id", "\"\\ud800\""), ("type", "{}"), ("subject", "true"), ("time", "1763900000"),
        ("datacontenttype", "\"\""), ("Upper", "\"x\""), ("with-hyphen", "\"x\""), ("with_underscore", "\"x\""), ("extension", "1.5"), ("extension", "2147483648"), ("extension", "{}"), ("extension", "[1]"),
        ("extension", "\"\\u0007\""), ("data_base64", "\"====\""), ("data_base64", "7"),
    ];

    public static TheoryData<string, string, string?> Faults
    {
        get
        {
            var rows = new TheoryData<string, string, string?>();
            foreach (var mode in Sending.Modes)
            {
                foreach (var (attribute, json) in Wrong) rows.Add(mode, attribute, json);
                if (mode == Sending.Binary) continue;
                foreach (var (attribute, json) in WrongInJson) rows.Add(mode, attribute, json);
            }
            return rows;
        }
    }

    [Theory, MemberData(nameof(Faults))]
    public async Task An_event_that_does_not_conform_is_refused_with_its_attribute(string mode, string attribute, string? json)
    {
        var happened = Sending.Event(Ids.New("event"), "com.example.thing", new JsonObject { ["n"] = 1 });
        if (attribute == "data_base64") happened.Remove("data");
        happened.Remove(attribute);
        var text = happened.ToJsonString();
        // By hand, because no library would write some of them.
        if (json is not null) text = $"{{\"{attribute}\":{json},{text[1..]}";
        var reply = mode == Sending.Binary
            ? await house.Client.SendEvent(JsonNode.Parse(text)!.AsObject(), mode)
            : await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), Sending.Json(mode == Sending.Batch ? $"[{text}]" : text, mode == Sending.Batch ? "application/cloudevents-batch+json" : "application/cloudevents+json"), OpenHouse.SourceKey);
        var problem = Check.Problem(reply, 400, "invalid-event");
        Assert.Equal(attribute, (string?)problem["attribute"]);
        if (mode == Sending.Batch) Assert.Equal(0, (int)problem["index"]!);
        else Assert.Null(problem["index"]);
    }

    public static TheoryData<string, string, string> Fine
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var mode in Sending.Modes)
                foreach (var (attribute, json) in new[]
                {
                    ("source", "\"urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66\""), ("source", "\"https://example.com/a?b=c#d\""), ("source", "\"//example.com:80/a\""), ("source", "\"cloud/bridge\""),
                    ("subject", "\"größer, später\""), ("time", "\"2026-11-23T15:00:00.123456789+01:00\""), ("dataschema", "\"https://example.com/schema\""), ("extension", "\"\""), ("extension", "\"true\""), ("x1", "\"y\""),
                    ("averylongattributenamebeyondtwenty", "\"y\""),
                }) rows.Add(mode, attribute, json);
            foreach (var (attribute, json) in new[] { ("extension", "-2147483648"), ("extension", "true"), ("extension", "null"), ("subject", "null"), ("data", "null") }) rows.Add(Sending.Structured, attribute, json);
            return rows;
        }
    }

    [Theory, MemberData(nameof(Fine))]
    public async Task What_the_specification_allows_is_taken_and_given_back_as_it_was(string mode, string attribute, string json)
    {
        var happened = Sending.Event(Ids.New("event"), "com.example.thing", new JsonObject { ["n"] = 1 });
        happened[attribute] = JsonNode.Parse(json);
        var sent = mode == Sending.Binary && (string?)happened[attribute] is { } text ? happened.DeepClone().AsObject() : happened;
        if (sent != happened) sent[attribute] = Uri.EscapeDataString((string)happened[attribute]!).Replace("%20", " ", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);
        var outcome = (await house.Client.SendEvent(sent, mode)).Outcome(mode);
        Assert.Equal("kept", (string?)outcome["status"]);
        var kept = await house.Client.Get(4300, $"/events/{happened["id"]}?source={Uri.EscapeDataString((string)happened["source"]!)}");
        Assert.Equal((200, "application/cloudevents+json"), (kept.Status, kept.MediaType));
        Assert.True(JsonNode.DeepEquals(happened, kept.Json), $"{happened.ToJsonString()} came back as {kept.Text}");
    }

    [Fact]
    public async Task A_member_that_comes_twice_is_refused()
    {
        foreach (var (member, text) in new[] { ("id", "\"id\":\"a\""), ("data", "\"data\":{}"), ("extension", "\"extension\":\"a\"") })
        {
            var body = $$"""{"specversion":"1.0","id":"a","source":"/s","type":"t","data":{},"extension":"b",{{text}}}""";
            var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), Sending.Json(body, "application/cloudevents+json"), OpenHouse.SourceKey);
            Assert.Equal(member, (string?)Check.Problem(reply, 400, "invalid-event")["attribute"]);
        }
        var (status, answer) = await RawHttp.Send(house.At.Events, $"""
            POST /events HTTP/1.1
            Host: house
            Authorization: Bearer {OpenHouse.SourceKey}
            ce-specversion: 1.0
            ce-id: a
            ce-id: b
            ce-source: /s
            ce-type: t
            Content-Length: 0
            Connection: close


            """.ReplaceLineEndings("\r\n"));
        Assert.Equal(400, status);
        Assert.Contains("\"attribute\":\"id\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_is_one_thing_and_is_what_it_says()
    {
        var both = Sending.Event("a", "t", new JsonObject());
        both["data_base64"] = "AAAA";
        Assert.Equal("data_base64", (string?)Check.Problem(await house.Client.SendEvent(both), 400, "invalid-event")["attribute"]);
        var notText = Sending.Event("a", "t", new JsonObject());
        notText["datacontenttype"] = "text/plain";
        Assert.Equal("data", (string?)Check.Problem(await house.Client.SendEvent(notText), 400, "invalid-event")["attribute"]);
        var notJson = await house.Client.Ask(
            HttpMethod.Post, house.At.On(4300, "/events"), Sending.Json("{", "application/json"), OpenHouse.SourceKey, ("ce-specversion", "1.0"), ("ce-id", "a"), ("ce-source", "/s"), ("ce-type", "t"));
        Assert.Equal("data", (string?)Check.Problem(notJson, 400, "invalid-event")["attribute"]);
    }

    [Theory, InlineData("text/plain; charset=utf-8", "Grüße"), InlineData("application/octet-stream", "\u0001\u0002"), InlineData("image/png", "\u0089PNG")]
    public async Task Content_that_is_no_JSON_comes_through_binary_mode_whole(string type, string text)
    {
        var (id, bytes) = (Ids.New("event"), Encoding.UTF8.GetBytes(text));
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), content, OpenHouse.SourceKey, ("ce-specversion", "1.0"), ("ce-id", id), ("ce-source", "/s"), ("ce-type", "com.example.thing"));
        Assert.Equal("kept", (string?)reply.Outcome()["status"]);
        var kept = (await house.Client.Get(4300, $"/events/{id}?source=/s")).Json;
        Assert.Equal(type, (string?)kept["datacontenttype"]);
        Assert.Equal(bytes, kept["data"] is { } data ? Encoding.UTF8.GetBytes((string)data!) : Convert.FromBase64String((string)kept["data_base64"]!));
    }

    [Fact]
    public async Task A_batch_with_one_bad_event_does_nothing()
    {
        var auction = await house.Client.Open();
        var bad = Sending.Event("x", "t");
        bad.Remove("type");
        var problem = Check.Problem(await house.Client.SendBatch([Sending.Bid(Ids.New("bid"), auction, "ann", "10"), bad]), 400, "invalid-event");
        Assert.Equal(("type", 1), ((string?)problem["attribute"], (int)problem["index"]!));
        Assert.Equal(0, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task Sizes_are_bounded()
    {
        Check.Problem(await house.Client.SendEvent(Sending.Event("a", "t", new string('x', 64 * 1024))), 413, "body-too-large");
        Check.Problem(await house.Client.SendEvent(Sending.Event("a", "t", new string('x', 64 * 1024)), Sending.Batch), 413, "event-too-large");
        Check.Problem(await house.Client.SendBatch(Enumerable.Range(0, 1_001).Select(i => Sending.Event($"{i}", "t"))), 413, "batch-too-large");
        Check.Problem(await house.Client.SendBatch(Enumerable.Range(0, 70).Select(i => Sending.Event($"{i}", "t", new string('x', 60_000)))), 413, "body-too-large");
        var large = Ids.New("large");
        Assert.Equal(202, (await house.Client.SendBatch(Enumerable.Range(0, 60).Select(i => Sending.Event($"{large}-{i}", "t", new string('x', 60_000))))).Status);
        Assert.Empty((await house.Client.SendBatch([])).Json["items"]!.AsArray());
        var deep = string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40));
        Assert.Equal(400, (await house.Client.SendEvent(Sending.Event("a", "t", JsonNode.Parse(deep)))).Status);
    }

    [Theory, InlineData("application/json", "{}", 415), InlineData("application/cloudevents+xml", "<x/>", 415), InlineData("application/cloudevents+json; charset=utf-16", "{}", 415),
     InlineData("application/cloudevents+json", "{", 400), InlineData("application/cloudevents+json", "", 400), InlineData("application/cloudevents+json", "[]", 400),
     InlineData("application/cloudevents-batch+json", "{}", 400), InlineData("application/cloudevents-batch+json", "[7]", 400)]
    public async Task What_is_no_event_at_all_is_refused(string type, string body, int status)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), content, OpenHouse.SourceKey), status);
    }

    [Theory, InlineData("type", "com.sothebais.auction.bid-placed.v1"), InlineData("type", "com.sothebais.webhook.test.v1"), InlineData("type", "com.sothebais.feed.reset.v1"),
     InlineData("source", "/auctions/x"), InlineData("source", "/webhooks/x")]
    public async Task Nobody_speaks_for_the_house(string attribute, string value)
    {
        foreach (var mode in Sending.Modes)
        {
            var forged = Sending.Event(Ids.New("event"), "com.example.thing");
            forged[attribute] = value;
            Assert.Equal(attribute, (string?)Check.Problem(await house.Client.SendEvent(forged, mode), 403, "reserved-for-house")["attribute"]);
        }
    }
}
