namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>Creating auctions and reading them back.</summary>
public sealed class CreatingTests(OpenHouse house)
{
    private static JsonObject Documented(string id) => JsonNode.Parse($$"""
        { "id": "{{id}}", "format": "english", "title": "Genesis #1",
          "lot": { "name": "Genesis #1", "description": "The first", "image": "https://example.com/1.png",
                   "token": { "chainId": 1, "contract": "0x1234", "tokenId": "1" },
                   "attributes": [ { "trait_type": "Background", "value": "Blue" } ] },
          "currency": "ETH", "openingBid": "0.1", "reserve": "1", "buyNow": null,
          "increments": { "basisPoints": 1000 },
          "opensAt": null, "closesAt": null, "duration": "PT10M", "startsOnFirstBid": false,
          "extension": { "window": "PT1M", "by": "PT1M" },
          "bidders": "anyone" }
        """)!.AsObject();

    [Fact]
    public async Task The_documented_request_makes_a_draft_and_says_where_it_is()
    {
        var id = Ids.New("genesis");
        var reply = await house.Client.Post("/auctions", Documented(id));
        Assert.Equal(201, reply.Status);
        Assert.Equal("application/json", reply.MediaType);
        Assert.Equal($"/auctions/{id}", reply.Header("Location"));
        var view = Check.View(reply.Json);
        Assert.Equal((id, "draft", 1, "0.1", 0), ((string?)view["id"], (string?)view["status"], (int)view["sequence"]!, (string?)view["minimumBid"], (int)view["bidCount"]!));
        Assert.False((bool)view["reserveMet"]!);

        var read = await house.Client.Get(4100, reply.Header("Location")!);
        Assert.Equal(200, read.Status);
        var lot = Check.View(read.Json)["lot"]!;
        Assert.True(JsonNode.DeepEquals(Documented(id)["lot"], lot), lot.ToJsonString());
        Assert.Equal("PT10M", (string?)read.Json["duration"]);
        Assert.True(Math.Abs((Check.Instant(read.Json, "serverTime") - TimeProvider.System.GetUtcNow()).TotalSeconds) < 10);
    }

