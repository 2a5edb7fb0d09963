namespace Sothebais.Tests.Gateways.Sales;

/// <summary>A sale over HTTP, as the auctioneer runs it.</summary>
public sealed class SaleroomTests(OpenHouse house)
{
    internal static JsonObject Request(string id, string mode = "auctioneer") => new()
    {
        ["id"] = id,
        ["title"] = "Autumn sale",
        ["mode"] = mode,
        ["currency"] = "USD",
        ["lotDefaults"] = new JsonObject { ["openingBid"] = "10", ["reserve"] = "12", ["increments"] = new JsonObject { ["fixed"] = "1" } },
    };

    internal static async Task<string> Create(OpenHouse house, int lots, JsonObject? with = null)
    {
        var request = Request(Ids.New("sale"));
        foreach (var (name, value) in with ?? []) request[name] = value?.DeepClone();
        var reply = await house.Client.Post("/sales", request);
        Assert.True(reply.Status == 201, reply.Text);
        var id = (string)reply.Json["id"]!;
        Assert.Equal($"/sales/{id}", reply.Header("Location"));
        if (lots == 0) return id;
        reply = await house.Client.Post($"/sales/{id}/import", new JsonArray([.. Enumerable.Range(1, lots).Select(n => new JsonObject { ["name"] = $"Lot {n}" })]));
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(lots, (int)reply.Json["lotCount"]!);
        return id;
    }

    private async Task<JsonNode> Drive(string id, string verb, JsonObject? body = null)
    {
        var reply = await house.Client.Post($"/sales/{id}/{verb}", body ?? []);
        Assert.True(reply.Status == 200, reply.Text);
        return reply.Json;
    }

    private static string Statuses(JsonNode sale) => string.Join(' ', sale["lots"]!.AsArray().Select(l => (string?)l!["status"]));

    [Fact]
    public async Task The_auctioneer_runs_a_sale_from_its_opening_to_its_end()
    {
        var id = await Create(house, 3);
        var helen = await house.Client.Token("helen", "auctioneer");
        Assert.Equal("open", (string?)(await house.Client.PostAs(helen, $"/sales/{id}/open")).Json["status"]);
        var called = await Drive(id, "next");
        Assert.Equal(($"{id}-1", $"{id}-2"), ((string?)called["current"], (string?)called["next"]));
        await house.Client.Offer($"{id}-1", "ann", "15");
        await Drive(id, "warn");
        await Drive(id, "warn");
        Check.Problem(await house.Client.Post($"/sales/{id}/next"), 409, "lot-open");
        Assert.Equal("sold waiting waiting", Statuses(await Drive(id, "hammer")));
        Assert.Equal($"{id}-1", (string?)(await house.Client.Get(4100, $"/sales/{id}")).Json["undoable"]);
        Assert.Equal("open waiting waiting", Statuses(await Drive(id, "undo", new JsonObject { ["reason"] = "A bid was overlooked.", ["duration"] = "PT5M" })));
        await house.Client.Offer($"{id}-1", "bea", "20");
        await Drive(id, "hammer");
        await Drive(id, "next");
        Check.Problem(await house.Client.Post($"/sales/{id}/undo"), 409, "next-lot-opened");
        Check.Problem(await house.Client.Post($"/auctions/{id}-1/undo"), 409, "nothing-to-undo");
        var reopened = (await house.Client.Get(4300, $"/events?subject={id}-1")).Json["items"]!.AsArray().Single(e => ((string)e!["type"]!).Contains("reopened", StringComparison.Ordinal));
        Assert.True((bool?)reopened!["data"]!["undo"], reopened.ToJsonString());
        Check.Problem(await house.Client.Post($"/auctions/{id}-1/reopen"), 409, "next-lot-opened");
        await house.Client.Offer($"{id}-2", "ann", "99");
        Assert.Equal("sold unsold waiting", Statuses(await Drive(id, "pass")));
        Assert.Equal("sold unsold skipped", Statuses(await Drive(id, "pass")));
        var ended = await Drive(id, "close");
        Assert.Equal("ended", (string?)ended["status"]);
        Check.Problem(await house.Client.Post($"/sales/{id}/next"), 409, "wrong-status");

        var results = (await house.Client.Get(4100, $"/sales/{id}/results", helen)).Json;
        var first = results["items"]![0]!;
        Assert.Equal((1, $"{id}-1", "Lot 1", "sold", "bea", "20", "USD"),
            ((int)first["lot"]!, (string?)first["auctionId"], (string?)first["title"], (string?)first["status"], (string?)first["winner"], (string?)first["amount"], (string?)first["currency"]));
        Check.Instant(first, "closedAt");
        Assert.Equal("sold unsold skipped", string.Join(' ', results["items"]!.AsArray().Select(i => (string?)i!["status"])));
    }

