namespace Sothebais.Tests.Gateways.Bidders;

/// <summary>Bidders' accounts over HTTP.</summary>
public sealed class AccountTests(OpenHouse house)
{
    private const string Wallet = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    private HouseClient Client => house.Client;

    [Fact]
    public async Task An_admin_registers_reads_and_changes_a_bidder()
    {
        var id = Ids.New("user");
        var reply = await Client.Post("/bidders", JsonNode.Parse(
            $$"""{"id":"{{id}}","name":"Alice","wallet":"{{Wallet.ToLowerInvariant()}}","handles":[{"platform":"twitch","handle":"Alice_{{id}}"}]}"""));
        Assert.Equal(201, reply.Status);
        Assert.Equal($"/bidders/{id}", reply.Header("Location"));
        var account = reply.Json;
        Assert.Equal((id, "Alice", Wallet, false, false), ((string?)account["id"], (string?)account["name"], (string?)account["wallet"], (bool)account["approved"]!, (bool)account["blocked"]!));
        Assert.Equal($$"""[{"platform":"twitch","handle":"alice_{{id}}"}]""", account["handles"]!.ToJsonString());
        Assert.Equal("{}", account["limits"]!.ToJsonString());

        var changed = await As("PATCH", $"/bidders/{id}", """{"name":null,"wallet":null}""");
        Assert.Equal(200, changed.Status);
        Assert.Null(changed.Json["name"]);
        Assert.Null(changed.Json["wallet"]);
        Assert.Single(changed.Json["handles"]!.AsArray());
        Assert.Equal(200, (await As("GET", $"/bidders/{id}")).Status);
        Check.Problem(await Client.Post("/bidders", JsonNode.Parse($$"""{"id":"{{id}}"}""")), 409, "bidder-exists");
        Check.Problem(await As("GET", $"/bidders/{Ids.New("nobody")}"), 404, "bidder-not-found");
    }

    [Fact]
    public async Task A_handle_finds_its_bidder_and_belongs_to_no_other()
    {
        var (one, two) = (Ids.New("one"), Ids.New("two"));
        var handle = $$"""{"platform":"kick","handle":"{{one}}"}""";
        var first = await Client.Post("/bidders", JsonNode.Parse($$"""{"handles":[{{handle}}]}"""));
        Assert.Equal((201, $"kick:{one}"), (first.Status, (string?)first.Json["id"])); // by a handle alone
        var taken = Check.Problem(await Client.Post("/bidders", JsonNode.Parse($$"""{"id":"{{two}}","handles":[{{handle}}]}""")), 409, "handle-taken");
        Assert.Equal(("kick", one), ((string?)taken["platform"], (string?)taken["handle"]));
        var found = await As("GET", $"/bidders?platform=kick&handle={one.ToUpperInvariant()}", role: "event-source");
        Assert.Equal([$"kick:{one}"], found.Json["items"]!.AsArray().Select(b => (string?)b!["id"]));
        Assert.Equal(200, (await As("PATCH", $"/bidders/kick:{one}", """{"handles":[]}""")).Status);
        Assert.Empty((await As("GET", $"/bidders?platform=kick&handle={one}")).Json["items"]!.AsArray());
        Assert.Equal(201, (await Client.Post("/bidders", JsonNode.Parse($$"""{"id":"{{two}}","handles":[{{handle}}]}"""))).Status);
        Check.Problem(await As("GET", "/bidders", role: "event-source"), 403, "forbidden");
        Check.Problem(await As("GET", "/bidders?platform=kick"), 400, "bad-request");
    }

    [Fact]
    public async Task A_bidder_registers_themselves_and_reads_their_own_account_without_the_houses_notes()
    {
        var id = Ids.New("self");
        Check.Problem(await As("GET", "/bidders/me", subject: id), 404, "bidder-not-found");
        var reply = await As("POST", "/bidders/me", $$"""{"wallet":"{{Wallet}}"}""", subject: id);
        Assert.Equal((201, id, id), (reply.Status, (string?)reply.Json["id"], (string?)reply.Json["name"])); // the token's name
        Check.Problem(await As("POST", "/bidders/me", "{}", subject: id), 409, "bidder-exists");
        Assert.Equal(200, (await As("POST", $"/bidders/{id}/block", """{"reason":"Owes us money."}""")).Status);
        var own = await As("GET", "/bidders/me", subject: id);
        Assert.True((bool)own.Json["blocked"]!);
        Assert.DoesNotContain("Owes", own.Text, StringComparison.Ordinal);
        Assert.Equal("Owes us money.", (string?)(await As("GET", $"/bidders/{id}")).Json["blockReason"]);
    }