    [Fact]
    public async Task Without_an_id_the_house_makes_one_that_sorts_by_time()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await house.Client.Create());
            await Task.Delay(2); // two in the same millisecond have no order
        }
        Assert.All(ids, id => Assert.Matches("^[a-z0-9][a-z0-9-]{0,63}$", id));
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task An_id_is_given_once()
    {
        var id = await house.Client.Create(new JsonObject { ["id"] = Ids.New("once") });
        var again = await house.Client.Post("/auctions", Documented(id));
        Assert.Equal((409, "auction-exists"), (again.Status, again.Code));
        Assert.Equal("A test lot", (string?)(await house.Client.View(id))["title"]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_repeated_create_makes_one_auction(bool named)
    {
        var (key, request) = (Ids.New("key"), Documented(Ids.New("twice")));
        if (!named) request.Remove("id");
        var first = await house.Client.Post("/auctions", request, key);
        var second = await house.Client.Post("/auctions", request, key);
        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(first.Header("Location"), second.Header("Location"));
        Assert.Equal(Views.Lasting(first), Views.Lasting(second));
        Assert.Single(await house.Client.Events((string)first.Json["id"]!));

        request["title"] = "Another";
        Check.Problem(await house.Client.Post("/auctions", request, key), 422, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("""{"basisPoints":250}""", "10", "10.25"), InlineData("""{"fixed":"0.05"}""", "10", "10.05")]
    [InlineData("""{"table":[{"from":"0","step":"1"},{"from":"50","step":"5"},{"from":"100","step":"10"}]}""", "49.99", "50.99")]
    [InlineData("""{"table":[{"from":"0","step":"1"},{"from":"50","step":"5"},{"from":"100","step":"10"}]}""", "50", "55")]
    [InlineData("""{"table":[{"from":"0","step":"1"},{"from":"50","step":"5"},{"from":"100","step":"10"}]}""", "100", "110")]
    public async Task The_next_bid_goes_over_the_price_by_the_increment(string increments, string bid, string minimum)
    {
        var id = await house.Client.Open(new JsonObject { ["increments"] = JsonNode.Parse(increments) });
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(increments), (await house.Client.View(id))["increments"]));
        Assert.Equal(minimum, (string?)(await house.Client.Offer(id, "ann", bid)).Json["minimumBid"]);
    }

    [Theory]
    [InlineData("online", "0.99", "1.04"), InlineData("online", "1", "1.25"), InlineData("online", "24.99", "25.49"), InlineData("online", "99", "100"), InlineData("online", "249", "251.5")]
    [InlineData("online", "499", "504"), InlineData("online", "999", "1009"), InlineData("online", "2499", "2524"), InlineData("online", "4999", "5049"), InlineData("online", "5000", "5100")]
    [InlineData("room", "100", "110"), InlineData("room", "250", "275"), InlineData("room", "500", "550"), InlineData("room", "1000", "1100"), InlineData("room", "100000", "110000")]
    [InlineData("nft", "10", "11"), InlineData("nft", "0.05", "0.06")]
    public async Task Increments_are_known_by_name_too(string preset, string bid, string minimum)
    {
        var id = await house.Client.Open(new JsonObject { ["openingBid"] = "0.01", ["increments"] = new JsonObject { ["preset"] = preset } });
        Assert.Equal(minimum, (string?)(await house.Client.Offer(id, "ann", bid)).Json["minimumBid"]);
        var shown = (await house.Client.View(id))["increments"]!;
        Assert.Equal(preset, (string?)shown["preset"]);
        Assert.True(shown["table"] is JsonArray { Count: > 9 } || (int)shown["basisPoints"]! == 1_000);
        // What a view shows may be sent back as it is.
        Assert.Equal(201, (await house.Client.Post("/auctions", new JsonObject
        {
            ["title"] = "Again",
            ["lot"] = new JsonObject { ["name"] = "Again" },
            ["currency"] = "USD",
            ["openingBid"] = "1",
            ["increments"] = shown.DeepClone(),
        })).Status);
    }

    [Theory]
    [InlineData("JPY", """{"preset":"online"}""", "increments.preset"), InlineData("USD", """{"preset":"silly"}""", "increments.preset")]
    [InlineData("USD", """{"preset":"nft","basisPoints":500}""", "increments"), InlineData("USD", """{"preset":"online","fixed":"1"}""", "increments")]
    public async Task A_preset_that_does_not_fit_is_refused_with_the_reason(string currency, string increments, string field)
    {
        var request = Documented(Ids.New("preset"));
        (request["currency"], request["openingBid"], request["reserve"], request["increments"]) = (currency, "10", "10", JsonNode.Parse(increments));
        Assert.NotNull(Check.Problem(await house.Client.Post("/auctions", request), 422, "invalid-request")["errors"]![field]);
    }

    [Fact]
    public async Task A_change_of_a_draft_keeps_its_preset_and_may_take_another_step()
    {
        var id = await house.Client.Create(new JsonObject { ["increments"] = new JsonObject { ["preset"] = "room" } });
        async Task<JsonNode> Change(JsonObject change) =>
            (await house.Client.Ask(HttpMethod.Patch, house.At.On(4100, $"/auctions/{id}"), Asking.Json(change.ToJsonString()), await house.Client.Admin())).Json;
        Assert.Equal("room", (string?)(await Change(new JsonObject { ["title"] = "Another" }))["increments"]!["preset"]);
        Assert.Equal("""{"fixed":"2"}""", (await Change(new JsonObject { ["increments"] = new JsonObject { ["fixed"] = "2" } }))["increments"]!.ToJsonString());
    }

    [Theory, InlineData("ETH", "0.000000000000000001"), InlineData("ETH", "12345678901234567890.123456789012345678"), InlineData("USD", "1234567.89"), InlineData("JPY", "5"), InlineData("BTC", "0.00000001")]
    public async Task An_amount_comes_back_to_the_last_digit(string currency, string amount)
    {
        var id = await house.Client.Open(new JsonObject { ["currency"] = currency, ["openingBid"] = amount, ["increments"] = new JsonObject { ["basisPoints"] = 1 } });
        var receipt = (await house.Client.Offer(id, "ann", amount)).Json;
        Assert.Equal((amount, amount), ((string?)receipt["amount"], (string?)receipt["price"]));
        var view = await house.Client.View(id);
        Assert.Equal((amount, amount), ((string?)view["price"], (string?)view["openingBid"]));
    }

    [Fact]
    public async Task The_reserve_is_for_admins_only()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "777.77", ["increments"] = new JsonObject { ["fixed"] = "1" } });
        await house.Client.Offer(id, "ann", "20");
        Assert.Equal("777.77", (string?)(await house.Client.Get(4100, $"/auctions/{id}", await house.Client.Admin())).Json["reserve"]);
        await using var socket = new SocketObserver(house.At, id);
        await using var feed = new FeedObserver(house.At, id);
        await socket.Connect(after: 0);
        await feed.Connect(after: "0");
        await Wait.Until("both heard of the bid", Wait.Patience, () => socket.Events.Count == 3 && feed.Events.Count == 3);
        var auctioneer = await house.Client.Token("helen", "auctioneer");
        string[] heard =
        [
            .. socket.Events.Concat(socket.Snapshots).Concat(feed.Events).Select(e => e.ToJsonString()),
            (await house.Client.Get(4100, $"/auctions/{id}")).Text, (await house.Client.Get(4100, $"/auctions/{id}", auctioneer)).Text,
            (await house.Client.Get(4100, $"/auctions/{id}/events")).Text, (await house.Client.Get(4100, $"/auctions/{id}/bids")).Text,
            (await house.Client.Get(4100, "/auctions?status=open&limit=500")).Text, (await house.Client.Get(4300, $"/events?subject={id}")).Text,
            (await house.Client.Get(4300, $"/events/{id}-1")).Text, (await house.Client.PostAs(auctioneer, $"/auctions/{id}/warn", null)).Text,
            (await house.Client.PostAs(auctioneer, $"/auctions/{id}/bids?dryRun=true", new JsonObject { ["amount"] = "30" })).Text,
        ];
        Assert.All(heard, text => Assert.DoesNotContain("777.77", text, StringComparison.Ordinal));
        Assert.False((bool)socket.Snapshots.First()["auction"]!["reserveMet"]!);
    }
}
