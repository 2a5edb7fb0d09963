using static Sothebais.Tests.Gateways.Streams.StreamCalls;

namespace Sothebais.Tests.Gateways.Streams;

/// <summary>Scenes and their layers over HTTP.</summary>
public sealed class SceneTests(OpenHouse house)
{
    private HouseClient Client => house.Client;

    [Fact]
    public async Task A_scene_is_a_preset_or_has_layers_of_its_own_and_an_id_that_reads()
    {
        var scenes = $"/streams/{await Client.NewStream("standing")}/scenes";
        var made = await Client.Stream("POST", scenes, JsonNode.Parse("""{"preset":"standing"}"""));
        Assert.Equal((201, $"{scenes}/standing-2"), (made.Status, made.Header("Location")));
        Assert.Equal(("standing-2", "Standing", 7), ((string?)made.Json["id"], (string?)made.Json["name"], made.Json["layers"]!.AsArray().Count));
        Assert.Equal("standing-3", (string?)(await Client.Do("POST", scenes, JsonNode.Parse("""{"preset":"standing","name":"A third"}""")))["id"]);
        Assert.Equal(("scene", "Scene"), await Named(new JsonObject()));
        Assert.Equal(("scene-2", "Scene"), await Named(new JsonObject { ["layers"] = new JsonArray() }));
        Assert.Equal(("finale", "finale"), await Named(new JsonObject { ["id"] = "finale" }));
        Check.Problem(await Client.Stream("POST", scenes, new JsonObject { ["id"] = "finale" }), 409, "scene-exists");

        var own = await Client.Do("POST", scenes, new JsonObject { ["layers"] = new JsonArray(Layer("price"), Layer("price"), With(Layer("price"), "id", "price-2"), With(Layer("text", """{"text":"a\r\nb"}"""), "z", -1)) });
        Assert.Equal(["text", "price", "price-3", "price-2"], own["layers"].IdsOf()); // from back to front
        Assert.Equal("""{"text":"a\nb"}""", own["layers"]![0]!["content"]!.ToJsonString());
        Assert.Equal("{}", own["layers"]![1]!["content"]!.ToJsonString());
        var read = await Client.Stream("GET", $"{scenes}/{own["id"]}");
        Assert.Equal((own.ToJsonString(), $"\"{own["version"]}\""), (read.Text, read.Header("ETag")));
        Check.Problem(await Client.Stream("GET", $"{scenes}/none"), 404, "scene-not-found");
        Check.Problem(await Client.Stream("POST", "/streams/none/scenes", new JsonObject()), 404, "stream-not-found");

        async Task<(string?, string?)> Named(JsonObject request)
        {
            var scene = await Client.Do("POST", scenes, request);
            return ((string?)scene["id"], (string?)scene["name"]);
        }
    }

    [Fact]
    public async Task Scenes_are_renamed_moved_and_removed()
    {
        var stream = $"/streams/{await Client.NewStream("standing", "intermission", "sold")}";
        var changed = await Client.Do("PATCH", $"{stream}/scenes/sold", JsonNode.Parse("""{"name":"The end","place":0}"""), "*");
        Assert.Equal("The end", (string?)changed["name"]);
        Assert.Equal(["sold", "standing", "intermission"], (await Client.Do("GET", stream))["scenes"].IdsOf());
        await Client.Do("PATCH", $"{stream}/scenes/sold", JsonNode.Parse("""{"place":99}"""), "*");
        Assert.Equal(["standing", "intermission", "sold"], (await Client.Do("GET", stream))["scenes"].IdsOf());
        Assert.Equal(204, (await Client.Stream("DELETE", $"{stream}/scenes/intermission", null, "*")).Status);
        Assert.Equal(["standing", "sold"], (await Client.Do("GET", stream))["scenes"].IdsOf());
        Check.Problem(await Client.Stream("DELETE", $"{stream}/scenes/intermission", null, "*"), 404, "scene-not-found");
        Check.Problem(await Client.Stream("PATCH", $"{stream}/scenes/intermission", JsonNode.Parse("""{"place":1}"""), "*"), 404, "scene-not-found");
    }