    [Fact]
    public async Task Approving_blocking_and_unblocking_say_what_is_done_already_and_repeat_by_key()
    {
        var id = await Registered();
        var first = await Client.Post($"/bidders/{id}/approve", new JsonObject(), "approve-1");
        Assert.True((bool)first.Json["approved"]!);
        Assert.Equal(first.Text, (await Client.Post($"/bidders/{id}/approve", new JsonObject(), "approve-1")).Text);
        Check.Problem(await Client.Post($"/bidders/{id}/approve", new JsonObject()), 409, "already-approved");
        Check.Problem(await Client.Post($"/bidders/{id}/block", JsonNode.Parse("""{"reason":"x"}"""), "approve-1"), 422, "idempotency-key-reused");
        Check.Problem(await Client.Post($"/bidders/{id}/unblock", new JsonObject()), 409, "not-blocked");
        Assert.Equal(200, (await Client.Post($"/bidders/{id}/block", JsonNode.Parse("""{"reason":"x"}"""))).Status);
        Check.Problem(await Client.Post($"/bidders/{id}/block", JsonNode.Parse("""{"reason":"x"}""")), 409, "already-blocked");
        Assert.False((bool)(await Client.Post($"/bidders/{id}/unblock", new JsonObject())).Json["blocked"]!);
    }

    [Fact]
    public async Task Limits_hold_over_auctions_and_say_what_is_left()
    {
        var id = await Registered();
        var set = await As("PUT", $"/bidders/{id}/limits", """{"USD":"100","ETH":null}""");
        Assert.Equal((200, """{"USD":"100"}"""), (set.Status, set.Json["limits"]!.ToJsonString()));
        var (first, second) = (await Client.Open(), await Client.Open());
        Assert.Equal(201, (await Client.Bid(first, id, "70")).Status);
        var no = await Client.Bid(second, id, "40");
        Assert.Equal((409, "limit-exceeded", "100", "30"), (no.Status, no.Code, (string?)no.Body!["limit"], (string?)no.Body["available"]));
        Assert.Equal(409, (await Client.PostAs(await Client.Token(id, "bidder"), $"/auctions/{second}/bids?dryRun=true", new JsonObject { ["amount"] = "40" })).Status);
        Assert.Equal("""{"USD":"70"}""", (await As("GET", $"/bidders/{id}")).Json["exposure"]!.ToJsonString());
        await Client.Bid(first, "somebody", "80");
        Assert.Equal(201, (await Client.Bid(second, id, "40")).Status);
        Assert.Equal("{}", (await As("PUT", $"/bidders/{id}/limits", "{}")).Json["limits"]!.ToJsonString());
        Assert.Equal(201, (await Client.Bid(first, id, "500")).Status);
    }