    [Fact]
    public async Task A_pause_stops_the_room_and_a_resumption_lets_it_go_on()
    {
        var id = await Create(house, 2);
        await Drive(id, "open");
        await Drive(id, "next");
        Assert.Equal("paused waiting", Statuses(await Drive(id, "pause", new JsonObject { ["reason"] = "A light fell down." })));
        Assert.Equal("auction-not-open", (await house.Client.Offer($"{id}-1", "ann", "15")).Code);
        Assert.Contains((await house.Client.Events($"{id}-1")), e => (string?)e["event"]!["reason"] == "A light fell down.");
        Check.Problem(await house.Client.Post($"/sales/{id}/hammer"), 409, "wrong-status");
        Assert.Equal("open waiting", Statuses(await Drive(id, "resume")));
        Assert.Equal(201, (await house.Client.Offer($"{id}-1", "ann", "15")).Status);
    }

    [Fact]
    public async Task An_automatic_sale_goes_on_by_itself()
    {
        var id = await Create(house, 2, new JsonObject
        {
            ["mode"] = "automatic",
            ["gap"] = "PT0.2S",
            ["lotDefaults"] = new JsonObject { ["openingBid"] = "10", ["increments"] = new JsonObject { ["fixed"] = "1" }, ["duration"] = "PT0.5S" },
        });
        await Drive(id, "open");
        await Wait.Until("the sale has ended", Wait.Patience, async () => (string?)(await house.Client.Get(4100, $"/sales/{id}")).Json["status"] == "ended");
        var (first, second) = (await house.Client.View($"{id}-1"), await house.Client.View($"{id}-2"));
        Assert.InRange((Check.Instant(second, "opensAt") - Check.Instant(first, "closesAt")).TotalSeconds, 0.2, 30);
    }

    [Fact]
    public async Task A_command_is_carried_out_once_under_its_key()
    {
        var id = await Create(house, 2);
        await Drive(id, "open");
        var key = Ids.New("next");
        var first = await house.Client.Post($"/sales/{id}/next", new JsonObject(), key);
        Assert.Equal(200, first.Status);
        var again = await house.Client.Post($"/sales/{id}/next", new JsonObject(), key);
        Assert.Equal((200, $"{id}-1"), (again.Status, (string?)again.Json["current"]));
        Assert.Equal(2, (await house.Client.Events($"{id}-1")).Count);
        Check.Problem(await house.Client.Post($"/sales/{id}/hammer", new JsonObject(), key), 422, "idempotency-key-reused");
    }

    [Fact]
    public async Task What_a_lot_refuses_is_told_with_the_lots_reason()
    {
        var id = await Create(house, 1);
        await Drive(id, "open");
        await Drive(id, "next");
        await house.Client.Drive($"{id}-1", "pause");
        var problem = Check.Problem(await house.Client.Post($"/sales/{id}/hammer"), 409, "lot-refused");
        Assert.Equal(($"{id}-1", "WrongStatus", "paused"), ((string?)problem["lot"], (string?)problem["lotCode"], (string?)problem["lotStatus"]));
    }

