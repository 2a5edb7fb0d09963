namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Who sends: by key or by signature, how much at once; and clients that others wrote.</summary>
public sealed class SourceTests(SourcesHouse house) : IClassFixture<SourcesHouse>
{
    [Fact]
    public async Task A_signed_event_is_taken_as_its_sources()
    {
        var auction = await house.Client.Open();
        var bid = Sending.Bid(Ids.New("bid"), auction, "ann", "10");
        Assert.Equal("accepted", (string?)(await house.SendSigned(bid.ToJsonString())).Outcome()["status"]);
        Assert.Equal("accepted", (string?)(await house.SendSigned(bid.ToJsonString(), port: 3000, path: "/api/events")).Outcome()["status"]);
        var batch = new JsonArray(bid.DeepClone(), Sending.Bid(Ids.New("bid"), auction, "bea", "11")).ToJsonString();
        Assert.Equal(202, (await house.SendSigned(batch, type: "application/cloudevents-batch+json")).Status);
        Assert.Equal(2, (int)(await house.Client.View(auction))["bidCount"]!);
        Assert.Contains("\"by\":\"event-source:signer\"", (await house.Client.Get(4100, $"/auctions/{auction}/audit", await house.Client.Admin())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_is_not_good_is_none()
    {
        var auction = await house.Client.Open();
        var bid = Sending.Bid(Ids.New("bid"), auction, "ann", "10").ToJsonString();
        foreach (var reply in new[]
        {
            await house.SendSigned(bid, SourcesHouse.OtherSecret), await house.SendSigned(bid, source: "other"), await house.SendSigned(bid, source: "nobody"), await house.SendSigned(bid, source: "source-0"),
            await house.SendSigned(bid, age: TimeSpan.FromMinutes(6)), await house.SendSigned(bid, age: TimeSpan.FromMinutes(-6)), await house.SendSigned(bid, sent: bid.Replace("\"10\"", "\"11\"", StringComparison.Ordinal)),
        }) Check.Problem(reply, 401, "unauthenticated");
        Assert.Equal(0, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task What_a_signature_does_not_cover_is_not_taken_with_it()
    {
        // The attributes of binary mode are headers: with one good signature, anybody could send them changed.
        var reply = await house.SendSigned("{}", type: "application/json", headers: [("ce-specversion", "1.0"), ("ce-id", "a"), ("ce-source", "/s"), ("ce-type", "com.example.thing")]);
        Check.Problem(reply, 415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_batch_costs_as_much_as_its_events_and_leaves_other_callers_theirs()
    {
        static IEnumerable<JsonObject> Thousand() => Enumerable.Range(0, 1_000).Select(_ => Sending.Event(Ids.New("e"), "com.example.many"));
        Assert.Equal(202, (await house.Client.SendBatch(Thousand(), SourcesHouse.Keys[0])).Status);
        var refused = await house.Client.SendBatch(Thousand(), SourcesHouse.Keys[0]);
        Check.Problem(refused, 429, "rate-limited");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, null), 1, 10);
        Assert.Equal(202, (await house.Client.SendBatch(Thousand(), SourcesHouse.Keys[1])).Status);
        await Wait.Until("one may send again", Wait.Patience, async () => (await house.Client.SendBatch(Thousand(), SourcesHouse.Keys[0])).Status == 202);
    }

    [Fact]
    public async Task Others_libraries_send_and_read_events()
    {
        var (auction, source) = (await house.Client.Open(), "https://example.com/bridge");
        var told = await Node.Run("event-clients", "cloudevents", "send.mjs", new JsonObject
        {
            ["events"] = house.At.On(4300, "/events").ToString(),
            ["stream"] = house.At.On(4301, "/events").ToString(),
            ["key"] = SourcesHouse.Keys[2],
            ["auction"] = auction,
            ["source"] = source,
            ["signed"] = new JsonObject { ["url"] = house.At.On(4300, "/events?source=signer").ToString(), ["secret"] = SourcesHouse.Secret },
        });
        foreach (var mode in new[] { "structured", "binary", "signed" })
            Assert.Equal((202, "accepted", "leading"), ((int)told[mode]!["status"]!, (string?)told[mode]!["answer"]!["status"], (string?)told[mode]!["answer"]!["outcome"]));
        Assert.Equal(["accepted", "accepted"], told["batch"]!["answer"]!["items"]!.AsArray().Select(i => (string?)i!["status"]));
        foreach (var bad in new[] { "altered", "stale" }) Assert.Equal(401, (int)told[bad]!["status"]!);
        foreach (var (id, kept) in told["kept"]!.AsObject())
        {
            Assert.Equal((202, "kept"), ((int)kept!["status"]!, (string?)kept["answer"]!["status"]));
            var read = kept["read"]!;
            Assert.Equal(
                (id, source, "com.example.rich", "larger", "2026-11-23T15:00:00.123Z", "https://example.com/schema", "a b"),
                ((string)read["id"]!, (string?)read["source"], (string?)read["type"], (string?)read["subject"], (string?)read["time"], (string?)read["dataschema"], (string?)read["text"]));
            var data = id.Split('-')[0] switch { "rich" => """{"a":[1,"zwei",null]}""", "bytes" => "[0,1,254,255]", "text" => "\"Grüße\"", _ => null };
            Assert.True(JsonNode.DeepEquals(data is null ? null : JsonNode.Parse(data), read["data"]), $"{id}: {read.ToJsonString()}");
        }
        Assert.Equal("kept", (string?)told["beyond"]!["structured"]!["answer"]!["status"]);
        Assert.Equal((400, "subject"), ((int)told["beyond"]!["binary"]!["status"]!, (string?)told["beyond"]!["binary"]!["answer"]!["attribute"]));
        Assert.Equal(Enumerable.Range(1, 6).Select(s => $"{auction}-{s}"), told["listed"]!.AsArray().Select(e => (string?)e!["id"]));
        Assert.Equal(told["listed"]!.ToJsonString(), told["streamed"]!.ToJsonString());
        Assert.Equal("00000000000000000006", (string?)told["listed"]![5]!["sequence"]);
    }
}