    [Fact]
    public async Task Layers_are_added_changed_shown_hidden_and_removed()
    {
        var scene = $"/streams/{await Client.NewStream("standing")}/scenes/standing";
        var made = await Client.Stream("POST", $"{scene}/layers", Layer("qr-code", """{"address":"https://example.com/{auctionId}"}"""));
        Assert.Equal((201, $"{scene}/layers/qr-code"), (made.Status, made.Header("Location")));
        Assert.Equal("price-2", (string?)(await Client.Do("POST", $"{scene}/layers", Layer("price")))["id"]);
        Check.Problem(await Client.Stream("POST", $"{scene}/layers", With(Layer("price"), "id", "price")), 409, "layer-exists");
        var path = $"{scene}/layers/qr-code";
        var changed = await Client.Do("PATCH", path, JsonNode.Parse("""{"x":500,"content":{"address":null},"style":{"ink":"#ffffff","opacity":50}}"""), made.Header("ETag"));
        Assert.Equal((500, 20, "{}", """{"ink":"#ffffff","opacity":50}"""), ((int)changed["x"]!, (int)changed["y"]!, changed["content"]!.ToJsonString(), changed["style"]!.ToJsonString()));
        changed = await Client.Do("PATCH", path, JsonNode.Parse("""{"style":{"ink":null,"scale":120}}"""), "*");
        Assert.Equal("""{"opacity":50,"scale":120}""", changed["style"]!.ToJsonString());
        var hidden = await Client.Stream("POST", $"{path}/hide");
        Assert.False((bool)hidden.Json["visible"]!);
        Assert.False((bool)(await Client.Do("GET", path))["visible"]!);
        Assert.True((bool)(await Client.Do("POST", $"{path}/show"))["visible"]!);
        Check.Problem(await Client.Stream("PATCH", path, JsonNode.Parse("""{"kind":"price"}"""), "*"), 422, "kind-fixed");
        Check.Problem(await Client.Stream("PATCH", path, JsonNode.Parse("""{"content":{"rows":3}}"""), "*"), 422, "invalid-request");
        Assert.Equal(204, (await Client.Stream("DELETE", path, null, "*")).Status);
        foreach (var (method, under) in new[] { ("GET", ""), ("DELETE", ""), ("PATCH", ""), ("POST", "/show"), ("POST", "/hide") })
            Check.Problem(await Client.Stream(method, path + under, method == "PATCH" ? new JsonObject() : null, "*"), 404, "layer-not-found");
        Check.Problem(await Client.Stream("POST", $"{scene}-2/layers", Layer("price")), 404, "scene-not-found");
        Check.Problem(await Client.Stream("POST", "/streams/none/scenes/standing/layers", Layer("price")), 404, "stream-not-found");
    }

    [Fact]
    public async Task Of_two_editors_who_saw_the_same_one_is_told_and_nothing_is_lost()
    {
        var stream = $"/streams/{await Client.NewStream("standing")}";
        foreach (var (path, one, other) in new[]
        {
            (stream, """{"title":"Mine"}""", """{"theme":"neon"}"""), ($"{stream}/scenes/standing", """{"name":"Mine"}""", """{"place":0}"""),
            ($"{stream}/scenes/standing/layers/price", """{"x":1}""", """{"y":2}"""),
        })
        {
            var seen = (await Client.Stream("GET", path)).Header("ETag");
            var replies = await Task.WhenAll(new[] { one, other }.Select(change => Client.Stream("PATCH", path, JsonNode.Parse(change), seen)));
            Assert.Equal([200, 412], replies.Select(r => r.Status).Order());
            var (kept, lost) = replies[0].Status == 200 ? (one, other) : (other, one);
            var now = await Client.Stream("GET", path);
            var problem = Check.Problem(replies.Single(r => r.Status == 412), 412, "conflict");
            Assert.Equal(now.Header("ETag"), $"\"{problem["version"]}\"");
            // Who was told reads it again, and both changes are there.
            var after = await Client.Do("PATCH", path, JsonNode.Parse(lost), now.Header("ETag"));
            foreach (var (field, value) in JsonNode.Parse(kept)!.AsObject().Where(f => f.Key != "place")) Assert.Equal(value!.ToJsonString(), after[field]!.ToJsonString());
            Check.Problem(await Client.Stream("DELETE", path, null, seen), 412, "conflict");
            foreach (var method in new[] { "PATCH", "DELETE" })
            {
                var body = method == "PATCH" ? JsonNode.Parse(one) : null;
                Check.Problem(await Client.Stream(method, path, body), 428, "version-required");
                foreach (var bad in new[] { "12", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "" }) Check.Problem(await Client.Stream(method, path, body, bad), 400, "bad-request");
            }
        }
    }