    [Fact]
    public async Task Sales_are_set_up_changed_and_found()
    {
        var id = Ids.New("sale");
        var request = Request(id, "timed");
        request["windows"] = new JsonObject { ["from"] = "2090-03-25", ["days"] = 30, ["start"] = "15:00", ["end"] = "16:00", ["zone"] = "Europe/Berlin" };
        var key = Ids.New("key");
        var made = await house.Client.Post("/sales", request, key);
        Assert.Equal(201, made.Status);
        Assert.Equal(201, (await house.Client.Post("/sales", request, key)).Status);
        Check.Problem(await house.Client.Post("/sales", request), 409, "sale-exists");
        Assert.True(JsonNode.DeepEquals(request["windows"], made.Json["windows"]));
        Assert.Equal("12", (string?)made.Json["lotDefaults"]!["reserve"]);

        // The clocks of Berlin go forward on the 26th of March 2090.
        var read = await house.Client.Get(4100, $"/sales/{id}");
        Assert.Equal(["2090-03-25T14:00:00Z", "2090-03-26T13:00:00Z", "2090-03-27T13:00:00Z"], read.Json["nextWindows"]!.AsArray().Take(3).Select(w => (string?)w!["start"]));
        Assert.DoesNotContain("lotDefaults", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("lotDefaults", (await house.Client.Get(4100, "/sales?limit=500")).Text, StringComparison.Ordinal);

        var patch = new JsonObject { ["title"] = "Winter sale", ["windows"] = new JsonObject { ["end"] = "17:00" } };
        var changed = await house.Client.Ask(HttpMethod.Patch, house.At.On(4100, $"/sales/{id}"), Asking.Json(patch.ToJsonString()), await house.Client.Admin());
        Assert.Equal(("Winter sale", "15:00", "17:00"), ((string?)changed.Json["title"], (string?)changed.Json["windows"]!["start"], (string?)changed.Json["windows"]!["end"]));

        var found = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await house.Client.Get(4100, $"/sales?status=draft&limit=2&cursor={cursor}")).Json;
            found.AddRange(page["items"]!.AsArray().Select(s => (string)s!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        Assert.Contains(id, found);
        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Check.Problem(await house.Client.Get(4100, "/sales/none"), 404, "sale-not-found");
    }

    [Fact]
    public async Task Drafts_become_lots_and_change_places()
    {
        var (id, other) = (await Create(house, 0), await Create(house, 0));
        var (a, b) = (await house.Client.Create(), await house.Client.Create());
        JsonObject Lots(params string[] ids) => new() { ["lots"] = new JsonArray([.. ids.Select(l => (JsonNode)l)]) };
        var added = await house.Client.Post($"/sales/{id}/lots", Lots(a, b));
        Assert.Equal([a, b], added.Json["lots"]!.AsArray().Select(l => (string?)l!["auctionId"]));
        Assert.Equal(id, (string?)(await house.Client.View(a))["saleId"]);
        Check.Problem(await house.Client.Post($"/sales/{other}/lots", Lots(a)), 409, "lot-of-another-sale");
        Check.Problem(await house.Client.Post($"/sales/{id}/lots", Lots(a)), 409, "lot-already-there");
        Check.Problem(await house.Client.Post($"/sales/{id}/lots", Lots("none")), 409, "lot-not-found");
        var reply = await house.Client.Ask(HttpMethod.Put, house.At.On(4100, $"/sales/{id}/lots"), Asking.Json(Lots(b, a).ToJsonString()), await house.Client.Admin());
        Assert.Equal([b, a], reply.Json["lots"]!.AsArray().Select(l => (string?)l!["auctionId"]));
        var auctions = (await house.Client.Get(4100, $"/auctions?saleId={id}")).Json;
        Assert.Equal(2, auctions["items"]!.AsArray().Count);
        // None leaves it by a change of its own.
        foreach (var change in new JsonObject[] { new() { ["saleId"] = null }, new() { ["saleId"] = other }, new() { ["currency"] = "JPY" } })
            Check.Problem(await house.Client.Ask(HttpMethod.Patch, house.At.On(4100, $"/auctions/{a}"), Asking.Json(change.ToJsonString()), await house.Client.Admin()), 409, "not-possible");
    }

    [Fact]
    public async Task A_bidder_bids_under_the_paddle_that_the_sale_gave_them()
    {
        var id = await Create(house, 2);
        await house.Client.Post($"/sales/{id}/paddles", new JsonObject { ["bidderId"] = "ann", ["paddle"] = 7 });
        await Drive(id, "open");
        await Drive(id, "next");
        await house.Client.Offer($"{id}-1", "ann", "15");
        await house.Client.Offer($"{id}-1", "bea", "20");
        Assert.Equal([7, null], (await house.Client.Get(4100, $"/auctions/{id}-1/bids")).Json["items"]!.AsArray().Select(b => (int?)b!["paddle"]));
        await house.Client.Offer($"{id}-1", "ann", "30");
        await Drive(id, "hammer");
        Assert.Equal(7, (int?)(await house.Client.View($"{id}-1"))["result"]!["paddle"]);
    }

    [Fact]
    public async Task Paddles_are_numbers_given_once()
    {
        var id = await Create(house, 0);
        async Task<Reply> Give(string bidder, int? paddle = null) => await house.Client.Post($"/sales/{id}/paddles", new JsonObject { ["bidderId"] = bidder, ["paddle"] = paddle });
        Assert.Equal(7, (int)(await Give("ann", 7)).Json["paddle"]!);
        Assert.Equal(7, (int)(await Give("ann")).Json["paddle"]!);
        Assert.Equal(1, (int)(await Give("bea")).Json["paddle"]!);
        Check.Problem(await Give("cat", 7), 409, "paddle-taken");
        Check.Problem(await Give("ann", 8), 409, "paddle-held");
        Check.Problem(await Give("cat", 0), 422);
        // Many at once: each another.
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Give($"bidder-{n}")));
        Assert.Equal(20, given.Select(r => (int)r.Json["paddle"]!).Append(7).Append(1).Distinct().Count() - 2);
        var page = (await house.Client.Get(4100, $"/sales/{id}/paddles?limit=2", await house.Client.Admin())).Json;
        Assert.Equal([1, 2], page["items"]!.AsArray().Select(p => (int)p!["paddle"]!));
        page = (await house.Client.Get(4100, $"/sales/{id}/paddles?limit=500&cursor={(string?)page["nextCursor"]}", await house.Client.Admin())).Json;
        Assert.Equal((20, null), (page["items"]!.AsArray().Count, (string?)page["nextCursor"]));
    }

