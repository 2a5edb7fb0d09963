namespace Sothebais.Tests.Gateways.Streams;

/// <summary>Streams over HTTP, as an admin sets them up and runs them.</summary>
public sealed class StreamTests(OpenHouse house)
{
    private HouseClient Client => house.Client;

    [Fact]
    public async Task A_stream_is_created_with_its_scenes_read_and_found()
    {
        var id = Ids.New("stream");
        var made = await Client.Stream("POST", "/streams", new JsonObject { ["id"] = id, ["title"] = "Evening" });
        Assert.Equal((201, $"/streams/{id}"), (made.Status, made.Header("Location")));
        Assert.Equal(["standing", "lot-in-focus", "intermission", "sold"], made.Json["scenes"].IdsOf());
        Assert.Equal(
            ("offline", "standing", null, "gallery", "public", false), ((string?)made.Json["status"], (string?)made.Json["programme"], (string?)made.Json["preview"],
            (string?)made.Json["theme"], (string?)made.Json["access"], (bool)made.Json["hasOverlayToken"]!));
        var read = await Client.Stream("GET", $"/streams/{id}");
        Assert.Equal(($"\"{(long)read.Json["version"]!}\"", Views.Lasting(made)), (read.Header("ETag"), Views.Lasting(read)));
        var layer = read.Json["scenes"]![0]!["layers"]![0]!;
        Assert.Equal(("lot-card", "lot-card", 96, 790, true), ((string?)layer["id"], (string?)layer["kind"], (int)layer["x"]!, (int)layer["y"]!, (bool)layer["visible"]!));
        Assert.True((long)layer["version"]! > 0);

        Check.Problem(await Client.Stream("POST", "/streams", new JsonObject { ["id"] = id, ["title"] = "Again" }), 409, "stream-exists");
        var found = new List<string?>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await Client.Do("GET", $"/streams?limit=5&cursor={cursor}");
            found.AddRange(page["items"].IdsOf());
            cursor = (string?)page["nextCursor"];
            Assert.All(page["items"]!.AsArray(), s => Assert.Null(s!["scenes"]));
        }
        Assert.Contains(id, found);
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Check.Problem(await Client.Stream("GET", "/streams/none"), 404, "stream-not-found");
        Check.Problem(await Client.Stream("GET", "/streams/A%20B"), 404, "stream-not-found");
    }

    [Fact]
    public async Task Streams_and_assets_are_searched()
    {
        var (word, auction) = (Ids.New("evening"), await Client.Create());
        for (var i = 1; i <= 3; i++) await Client.Do("POST", "/streams", new JsonObject { ["id"] = $"{word}-{i}", ["title"] = $"Evening {i}", ["presets"] = new JsonArray() });
        await Client.Do("PATCH", $"/streams/{word}-2", new JsonObject { ["auctionId"] = auction, ["title"] = $"Night of {word}" }, "*");
        async Task<(string?[] Ids, string? Next)> Search(string list, string q)
        {
            var page = await Client.Do("GET", $"{list}?q={Uri.EscapeDataString(q)}&limit=2");
            return ([.. page["items"].IdsOf()], (string?)page["nextCursor"]);
        }
        var (first, next) = await Search("/streams", word.ToUpperInvariant());
        Assert.Equal([$"{word}-1", $"{word}-2"], first);
        Assert.Equal([$"{word}-3"], (await Client.Do("GET", $"/streams?q={word}&limit=2&cursor={next}"))["items"].IdsOf());
        Assert.Equal([$"{word}-2"], (await Search("/streams", $"night of {word}")).Ids);
        Assert.Equal([$"{word}-2"], (await Search("/streams", auction)).Ids);
        Assert.Empty((await Search("/streams", $"{word} and none")).Ids);
        Check.Problem(await Client.Stream("GET", $"/streams?q={new string('q', 101)}"), 400, "bad-request");

        foreach (var name in new[] { "poster.svg", "Poster 2.svg", "frame.svg" })
        {
            var drawing = $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><title>{name}</title></svg>";
            var made = await Client.Ask(HttpMethod.Post, Client.At.On(4200, $"/streams/{word}-1/assets?name={Uri.EscapeDataString(name)}"), new StringContent(drawing), await Client.Admin());
            Assert.True(made.Status == 201, made.Text);
        }
        var found = await Client.Do("GET", $"/streams/{word}-1/assets?q=poster&limit=1");
        Assert.Equal("poster.svg", (string?)found["items"]![0]!["name"]);
        found = await Client.Do("GET", $"/streams/{word}-1/assets?q=poster&limit=1&cursor={found["nextCursor"]}");
        Assert.Equal(("Poster 2.svg", null), ((string?)found["items"]![0]!["name"], (string?)found["nextCursor"]));
    }

    [Fact]
    public async Task A_stream_follows_an_auction_or_a_sale_that_there_is()
    {
        var (id, auction, sale) = (await Client.NewStream("sold"), await Client.Create(), await Sales.SaleroomTests.Create(house, 2));
        var bound = await Client.Do("PATCH", $"/streams/{id}", new JsonObject { ["auctionId"] = auction }, "*");
        Assert.Equal(auction, (string?)bound["auctionId"]);
        var problem = Check.Problem(await Client.Stream("PATCH", $"/streams/{id}", new JsonObject { ["saleId"] = sale }, "*"), 422, "invalid-request");
        Assert.NotNull(problem["errors"]!["saleId"]);
        bound = await Client.Do("PATCH", $"/streams/{id}", new JsonObject { ["saleId"] = sale, ["auctionId"] = null, ["theme"] = "neon" }, "*");
        Assert.Equal((null, sale, "neon", "Evening"), ((string?)bound["auctionId"], (string?)bound["saleId"], (string?)bound["theme"], (string?)bound["title"]));
        foreach (var field in new[] { "auctionId", "saleId" })
        {
            problem = Check.Problem(await Client.Stream("POST", "/streams", new JsonObject { ["title"] = "x", [field] = "none" }), 422, "invalid-request");
            Assert.NotNull(problem["errors"]![field]);
        }
        problem = Check.Problem(await Client.Stream("PATCH", $"/streams/{id}", new JsonObject { ["saleId"] = "none" }, "*"), 422, "invalid-request");
        Assert.Equal("No sale has this id.", (string?)problem["errors"]!["saleId"]![0]);
    }

    [Fact]
    public async Task It_says_what_it_shows_and_to_how_many()
    {
        var (id, sale) = (await Client.NewStream("standing"), await Sales.SaleroomTests.Create(house, 2));
        var status = await Client.Do("GET", $"/streams/{id}/status");
        Assert.Equal("""{"status":"offline","liveSince":null,"scene":null,"auction":null,"sale":null,"viewers":0,"lag":null,"gateways":[]}""", status.ToJsonString());
        await Client.Do("PATCH", $"/streams/{id}", new JsonObject { ["saleId"] = sale }, "*");
        await Client.Do("POST", $"/streams/{id}/live");
        status = await Client.Do("GET", $"/streams/{id}/status");
        Assert.Equal(("live", "standing", sale, $"{sale}-1"), ((string?)status["status"], (string?)status["scene"], (string?)status["sale"], (string?)status["auction"])); // the lot that comes first
        Check.Instant(status, "liveSince");
        await Client.Post($"/sales/{sale}/open");
        await Client.Post($"/sales/{sale}/next");
        await Client.Post($"/sales/{sale}/pass");
        Assert.Equal($"{sale}-1", (string?)(await Client.Do("GET", $"/streams/{id}/status"))["auction"]); // the hammer's word stands until the next is called
        await Client.Post($"/sales/{sale}/next");
        Assert.Equal($"{sale}-2", (string?)(await Client.Do("GET", $"/streams/{id}/status"))["auction"]);
        Check.Problem(await Client.Stream("GET", "/streams/none/status"), 404, "stream-not-found");
    }

    [Fact]
    public async Task A_scene_goes_from_the_preview_on_air()
    {
        var id = await Client.NewStream("standing", "sold");
        Check.Problem(await Client.Stream("POST", $"/streams/{id}/take"), 409, "nothing-in-preview");
        Check.Problem(await Client.Stream("PUT", $"/streams/{id}/preview", new JsonObject { ["scene"] = "none" }), 404, "scene-not-found");
        Assert.Equal("sold", (string?)(await Client.Do("PUT", $"/streams/{id}/preview", new JsonObject { ["scene"] = "sold" }))["preview"]);
        await Client.Do("POST", $"/streams/{id}/live");
        var taken = await Client.Do("POST", $"/streams/{id}/take", JsonNode.Parse("""{"transition":{"kind":"fade"}}"""));
        Assert.Equal(("sold", "standing", "fade", "PT0.4S"), ((string?)taken["programme"], (string?)taken["preview"], (string?)taken["transition"]!["kind"], (string?)taken["transition"]!["duration"]));
        taken = await Client.Do("POST", $"/streams/{id}/take", JsonNode.Parse("""{"scene":"standing","transition":{"kind":"slide","duration":"PT1S"}}"""));
        Assert.Equal(("standing", "PT1S"), ((string?)taken["programme"], (string?)taken["transition"]!["duration"]));
        taken = await Client.Do("POST", $"/streams/{id}/take", JsonNode.Parse("""{"scene":"sold"}"""));
        Assert.Equal(("sold", "cut", "PT0S"), ((string?)taken["programme"], (string?)taken["transition"]!["kind"], (string?)taken["transition"]!["duration"]));
        Assert.Null((await Client.Do("PUT", $"/streams/{id}/preview", JsonNode.Parse("""{"scene":null}""")))["preview"]);
        Check.Problem(await Client.Stream("PUT", $"/streams/{id}/preview", new JsonObject()), 400, "bad-request");
        Check.Problem(await Client.Stream("DELETE", $"/streams/{id}/scenes/sold", null, "*"), 409, "scene-on-air");
        Check.Problem(await Client.Stream("DELETE", $"/streams/{id}", null, "*"), 409, "stream-live");
        Assert.Equal("offline", (string?)(await Client.Do("POST", $"/streams/{id}/offline"))["status"]);
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{id}", null, "*")).Status);
        Check.Problem(await Client.Stream("GET", $"/streams/{id}"), 404, "stream-not-found");
        Check.Problem(await Client.Stream("POST", $"/streams/{await Client.NewStream()}/live"), 409, "no-scene");
    }

    [Fact]
    public async Task Viewers_are_given_something_to_read_for_a_while()
    {
        var id = await Client.NewStream("standing");
        var posted = await Client.Do("POST", $"/streams/{id}/captions", JsonNode.Parse("""{"text":"Back at eight","duration":"PT1H"}"""));
        Assert.Equal("Back at eight", (string?)posted["caption"]!["text"]);
        Assert.Equal(3_600, (Check.Instant(posted["caption"]!, "until") - Check.Instant(posted["caption"]!, "from")).TotalSeconds, 0.1);
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{id}/captions")).Status);
        Assert.Null((await Client.Do("GET", $"/streams/{id}"))["caption"]);
    }

    [Fact]
    public async Task An_overlay_token_is_told_once_and_another_takes_its_place()
    {
        var (id, key) = (await Client.NewStream("standing"), Ids.New("token"));
        Check.Problem(await Client.Stream("DELETE", $"/streams/{id}/overlay-token"), 409, "no-overlay-token");
        var first = await Client.Stream("POST", $"/streams/{id}/overlay-token", null, key: key);
        Assert.Equal((201, "no-store"), (first.Status, first.Header("Cache-Control")));
        var token = (string?)first.Json["token"];
        Assert.Matches("^ovl_[A-Za-z0-9_-]{43}$", token);
        Assert.Equal($"/overlay/{id}#token={token}", (string?)first.Json["overlay"]);
        var read = await Client.Stream("GET", $"/streams/{id}");
        Assert.True((bool)read.Json["hasOverlayToken"]!);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token!)));
        Assert.DoesNotContain(hash, read.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token!, house.Output, StringComparison.Ordinal);
        // Who asks again under the same key has not got the first: they get one that is good.
        var again = await Client.Stream("POST", $"/streams/{id}/overlay-token", null, key: key);
        Assert.Equal(201, again.Status);
        Assert.NotEqual(token, (string?)again.Json["token"]);
        Assert.Equal(204, (await Client.Stream("DELETE", $"/streams/{id}/overlay-token")).Status);
        Assert.False((bool)(await Client.Do("GET", $"/streams/{id}"))["hasOverlayToken"]!);
    }

    [Fact]
    public async Task A_retried_request_finds_what_the_first_one_made()
    {
        var key = Ids.New("key");
        var request = new JsonObject { ["title"] = "Evening", ["presets"] = new JsonArray() };
        var (first, again) = (await Client.Stream("POST", "/streams", request, key: key), await Client.Stream("POST", "/streams", request, key: key));
        Assert.Equal((201, 201, first.Header("Location")), (first.Status, again.Status, again.Header("Location")));
        var id = (string?)first.Json["id"];
        Check.Problem(await Client.Stream("POST", "/streams", new JsonObject { ["id"] = id, ["title"] = "Another" }, key: key), 422, "idempotency-key-reused");
        key = Ids.New("key");
        Assert.Equal(200, (await Client.Stream("PATCH", $"/streams/{id}", new JsonObject { ["title"] = "Night" }, first.Header("ETag"), key)).Status);
        await Client.Do("PATCH", $"/streams/{id}", new JsonObject { ["title"] = "Morning" }, "*");
        Assert.Equal(200, (await Client.Stream("PATCH", $"/streams/{id}", new JsonObject { ["title"] = "Night" }, first.Header("ETag"), key)).Status);
        Assert.Equal("Morning", (string?)(await Client.Do("GET", $"/streams/{id}"))["title"]);
        Check.Problem(await Client.Stream("PATCH", $"/streams/{id}", new JsonObject { ["title"] = "Noon" }, first.Header("ETag"), key), 422, "idempotency-key-reused");
    }

    [Fact]
    public async Task The_reference_has_every_call_by_a_name_of_its_own()
    {
        var paths = (await Client.Get(4200, "/openapi/v1.json")).Json["paths"]!.AsObject();
        var names = paths.SelectMany(p => p.Value!.AsObject()).Select(call => (string?)call.Value!["operationId"]).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        foreach (var name in new[] { "CreateStream", "ChangeStream", "AddScene", "ChangeLayer", "HideLayer", "TakeScene", "PostCaption", "IssueOverlayToken", "ReadStreamStatus", "AddAsset", "OverlayMedia" })
            Assert.Contains(name, names);
        Assert.NotNull(paths["/streams/{id}/assets"]!["post"]!["requestBody"]!["content"]!["*/*"]);
    }

    [Fact]
    public async Task All_of_it_goes_through_the_front_door()
    {
        var id = Ids.New("stream");
        var admin = await Client.Admin();
        var made = await Client.Ask(HttpMethod.Post, house.At.On(3000, "/api/streams"), Asking.Json($$"""{"id":"{{id}}","title":"x"}"""), admin);
        Assert.Equal((201, $"/api/streams/{id}"), (made.Status, made.Header("Location")));
        var changed = await Client.Ask(HttpMethod.Patch, house.At.On(3000, $"/api/streams/{id}"), Asking.Json("""{"title":"y"}"""), admin, ("If-Match", made.Header("ETag")!));
        Assert.Equal((200, "y"), (changed.Status, (string?)changed.Json["title"]));
        Check.Problem(await Client.Ask(HttpMethod.Patch, house.At.On(3000, $"/api/streams/{id}"), Asking.Json("""{"title":"z"}"""), admin, ("If-Match", made.Header("ETag")!)), 412, "conflict");
        Check.Problem(await Client.Ask(HttpMethod.Post, house.At.On(3000, $"/api/streams/{id}/scenes"), Asking.Json(new string(' ', 70_000) + "{}"), admin), 413, "body-too-large");
    }
}