    // What counts is what they may come to pay, and each format has its own of that.
    [Fact]
    public async Task A_limit_counts_a_maximum_whole_a_sealed_bid_until_the_close_and_what_was_taken()
    {
        var id = await Registered();
        await As("PUT", $"/bidders/{id}/limits", """{"USD":"100"}""");
        var english = await Client.Open();
        async Task<Reply> Bid(string auction, JsonObject bid) => await Client.PostAs(await Client.Token(id, "bidder"), $"/auctions/{auction}/bids", bid);
        async Task<string?> Exposed() => (string?)(await As("GET", $"/bidders/{id}")).Json["exposure"]!["USD"];

        Assert.Equal(201, (await Bid(english, new() { ["maximum"] = "60" })).Status);
        Assert.Equal("60", await Exposed());
        var beyond = await Bid(english, new() { ["maximum"] = "101" });
        Assert.Equal((409, "limit-exceeded"), (beyond.Status, (string?)beyond.Json["code"]));

        var hidden = await Formats("sealed-second-price", new() { ["openingBid"] = "10", ["duration"] = "PT1H" });
        Assert.Equal("limit-exceeded", (string?)(await Bid(hidden, new() { ["amount"] = "41" })).Json["code"]);
        Assert.Equal(201, (await Bid(hidden, new() { ["amount"] = "25" })).Status);
        Assert.Equal("85", await Exposed());

        var falling = await Formats("dutch", new() { ["quantity"] = 5, ["dutch"] = new JsonObject { ["startPrice"] = "5", ["floorPrice"] = "5", ["step"] = "1", ["every"] = "PT1H" } });
        Assert.Equal("limit-exceeded", (string?)(await Bid(falling, new() { ["next"] = true, ["quantity"] = 4 })).Json["code"]);
        Assert.Equal(201, (await Bid(falling, new() { ["next"] = true, ["quantity"] = 3 })).Status);
        Assert.Equal("100", await Exposed());
        Assert.Equal("limit-exceeded", (string?)(await Bid(falling, new() { ["next"] = true })).Json["code"]);

        // Second price: alone, the winner pays the opening bid, and no more than that counts.
        await Client.Post($"/auctions/{hidden}/hammer");
        Assert.Equal(201, (await Bid(falling, new() { ["next"] = true })).Status);
        Assert.Equal("90", await Exposed());
    }

    [Fact]
    public async Task A_block_takes_out_a_sealed_bid_and_leaves_what_was_taken()
    {
        var id = await Registered();
        var (hidden, falling) = (await Formats("sealed-first-price", new() { ["openingBid"] = "10", ["duration"] = "PT1H" }),
            await Formats("dutch", new() { ["quantity"] = 5, ["dutch"] = new JsonObject { ["startPrice"] = "5", ["floorPrice"] = "5", ["step"] = "1", ["every"] = "PT1H" } }));
        Assert.Equal(201, (await Client.Bid(hidden, id, "50")).Status);
        Assert.Equal(201, (await Client.Bid(hidden, "somebody", "20")).Status);
        Assert.Equal(201, (await Client.Bid(falling, id, "5")).Status);
        await As("POST", $"/bidders/{id}/block", """{"reason":"Owes us money."}""");
        await Client.Post($"/auctions/{hidden}/hammer");
        await Client.Post($"/auctions/{falling}/hammer");
        Assert.Equal(("somebody", "20"), ((string?)(await Client.View(hidden))["result"]!["winner"], (string?)(await Client.View(hidden))["result"]!["amount"]));
        Assert.Equal(id, (string?)(await Client.View(falling))["result"]!["winner"]);
    }

    private async Task<string> Formats(string format, JsonObject terms)
    {
        var request = new JsonObject { ["format"] = format, ["title"] = "A test lot", ["lot"] = new JsonObject { ["name"] = "A test lot" }, ["currency"] = "USD" };
        foreach (var (name, value) in terms) request[name] = value?.DeepClone();
        var made = await Client.Post("/auctions", request);
        Assert.True(made.Status == 201, made.Text);
        var auction = (string)made.Json["id"]!;
        Assert.Equal(200, (await Client.Post($"/auctions/{auction}/open")).Status);
        return auction;
    }