    [Fact]
    public async Task Results_come_as_CSV_in_which_nothing_is_a_formula()
    {
        var id = await Create(house, 0);
        await house.Client.Post($"/sales/{id}/import", JsonNode.Parse("""[{"name":"=HYPERLINK(\"http://x\")","openingBid":"10","reserve":"10"},{"name":"A, \"quoted\" one"}]"""));
        await Drive(id, "open");
        await Drive(id, "next");
        await house.Client.Offer($"{id}-1", "+ann", "15");
        await Drive(id, "hammer");
        await house.Client.Post($"/sales/{id}/paddles", new JsonObject { ["bidderId"] = "+ann", ["paddle"] = 42 });
        var admin = await house.Client.Admin();
        var reply = await house.Client.Get(4100, $"/sales/{id}/results", admin, ("Accept", "text/csv"));
        Assert.Equal("text/csv", reply.MediaType);
        var lines = reply.Text.Split("\r\n");
        Assert.Equal("lot,auctionId,title,status,winner,name,paddle,amount,currency,closedAt,quantity", lines[0]);
        Assert.StartsWith($"1,{id}-1,\"'=HYPERLINK(\"\"http://x\"\")\",sold,\"'+ann\",\"'+ann\",42,15,USD,2", lines[1], StringComparison.Ordinal);
        Assert.Equal($"2,{id}-2,\"A, \"\"quoted\"\" one\",draft,,,,,USD,,", lines[2]);
        Assert.Equal(reply.Text, (await house.Client.Get(4100, $"/sales/{id}/results?format=csv", admin)).Text);
        Assert.Equal("application/json", (await house.Client.Get(4100, $"/sales/{id}/results", admin, ("Accept", "*/*"))).MediaType);
        Check.Problem(await house.Client.Get(4100, $"/sales/{id}/results?format=xlsx", admin), 400);
    }

    [Fact]
    public async Task Sales_are_found_by_id_and_title_within_a_status()
    {
        var word = Ids.New("Zephyr");
        var (one, two) = (await Create(house, 1, new JsonObject { ["title"] = $"The {word} sale" }), await Create(house, 1, new JsonObject { ["title"] = $"Another {word}" }));
        var other = await Create(house, 0);
        await Drive(two, "open");
        async Task<string[]> Found(string query) => [.. (await house.Client.Get(4100, "/sales?" + query)).Json["items"]!.AsArray().Select(s => (string)s!["id"]!).Order(StringComparer.Ordinal)];
        Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), await Found($"q={word.ToUpperInvariant()}"));
        Assert.Equal([two], await Found($"q={word}&status=open"));
        Assert.Equal([other], await Found($"q={other}"));
        Assert.Single(await Found($"q={word}&limit=1"));
        Check.Problem(await house.Client.Get(4100, $"/sales?q={new string('x', 101)}"), 400, "bad-request");
    }

    [Fact]
    public async Task Paddles_are_found_by_bidder_and_number()
    {
        var id = await Create(house, 0);
        foreach (var (bidder, paddle) in new[] { ("ann", 7), ("bea", 17), ("cat", 3) }) await house.Client.Post($"/sales/{id}/paddles", new JsonObject { ["bidderId"] = bidder, ["paddle"] = paddle });
        async Task<string> Found(string query) => string.Join(' ', (await house.Client.Get(4100, $"/sales/{id}/paddles?{query}", await house.Client.Admin())).Json["items"]!.AsArray().Select(p => (string?)p!["bidderId"]));
        Assert.Equal("ann bea", await Found("q=7"));
        Assert.Equal("cat", await Found("q=CAT"));
        Assert.Equal("cat ann bea", await Found("q="));
    }

    [Fact]
    public async Task An_order_that_somebody_else_changed_meanwhile_is_not_changed_unseen()
    {
        var id = await Create(house, 3);
        var admin = await house.Client.Admin();
        Task<Reply> Put(int[] lots, int[] was) => house.Client.Ask(HttpMethod.Put, house.At.On(4100, $"/sales/{id}/lots"),
            Asking.Json(new JsonObject { ["lots"] = Named(lots), ["was"] = Named(was) }.ToJsonString()), admin);
        JsonArray Named(int[] lots) => [.. lots.Select(n => JsonValue.Create($"{id}-{n}"))];
        Assert.Equal(200, (await Put([3, 1, 2], [1, 2, 3])).Status);
        Check.Problem(await Put([2, 1, 3], [1, 2, 3]), 409, "conflict");
        Assert.Equal($"{id}-3", (string?)(await house.Client.Get(4100, $"/sales/{id}")).Json["lots"]![0]!["auctionId"]);
        Assert.Equal(200, (await Put([2, 1, 3], [3, 1, 2])).Status);
    }
}