    [Fact]
    public async Task Changes_of_any_version_at_the_same_moment_are_all_carried_out()
    {
        var path = $"/streams/{await Client.NewStream("standing")}/scenes/standing/layers/price";
        string[] changes = ["""{"x":1}""", """{"y":2}""", """{"width":3}""", """{"height":4}"""];
        var replies = await Task.WhenAll(changes.Select(c => Client.Stream("PATCH", path, JsonNode.Parse(c), "*")));
        Assert.All(replies, r => Assert.True(r.Status == 200, r.Text));
        var layer = await Client.Do("GET", path);
        Assert.Equal((1, 2, 3, 4), ((int)layer["x"]!, (int)layer["y"]!, (int)layer["width"]!, (int)layer["height"]!));
    }

    [Fact]
    public async Task A_retry_under_one_key_makes_one()
    {
        var stream = $"/streams/{await Client.NewStream("standing")}";
        foreach (var (path, request, first) in new[]
        {
            ($"{stream}/scenes", (JsonNode)new JsonObject { ["preset"] = "standing" }, "standing-2"), ($"{stream}/scenes/standing/layers", Layer("price"), "price-2"),
        })
        {
            var key = Ids.New("key");
            // Five times at once, somebody else in between, and once more when all is done.
            var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Client.Stream("POST", path, request, key: key)));
            var other = await Client.Do("POST", path, request);
            var late = await Client.Stream("POST", path, request, key: key);
            Assert.All(replies.Append(late), r => Assert.Equal((201, first), (r.Status, (string?)r.Json["id"])));
            Assert.NotEqual(first, (string?)other["id"]);
            Check.Problem(await Client.Stream("POST", path, With(request.DeepClone().AsObject(), "id", "another"), key: key), 422, "idempotency-key-reused");
        }
        var now = await Client.Do("GET", stream);
        Assert.Equal(["standing", "standing-2", "standing-3"], now["scenes"].IdsOf());
        Assert.Equal(9, now["scenes"]![0]!["layers"]!.AsArray().Count);
    }

    [Fact]
    public async Task Many_who_add_the_same_at_once_each_get_one_of_their_own()
    {
        var path = $"/streams/{await Client.NewStream("sold")}/scenes/sold/layers";
        var keys = Enumerable.Range(0, 4).Select(_ => Ids.New("key")).ToArray();
        var replies = await Task.WhenAll(keys.Select(k => Client.Stream("POST", path, Layer("price"), key: k)));
        Assert.All(replies, r => Assert.True(r.Status == 201, r.Text));
        var ids = replies.Select(r => (string?)r.Json["id"]).ToArray();
        Assert.Equal(4, ids.Distinct().Count());
        // Each of them asks again, and hears of its own.
        Assert.Equal(ids, (await Task.WhenAll(keys.Select(k => Client.Stream("POST", path, Layer("price"), key: k)))).Select(r => (string?)r.Json["id"]));
    }

    [Fact]
    public async Task There_are_twenty_scenes_of_forty_layers_at_most()
    {
        var stream = $"/streams/{await Client.NewStream()}";
        var layers = new JsonArray([.. Enumerable.Range(0, 40).Select(_ => Layer("price"))]);
        await Client.Do("POST", $"{stream}/scenes", new JsonObject { ["id"] = "full", ["layers"] = layers });
        Check.Problem(await Client.Stream("POST", $"{stream}/scenes/full/layers", Layer("price")), 409, "too-many-layers");
        for (var i = 1; i < 20; i++) await Client.Do("POST", $"{stream}/scenes", new JsonObject());
        Check.Problem(await Client.Stream("POST", $"{stream}/scenes", new JsonObject()), 409, "too-many-scenes");
    }

    private static JsonObject With(JsonObject layer, string field, JsonNode value)
    {
        layer[field] = value;
        return layer;
    }
}