    [Fact]
    public async Task Where_only_approved_bidders_may_the_others_hear_why_not()
    {
        var id = await Registered();
        var auction = await Client.Open(new JsonObject { ["bidders"] = "approved" });
        Assert.Equal((403, "bidder-not-approved"), Code(await Client.Bid(auction, id, "50")));
        Assert.Equal((403, "bidder-not-approved"), Code(await Client.Bid(auction, Ids.New("stranger"), "50")));
        await Client.Post($"/bidders/{id}/approve", new JsonObject());
        Assert.Equal(201, (await Client.Bid(auction, id, "50")).Status);
        await Client.Post($"/bidders/{id}/block", JsonNode.Parse("""{"reason":"x"}"""));
        Assert.Null((await Client.View(auction))["leader"]);
        Assert.Equal((403, "bidder-blocked"), Code(await Client.Bid(auction, id, "60")));

        static (int, string?) Code(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task Ones_own_bids_and_won_lots_come_newest_first()
    {
        var id = Ids.New("own");
        var (first, second) = (await Client.Open(), await Client.Open(new JsonObject { ["title"] = "The second" }));
        await Client.Bid(first, id, "20");
        await Task.Delay(2); // two in the same millisecond are in the order of their sequences
        await Client.Bid(first, id, "30");
        await Task.Delay(2);
        await Client.Bid(second, id, "40");
        await Client.Drive(second, "hammer");
        var all = (await As("GET", "/bidders/me/bids", subject: id)).Json["items"]!.AsArray();
        Assert.Equal([(second, "40"), (first, "30"), (first, "20")], all.Select(b => ((string)b!["auctionId"]!, (string)b["amount"]!)));
        Assert.Equal(($"{first}-4", "USD", "placed"), ((string?)all[1]!["bidId"], (string?)all[1]!["currency"], (string?)all[1]!["status"]));
        var page = (await As("GET", "/bidders/me/bids?limit=2", subject: id)).Json;
        var rest = (await As("GET", $"/bidders/{id}/bids?limit=2&cursor={page["nextCursor"]}")).Json;
        Assert.Equal((first, "20"), ((string?)rest["items"]![0]!["auctionId"], (string?)rest["items"]![0]!["amount"]));
        Assert.Null(rest["nextCursor"]);
        foreach (var won in new[] { await As("GET", "/bidders/me/won", subject: id), await As("GET", $"/bidders/{id}/won") })
        {
            var lot = Assert.Single(won.Json["items"]!.AsArray())!;
            Assert.Equal((second, "The second", "40", 1, "sold"), ((string?)lot["auctionId"], (string?)lot["title"], (string?)lot["amount"], (int)lot["quantity"]!, (string?)lot["status"]));
        }
        Check.Problem(await As("GET", $"/bidders/{id}/bids", subject: id), 403, "forbidden"); // others' are the house's to read
        Check.Problem(await As("GET", "/bidders/me/bids?cursor=bm9wZQ", subject: id), 400, "bad-request");
    }

    [Fact]
    public async Task Page_by_page_one_reads_each_bidder_once_and_the_console_reaches_them_through_the_admin_gateway()
    {
        var made = new List<string>();
        for (var i = 0; i < 5; i++) made.Add(await Registered());
        var (read, cursor) = (new List<string>(), "");
        do
        {
            var page = (await Client.Ask(HttpMethod.Get, house.At.On(3000, $"/api/bidders?limit=3&cursor={cursor}"), null, await Client.Admin())).Json;
            read.AddRange(page["items"]!.AsArray().Select(b => (string)b!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(read.Distinct().Count(), read.Count);
        Assert.Subset(read.ToHashSet(), made.ToHashSet());
        Assert.Equal(404, (await Client.Ask(HttpMethod.Get, house.At.On(3000, "/api/bidders/me"), null, await Client.Token(Ids.New("new"), "bidder"))).Status);
    }

    /// <summary>Method; path under a bidder that is there; body; status; what the answer says.</summary>
    public static TheoryData<string, string, string, int, string> Bad => new()
    {
        { "POST", "/bidders", """{"name":"x"}""", 422, "id" }, { "POST", "/bidders", """{"id":"a b"}""", 422, "id" }, { "POST", "/bidders", """{"id":"me"}""", 422, "id" },
        { "POST", "/bidders", """{"id":""}""", 422, "id" }, { "POST", "/bidders", """{"id":"x","nmae":"y"}""", 400, "nmae" }, { "POST", "/bidders", """{"id":"x","name":" "}""", 422, "name" },
        { "POST", "/bidders", """{"id":"x","name":"a\u0000b"}""", 422, "name" }, { "POST", "/bidders", """{"id":"x","name":"\ud800"}""", 400, "" },
        { "POST", "/bidders", """{"id":"x","wallet":"0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"}""", 422, "EIP-55" }, { "POST", "/bidders", """{"id":"x","wallet":"alice"}""", 422, "hexadecimal" },
        { "POST", "/bidders", """{"id":"x","handles":[{"platform":"Twitch!","handle":"a"}]}""", 422, "platform" }, { "POST", "/bidders", """{"id":"x","handles":[{"platform":"x","handle":""}]}""", 422, "handle" },
        { "POST", "/bidders", """{"id":"x","handles":[{"platform":"x","handle":"a"},{"platform":"x","handle":"A"}]}""", 422, "twice" }, { "POST", "/bidders", """{"id":"x","handles":[null]}""", 422, "handle" },
        { "POST", "/bidders", """{"id":"x","handles":[{"platform":"x"}]}""", 400, "" }, { "POST", "/bidders", "[]", 400, "" }, { "POST", "/bidders", "", 400, "" },
        { "PATCH", "/bidders/{id}", """{"id":"other"}""", 400, "id" }, { "PATCH", "/bidders/{id}", """{"approved":true}""", 400, "approved" }, { "PATCH", "/bidders/{id}", """{"wallet":"0x1"}""", 422, "wallet" },
        { "PATCH", "/bidders/{id}", "[]", 400, "" }, { "PATCH", "/bidders/{id}", """{"name":1}""", 400, "name" }, { "PATCH", "/bidders/nobody", """{"name":"x"}""", 404, "" },
        { "POST", "/bidders/{id}/block", "{}", 400, "reason" }, { "POST", "/bidders/{id}/block", """{"reason":""}""", 422, "reason" }, { "POST", "/bidders/{id}/block", """{"reason":null}""", 400, "reason" },
        { "POST", "/bidders/nobody/block", """{"reason":"x"}""", 404, "" }, { "POST", "/bidders/{id}/approve", """{"yes":true}""", 400, "yes" },
        { "PUT", "/bidders/{id}/limits", """{"XYZ":"1"}""", 422, "XYZ" }, { "PUT", "/bidders/{id}/limits", """{"USD":"1.234"}""", 422, "USD" }, { "PUT", "/bidders/{id}/limits", """{"USD":"-1"}""", 422, "USD" },
        { "PUT", "/bidders/{id}/limits", """{"USD":1}""", 400, "USD" }, { "PUT", "/bidders/{id}/limits", """{"USD":"1","USD":"2"}""", 400, "" }, { "PUT", "/bidders/nobody/limits", "{}", 404, "" },
        { "GET", "/bidders?limit=0", "", 400, "limit" }, { "GET", "/bidders?cursor=!", "", 400, "cursor" }, { "GET", "/bidders/{id}/won?limit=501", "", 400, "limit" },
        { "GET", "/bidders?platform=x&handle=a%20b", "", 400, "handle" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task What_makes_no_sense_is_refused_with_its_reason_and_changes_nothing(string method, string path, string body, int status, string says)
    {
        var id = await Registered();
        var before = (await As("GET", $"/bidders/{id}")).Text;
        var reply = await As(method, path.Replace("{id}", id, StringComparison.Ordinal), body.Length == 0 ? null : body);
        Check.Problem(reply, status);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
        Assert.Equal(before, (await As("GET", $"/bidders/{id}")).Text);
    }

    [Theory, InlineData("POST", "/bidders", """{"id":"x"}"""), InlineData("GET", "/bidders", ""), InlineData("GET", "/bidders/x", ""), InlineData("PATCH", "/bidders/x", "{}"),
        InlineData("POST", "/bidders/x/approve", "{}"), InlineData("POST", "/bidders/x/block", """{"reason":"x"}"""), InlineData("POST", "/bidders/x/unblock", "{}"), InlineData("PUT", "/bidders/x/limits", "{}"),
        InlineData("GET", "/bidders/x/bids", ""), InlineData("GET", "/bidders/x/won", "")]
    public async Task The_houses_side_is_for_admins(string method, string path, string body)
    {
        foreach (var role in new[] { "auctioneer", "bidder" }) Check.Problem(await As(method, path, body.Length == 0 ? null : body, role: role), 403, "forbidden");
        Check.Problem(await Client.Ask(new HttpMethod(method), house.At.On(4100, path), body.Length == 0 ? null : Asking.Json(body)), 401, "unauthenticated");
        Check.Problem(await Client.Ask(HttpMethod.Get, house.At.On(4100, "/bidders/me")), 401, "unauthenticated");
    }

    [Fact]
    public async Task Bidders_are_found_by_id_name_wallet_and_handle_within_a_status()
    {
        var word = Ids.New("quill");
        var id = Ids.New("bidder");
        Assert.Equal(201, (await Client.Post("/bidders", JsonNode.Parse($$"""{"id":"{{id}}","name":"Ms {{word}}","handles":[{"platform":"kick","handle":"h_{{word}}"}]}"""))).Status);
        async Task<string[]> Found(string query) => [.. (await As("GET", "/bidders?" + query)).Json["items"]!.AsArray().Select(b => (string)b!["id"]!)];
        Assert.Equal([id], await Found($"q={word.ToUpperInvariant()}"));
        Assert.Equal([id], await Found($"q=kick:h_{word}"));
        Assert.Equal([id], await Found($"q={id}&status=registered"));
        Assert.Empty(await Found($"q={id}&status=blocked"));
        await Client.Post($"/bidders/{id}/approve", new JsonObject());
        Assert.Equal([id], await Found($"q={id}&status=approved"));
        await Client.Post($"/bidders/{id}/block", JsonNode.Parse("""{"reason":"x"}"""));
        Assert.Empty(await Found($"q={id}&status=approved"));
        Assert.Equal([id], await Found($"q={id}&status=blocked"));
        Check.Problem(await As("GET", "/bidders?status=unknown"), 400, "bad-request");
        Check.Problem(await As("GET", $"/bidders?q={word}", role: "event-source"), 403, "forbidden");
    }

    [Fact]
    public async Task An_admin_reads_a_bidders_paddles_in_every_sale()
    {
        var bidder = Ids.New("bidder");
        var (one, two) = (await Sales.SaleroomTests.Create(house, 0), await Sales.SaleroomTests.Create(house, 0));
        await Sales.SaleroomTests.Create(house, 0);
        foreach (var (sale, paddle) in new[] { (one, 7), (two, 8) }) Assert.Equal(200, (await Client.Post($"/sales/{sale}/paddles", new JsonObject { ["bidderId"] = bidder, ["paddle"] = paddle })).Status);
        var found = new List<(string?, string?, string?, int)>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await As("GET", $"/bidders/{bidder}/paddles?limit=2&cursor={cursor}")).Json;
            found.AddRange(page["items"]!.AsArray().Select(p => ((string?)p!["saleId"], (string?)p["title"], (string?)p["status"], (int)p["paddle"]!)));
            cursor = (string?)page["nextCursor"];
        }
        Assert.Equal([(one, "Autumn sale", "draft", 7), (two, "Autumn sale", "draft", 8)], found.OrderBy(p => p.Item4));
        Assert.Equal([8], (await As("GET", $"/bidders/{bidder}/paddles?q={two}")).Json["items"]!.AsArray().Select(p => (int)p!["paddle"]!));
        Check.Problem(await As("GET", $"/bidders/{bidder}/paddles", subject: bidder), 403, "forbidden");
        Check.Problem(await As("GET", $"/bidders/{bidder}/paddles?cursor=%21"), 400, "bad-request");
    }

    [Fact]
    public async Task A_bidders_bids_and_won_lots_are_found_by_their_auction()
    {
        var bidder = Ids.New("bidder");
        var (one, two) = (await Client.Open(new JsonObject { ["title"] = "The Quagga" }), await Client.Open());
        foreach (var auction in new[] { one, two })
        {
            Assert.Equal(201, (await Client.Offer(auction, bidder, "15")).Status);
            await Client.Drive(auction, "hammer");
        }
        async Task<string[]> Found(string path) => [.. (await As("GET", $"/bidders/{bidder}/{path}")).Json["items"]!.AsArray().Select(i => (string)i!["auctionId"]!)];
        Assert.Equal([two, one], await Found("bids"));
        Assert.Equal([one], await Found($"bids?q={one}"));
        Assert.Equal([one], await Found("won?q=quagga"));
        Assert.Equal([two], await Found($"won?q={two}&limit=1")); // past pages that have nothing
        Assert.Empty(await Found("won?q=nothing-of-the-kind"));
    }

    private async Task<string> Registered()
    {
        var id = Ids.New("bidder");
        Assert.Equal(201, (await Client.Post("/bidders", new JsonObject { ["id"] = id })).Status);
        return id;
    }

    private async Task<Reply> As(string method, string path, string? body = null, string? subject = null, string? role = null) => await Client.Ask(
        new HttpMethod(method), house.At.On(4100, path), body is null ? null : Asking.Json(body),
        subject is null && role is null ? await Client.Admin() : await Client.Token(subject ?? "somebody", role ?? "bidder"));
}
